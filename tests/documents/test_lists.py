import json
from dataclasses import replace

import pytest

from advisor.documents import ColumnChoice, read_list
from advisor.domain.documents import Columns
from advisor.errors import UnreadableDocument, UnusableInput
from tests.documents.files import DATE, SAMPLES, build, csv_list, texts, xlsx, zipped

MESSY = """Parc logiciel de la ville;;;;
Situation au 12/03/2026;;;;
;;;;
Poste;Utilisateur;Libellé;Montant HT;Fin de contrat
PC-0123;EXEMPLE Marie;Adobe Acrobat Pro;1 200,00;31/12/2027
PC-0124;Jean Modèle;Zoom Workplace;300,00;mars 2027
;;Sous-total;1 500,00;
Poste;Utilisateur;Libellé;Montant HT;Fin de contrat
;;;;
PC-0125;Anne Essai;Total Commander;45,50;
;;Total général;1 545,50;
"""


def test_every_row_is_there_in_order_with_its_kind():
    lines = csv_list(MESSY).lines
    assert [line.row for line in lines] == list(range(1, 12))
    assert [line.kind for line in lines] == [
        "title", "title", "empty", "header", "item", "item", "total", "header", "empty", "item", "total",
    ]  # fmt: skip


def test_product_named_total_is_not_a_total_row():
    assert texts(csv_list(MESSY)) == ["Adobe Acrobat Pro", "Zoom Workplace", "Total Commander"]


def test_amounts_and_dates_are_normalised_and_totals_carry_none():
    found = [(line.amount_eur, line.ends_on) for line in csv_list(MESSY).lines if line.kind in ("item", "total")]
    assert found == [("1200.00", "2027-12-31"), ("300.00", "2027-03"), (None, None), ("45.50", None), (None, None)]


@pytest.mark.parametrize(
    ("cell", "kind"),
    [
        ("Total", "total"), ("TOTAL HT", "total"), ("Total général", "total"), ("Sous-total lot 2", "total"),
        ("S/Total", "total"), ("Total :", "total"), ("Total 2026", "total"), ("Montant total", "total"),
        ("Report", "total"), ("Total Commander", "item"), ("TotalEnergies Fleet", "item"), ("Total Network Inventory", "item"),
        ("Report Builder", "item"), ("Cumulus Linux", "item"),
    ],
)  # fmt: skip
def test_total_rows_are_told_from_products(cell, kind):
    lines = csv_list(f"Libellé;Montant\nZoom;10\nTeams;5\n{cell};99\n").lines
    assert lines[-1].kind == kind


def test_total_row_without_a_word_is_known_by_its_sum():
    lines = csv_list("Libellé;Montant\nZoom;10\nTeams;5,5\n;15,50\n").lines
    assert [line.kind for line in lines] == ["header", "item", "item", "total"]


@pytest.mark.parametrize(
    ("name", "columns", "first"),
    [
        pytest.param("glpi.csv", ("Nom", "Éditeur", None, None), "Adobe Acrobat Reader DC - Français", id="GLPI"),
        pytest.param(
            "intune.csv", ("ApplicationName", "ApplicationPublisher", None, None), "Google Chrome", id="Intune"
        ),
        pytest.param("winget.txt", ("Nom", None, None, None), "Mozilla Firefox (x64 fr)", id="winget list"),
        pytest.param(
            "sap.csv",
            ("Texte poste", "Nom fournisseur", "Montant devise société", None),
            "RENOUV LIC ADOBE CC 12 MOIS",
            id="accounting",
        ),
        pytest.param("old.xls", ("Logiciel", None, "Montant HT", None), "Microsoft Visio 2019", id="old Excel"),
    ],
)
def test_usual_exports_come_out_right(name, columns, first):
    found = read_list(SAMPLES / name, name)
    assert replace(found.columns, tax=None) == Columns(*columns)
    assert texts(found)[0] == first


def test_names_of_people_and_machines_never_reach_the_lines():
    kept = repr(read_list(SAMPLES / "intune.csv", "intune.csv").lines)
    assert not any(word in kept for word in ("Alice", "LAP-EX", "@", "aaaa-bbbb"))


def test_amounts_in_another_currency_are_left_out_and_said():
    found = read_list(SAMPLES / "sap.csv", "sap.csv")
    assert [line.amount_eur for line in found.lines[1:]] == ["12450.00", "8990.50", "-1200.00", None]
    assert any("autre monnaie" in one.why for one in found.unread)


def test_separators_are_found():
    for mark in ";,\t|":
        rows = ["Logiciel,Éditeur,Montant HT", "Zoom,Zoom,12.50", "Teams,Microsoft,8.00"]
        found = csv_list("\n".join(rows).replace(",", mark))
        assert texts(found) == ["Zoom", "Teams"]
        assert found.lines[1].vendor == "Zoom"


@pytest.mark.parametrize(
    ("text", "name", "expected"),
    [
        pytest.param("Zoom\n\nAdobe CC, équipe\n", "a.txt", ["Zoom", "Adobe CC, équipe"], id="a line each"),
        pytest.param("Logiciels\nZoom\nTeams\n", "a.txt", ["Zoom", "Teams"], id="header alone"),
        pytest.param("Zoom\nTeams", "-", ["Zoom", "Teams"], id="standard input"),
        pytest.param("Zoom", "a.csv", ["Zoom"], id="one line"),
        pytest.param('Produit\n"Adobe CC, équipe"\nZoom\n', "a.csv", ["Adobe CC, équipe", "Zoom"], id="one quoted column"),
        pytest.param("Produit\nAdobe CC, équipe\nZoom, Teams et Slack\nGLPI\n", "a.csv",
                     ["Adobe CC, équipe", "Zoom, Teams et Slack", "GLPI"], id="commas in labels"),
        pytest.param("sep=;\nProduit;Prix\nZoom;1\n", "a.csv", ["Zoom"], id="hint for Excel"),
        pytest.param("Zoom;12 €\nTeams;8 €\n", "a.csv", ["Zoom", "Teams"], id="no header"),
        pytest.param("Bidule;Truc\nZoom;12\nTeams;8\n", "a.csv", ["Zoom", "Teams"], id="odd header above numbers"),
    ],
)  # fmt: skip
def test_text_lists_are_cut_right(text, name, expected):
    assert texts(csv_list(text, name)) == expected


def test_a_cell_over_several_lines_is_one_row():
    found = csv_list('Libellé;Montant\n"Zoom\nWorkplace";10\nTeams;5\n')
    assert [(line.row, line.text) for line in found.lines] == [(1, "Libellé"), (2, "Zoom Workplace"), (3, "Teams")]


def test_unclosed_quote_does_not_swallow_the_file():
    text = 'Libellé;Montant\nÉcran 24";10\n"Zoom;10\n' + "Teams;5\n" * 400
    found = csv_list(text)
    assert len(found.lines) == 403
    assert any("guillemets" in one.why for one in found.unread)


def test_giant_cell_is_cut_and_said_and_its_row_kept():
    found = csv_list("Libellé;Montant\n" + "Zoom " * 100_000 + ";12\nTeams;8\n")
    assert len(found.lines) == 3
    assert len(found.lines[1].text) == 2000
    assert found.lines[1].amount_eur == "12.00"
    assert (found.unread[0].where, "499999" in found.unread[0].why) == ("ligne 2", True)


def test_workbook_gives_dates_numbers_and_rows_as_shown():
    found = read_list(
        xlsx([[], ["Parc 2026"], ["Désignation", "Montant TTC", "Échéance"], ["Zoom", 1234.5, DATE(2027, 3, 31)]]),
        "a.xlsx",
    )
    assert [line.kind for line in found.lines] == ["empty", "title", "header", "item"]
    line = found.lines[-1]
    assert (line.row, line.text, line.amount_eur, line.ends_on) == (4, "Zoom", "1234.50", "2027-03-31")
    assert found.sheet == "Feuil1"


def test_sheet_with_most_text_is_taken_and_the_others_said():
    sheets = {"Notes": [["Lire"]], "Parc": [["Logiciel"], ["Zoom"], ["Teams"]], "Vide": [], "Caché": [["x y"]] * 9}
    data = xlsx([], sheets=sheets, hidden=["Caché"])
    found = read_list(data, "a.xlsx")
    assert found.sheet == "Parc"
    assert [one.where for one in found.unread] == ["feuille « Notes »", "feuille « Caché »"]
    assert texts(read_list(data, "a.xlsx", sheet="notes")) == ["Lire"]
    assert read_list(data, "a.xlsx", sheet="1").sheet == "Notes"
    with pytest.raises(UnusableInput) as caught:
        read_list(data, "a.xlsx", sheet="Absente")
    assert caught.value.detail["sheets"] == "Notes, Parc, Vide, Caché"


def test_cells_merged_down_repeat_their_text_but_not_their_amount():
    rows = [
        ["Éditeur", "Logiciel", "Montant HT"],
        ["Adobe", "Acrobat", 10.5],
        [None, "Photoshop", None],
        ["Zoom", "Zoom", 3],
    ]
    found = read_list(xlsx(rows, merge=["A2:A3", "C2:C3"]), "a.xlsx")
    assert [(line.vendor, line.amount_eur) for line in found.lines[1:]] == [
        ("Adobe", "10.50"),
        ("Adobe", None),
        ("Zoom", "3.00"),
    ]


def test_title_merged_across_a_table_is_a_title():
    rows = [
        ["Logiciel", "Éditeur", "Montant HT"],
        ["Bureautique", None, None],
        ["Acrobat", "Adobe", 10],
        ["Zoom", "Zoom", 3],
    ]
    found = read_list(xlsx(rows, merge=["A2:C2"]), "a.xlsx")
    assert [line.kind for line in found.lines] == ["header", "title", "item", "item"]


def test_ods_is_read_and_its_empty_repeats_cost_nothing():
    cell = "<table:table-cell office:value-type='string'><text:p>{}</text:p></table:table-cell>"
    number = "<table:table-cell office:value-type='currency' office:currency='EUR' office:value='12.5'/>"
    row = "<table:table-row>{}</table:table-row>"
    body = (
        "<table:table table:name='Parc'>"
        + row.format(cell.format("Logiciel") + cell.format("Prix HT"))
        + "<table:table-row table:number-rows-repeated='2'><table:table-cell/></table:table-row>"
        + row.format(cell.format("Zoom") + number)
        + "<table:table-row table:number-rows-repeated='1048570'><table:table-cell table:number-columns-repeated='16384'/>"
        "</table:table-row></table:table>"
    )
    found = read_list(build.odf("spreadsheet", body), "a.ods")
    assert [(line.row, line.kind, line.amount_eur) for line in found.lines] == [
        (1, "header", None), (2, "empty", None), (3, "empty", None), (4, "item", "12.50"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("bom", "rows"),
    [
        pytest.param(
            {
                "bomFormat": "CycloneDX",
                "components": [
                    {"name": "lxml", "version": "6", "publisher": "lxml"},
                    {"name": "zoom", "supplier": {"name": "Zoom"}, "components": [{"name": "part"}]},
                ],
            },
            [("lxml", "lxml"), ("zoom", "Zoom"), ("part", None)],
            id="CycloneDX",
        ),
        pytest.param(
            {
                "spdxVersion": "SPDX-2.3",
                "packages": [{"name": "a b", "supplier": "Organization: Acme"}, {"name": "c", "supplier": "Person: X"}],
            },
            [("a b", "Acme"), ("c", None)],
            id="SPDX 2",
        ),
        pytest.param(
            {
                "@graph": [
                    {"type": "Organization", "spdxId": "o", "name": "Acme"},
                    {"type": "software_Package", "name": "zoom", "suppliedBy": "o"},
                ]
            },
            [("zoom", "Acme")],
            id="SPDX 3",
        ),
        pytest.param(
            {"Sources": [{"Packages": [{"PackageIdentifier": "Microsoft.Teams"}]}]},
            [("Teams", "Microsoft")],
            id="winget",
        ),
        pytest.param(
            [{"logiciel": "Zoom", "editeur": "Zoom"}, {"logiciel": "Total"}],
            [("Zoom", "Zoom"), ("Total", None)],
            id="objects",
        ),
        pytest.param(["Zoom", "Teams"], [("Zoom", None), ("Teams", None)], id="words"),
    ],
)
def test_component_lists_are_read(bom, rows):
    found = read_list(json.dumps(bom).encode(), "bom.json")
    assert [(line.text, line.vendor) for line in found.lines] == rows
    assert [line.row for line in found.lines] == list(range(1, len(rows) + 1))
    assert {line.kind for line in found.lines} == {"item"}


def test_table_saved_as_html_under_an_excel_name_is_read_and_said():
    page = "<html><table><tr><th>Logiciel</th><th>Prix HT</th></tr><tr><td>Zoom</td><td>12,50</td></tr></table></html>"
    found = read_list(page.encode(), "export.xls")
    assert texts(found) == ["Zoom"]
    assert "malgré" in found.unread[0].why


CHOICES = "Nom;B;Prix HT;Prix TTC;Fin\nZoom;Teams;1;2;2027\nSlack;GLPI;3;4;2028\n"


@pytest.mark.parametrize(
    ("wanted", "shown"),
    [("B", "B"), ("A", "Nom"), ("1", "Nom"), ("nom", "Nom"), ("no", "Nom"), ("prix ttc", "Prix TTC")],
)
def test_a_column_is_named_by_header_then_letter_then_number(wanted, shown):
    assert csv_list(CHOICES, columns=ColumnChoice(text=wanted)).columns.text == shown


def test_amount_before_tax_is_taken_unless_the_user_says_otherwise():
    assert csv_list(CHOICES).columns.amount == "Prix HT"
    assert csv_list(CHOICES, columns=ColumnChoice(amount="Prix TTC")).lines[1].amount_eur == "2.00"


def test_missing_column_names_those_found():
    with pytest.raises(UnusableInput) as caught:
        csv_list(CHOICES, columns=ColumnChoice(text="Libellé"))
    assert caught.value.reason == "missing-column"
    assert caught.value.detail["columns"] == "Nom, B, Prix HT, Prix TTC, Fin"


def test_the_share_of_products_decides_between_odd_columns():
    text = "Zorglub;Bidule\nsalle du conseil;Zoom\nmairie annexe;Teams\n"
    known = {"Zoom", "Teams"}
    found = csv_list(text, looks_like_product=lambda cells: sum(cell in known for cell in cells) / len(cells))
    assert [line.text for line in found.lines][1:] == ["Zoom", "Teams"]


@pytest.mark.parametrize(
    "cells",
    [
        pytest.param(["DUPONT Marie", "MARTIN Jean", "DURAND Paul"], id="people"),
        pytest.param(["marie.exemple@ville.example", "j.m@ville.example", "p.d@ville.example"], id="addresses"),
        pytest.param(["PC-COMPTA-01", "PC-COMPTA-02", "SRV-FIC-01"], id="machines"),
    ],
)
def test_people_and_machines_are_not_products_even_without_header(cells):
    text = "".join(f"{cell};{product}\n" for cell, product in zip(cells, ["Zoom", "Teams", "Slack"], strict=True))
    assert [line.text for line in csv_list(text).lines] == ["Zoom", "Teams", "Slack"]


def test_no_column_with_words_is_refused_with_the_columns_found():
    with pytest.raises(UnreadableDocument) as caught:
        csv_list("Date;Montant\n12/03/2026;12,50\n13/03/2026;8,00\n")
    assert caught.value.reason == "no-text-column"


def test_document_given_as_a_list_is_refused():
    for name in ("traps.docx", "partly-scanned.pdf"):
        with pytest.raises(UnreadableDocument) as caught:
            read_list(SAMPLES / name, name)
        assert caught.value.reason == "not-a-list"


def test_json_of_another_shape_is_refused():
    with pytest.raises(UnreadableDocument) as caught:
        read_list(b'{"a": 1}', "a.json")
    assert caught.value.reason == "not-a-component-list"


def test_workbook_without_rows_is_refused():
    with pytest.raises(UnreadableDocument) as caught:
        read_list(xlsx([]), "a.xlsx")
    assert caught.value.reason == "no-rows"


def test_cells_far_apart_are_refused_before_they_unfold():
    sheet = '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
    sheet += '<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData></worksheet>'
    with pytest.raises(UnreadableDocument) as caught:
        read_list(zipped({"xl/workbook.xml": "<workbook/>", "xl/worksheets/sheet1.xml": sheet}), "a.xlsx")
    assert caught.value.reason == "too-many-cells"


@pytest.mark.slow
def test_two_hundred_thousand_rows_are_read_in_time():
    import time

    row = "PC-{0:06d};Zoom Workplace {1};Zoom;12,50;31/12/2027\n"
    text = "Poste;Logiciel;Éditeur;Montant HT;Fin\n" + "".join(row.format(n, n % 50) for n in range(200_000))
    started = time.perf_counter()
    assert len(csv_list(text).lines) == 200_001
    assert time.perf_counter() - started < 15


@pytest.mark.parametrize(
    ("text", "columns"),
    [
        pytest.param(
            "Réf.;Désignation article;Qté;PU HT;Total HT;Total TTC;Fournisseur\nA1;Zoom 1 an;10;29,70;297,00;356,40;UGAP\n"
            "A2;Acrobat;5;190,00;950,00;1140,00;UGAP\n",
            ("Désignation article", "Fournisseur", "Total HT", None),
            id="order: total before unit price, before tax",
        ),
        pytest.param(
            "Nom;Fabricant;Numéro de série;Modèle;Logiciels - Nom;Usager\nPC-0001;Dell Inc.;ABC1234;Latitude;Visio;mdupont\n"
            "PC-0002;HP;CZC1234ABC;EliteDesk;Teams;jmartin\n",
            ("Logiciels - Nom", None, None, None),
            id="computers: the maker of a machine is no publisher",
        ),
        pytest.param(
            'Software,Publisher,Owner,Annual cost (EUR),Renewal date\nZoom,Zoom,John Smith,"1,200.50",12/31/2026\n'
            "Slack,Salesforce,Jane Doe,900.00,01/15/2027\n",
            ("Software", "Publisher", "Annual cost (EUR)", "Renewal date"),
            id="English",
        ),
        pytest.param(
            "N° marché;Objet du marché;Titulaire;Montant annuel HT;Date de notification;Date de fin;Gestionnaire\n"
            "2023-01;Maintenance Cegid;Cegid SAS;12 000;01/01/2023;31/12/2026;Marie Exemple\n"
            "2023-02;Licences VMware;Modèle Info;25 k€;01/02/2023;31/01/2027;Paul Exemple\n",
            ("Objet du marché", "Titulaire", "Montant annuel HT", "Date de fin"),
            id="contracts",
        ),
        pytest.param(
            "1;Visio;Microsoft;250,00 €\n2;AutoCAD;Autodesk;1 350,00 €\n3;Teams;Microsoft;0,00 €\n",
            ("colonne 2", None, "colonne 4", None),
            id="no header",
        ),
        pytest.param(
            "Direction;Service;Outil utilisé;Nb agents;Commentaire\nDRH;Paie;Cegid HR;12;à renouveler en 2027\n"
            "DGS;Cabinet;Canva;3;voir avec la direction\n",
            ("Outil utilisé", None, None, None),
            id="survey",
        ),
        pytest.param(
            "Logiciel;;Coûts;\nNom;Éditeur;HT;TTC\nZoom;Zoom;100;120\nTeams;Microsoft;200;240\n",
            ("Nom", "Éditeur", "HT", None),
            id="two header rows",
        ),
    ],
)
def test_columns_of_usual_lists_are_found(text, columns):
    assert replace(csv_list(text).columns, tax=None) == Columns(*columns)
