import time

import pytest
import typst

from advisor.documents import limits, pdf, read_document, read_files_bounded
from advisor.errors import UnreadableDocument
from tests.documents.files import SAMPLES, build, segments


def typeset(source):
    return typst.compile(source.encode())


def refuse(data):
    with pytest.raises(UnreadableDocument) as caught:
        read_document(data, "a.pdf")
    return caught.value.reason


def test_pages_of_images_are_listed_and_the_others_are_read():
    document = read_document(SAMPLES / "partly-scanned.pdf", "a.pdf")
    assert [one.where for one in document.unread] == ["pages 2 à 3"]
    assert "La solution Zoom est en place." in document.text
    assert document.pages == 5


def test_running_header_and_footer_are_kept_once():
    document = read_document(SAMPLES / "partly-scanned.pdf", "a.pdf")
    assert document.text.count("CCTP - Ville de Saint-Exemple") == 1
    assert [one.place for one in document if one.kind in ("header", "footer")] == ["en-tête", "pied de page"]


def test_places_have_pages_and_titles():
    document = read_document(SAMPLES / "partly-scanned.pdf", "a.pdf")
    found = next(one for one in document if "Zoom" in document.segment_text(one))
    assert (found.page, found.place) == (1, "1 Objet du marché, paragraphe 1")


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        pytest.param((SAMPLES / "scanned.pdf").read_bytes(), "image-only-pdf", id="images only"),
        pytest.param((SAMPLES / "encrypted.pdf").read_bytes(), "encrypted", id="password"),
        pytest.param(b"%PDF-1.7\nnothing more", "corrupt-document", id="broken"),
        pytest.param(build.pdf([build.page()]), "no-text", id="blank"),
    ],
)
def test_bad_pdf_is_refused_with_its_reason(data, reason):
    assert refuse(data) == reason


def test_wrapped_lines_become_one_paragraph():
    source = """#set page(width: 8cm, height: 20cm)
= 3.2 Messagerie
La solution de messagerie devra reprendre les boîtes aux lettres existantes de Microsoft
365 et les archives de tous les services de la ville, sans perte et sans coupure.

Un second paragraphe court.
- premier point
- second point
"""
    document = read_document(typeset(source), "a.pdf")
    paragraphs = [text for kind, _, text in segments(document) if kind == "paragraph"]
    assert len(paragraphs) == 2
    assert "Microsoft 365 et les archives" in paragraphs[0]
    assert sum(kind == "list-item" for kind, _, _ in segments(document)) == 2


def test_words_hyphenated_by_the_typesetter_are_whole_again():
    words = " ".join(["administration collaboration Hyper-V fonctionnalités visioconférence internationalisation"] * 12)
    document = read_document(
        typeset(f'#set page(width: 6cm)\n#set text(lang: "fr", hyphenate: true)\n#set par(justify: true)\n{words}'),
        "a.pdf",
    )
    assert document.text.split() == words.split()


@pytest.mark.parametrize(
    ("text", "joined"),
    [
        pytest.param("Hyper\x02V", "Hyper-V", id="capital after: the hyphen is its own"),
        pytest.param("Hyper\x02\r\nV", "Hyper-V", id="with a line break"),
        pytest.param("colla\ufffe\r\nboration", "collaboration", id="cut word"),
        pytest.param("colla-\r\nboration", "collaboration", id="plain hyphen at the line end"),
        pytest.param("rendez-\r\nvous et rendez-vous", "rendez-vous et rendez-vous", id="seen whole elsewhere"),
        pytest.param("MICRO\x02SOFT", "MICROSOFT", id="all capitals"),
        pytest.param("E\x025", "E-5", id="digit after"),
    ],
)
def test_cut_words_are_joined_with_care(text, joined):
    assert pdf._join_words(text, pdf._count_words([text])) == joined


def test_pages_past_the_limit_are_said(monkeypatch):
    monkeypatch.setattr("advisor.documents.limits.MAX_PAGES", 2)
    document = read_document(build.pdf([build.page(f"Zoom {n}") for n in range(5)]), "a.pdf")
    assert document.pages == 5
    assert [one.where for one in document.unread] == ["pages 3 à 5"]


@pytest.mark.slow
def test_five_hundred_pages_are_read_in_five_seconds():
    import time

    data = build.pdf([build.page(*[f"Ligne {n} du document, avec Zoom et Teams." for n in range(40)])] * 500)
    started = time.perf_counter()
    assert read_document(data, "a.pdf").pages == 500
    assert time.perf_counter() - started < 5


def at(x, y, text):
    return f"BT /F 10 Tf {x} {y} Td ({text}) Tj ET "


PROSE = """Le titulaire assure la maintenance
des postes de travail et livre avec
chacun la suite demandee, puis il
met en service les postes du lot un
dans un delai de dix jours ouvres a
compter de la notification de la
commande par le service des achats
qui en verifie la bonne execution a
chaque trimestre et signe le proces
verbal de recette avec le titulaire
en presence du chef de projet nomme
par la collectivite pour la duree de
la mission confiee au titulaire ici.""".splitlines()


def two_columns(*, mixed):
    left = [at(60, 700 - 16 * n, f"G{n} {line}") for n, line in enumerate(PROSE)]
    right = [at(320, 700 - 16 * n, f"D{n} {line}") for n, line in enumerate(PROSE)]
    body = "".join(a + b for a, b in zip(left, right, strict=True)) if mixed else "".join(left + right)
    title = at(60, 760, "CCTP relatif aux postes de travail, a la suite bureautique et a leur maintenance complete")
    return build.pdf([title + body])


@pytest.mark.parametrize("mixed", [True, False])
def test_two_columns_are_read_one_after_the_other(mixed):
    text = read_document(two_columns(mixed=mixed), "a.pdf").text
    places = [text.index(f"{side}{n} ") for side in "GD" for n in range(len(PROSE))]
    assert places == sorted(places)
    assert text.startswith("CCTP")
    assert "maintenance G1 des postes de travail" in text


def test_table_of_two_columns_keeps_its_rows():
    cells = [("Logiciel", "Nombre"), *((f"Licence numero {n}", str(n)) for n in range(20))]
    rows = "".join(at(60, 760 - 16 * n, a) + at(320, 760 - 16 * n, b) for n, (a, b) in enumerate(cells))
    text = read_document(build.pdf([rows]), "a.pdf").text
    assert "Licence numero 7 7" in " ".join(text.split())


@pytest.mark.slow
def test_ten_thousand_pages_are_read_up_to_the_limit_and_it_is_said():
    letters = [chr(97 + n % 26) * (1 + n % 19) for n in range(10_000)]
    data = build.pdf([build.page(*(f"Ligne {place} {word}" for place in "abcdefg")) for word in letters])
    started = time.perf_counter()
    (document,) = read_files_bounded(data, "a.pdf").documents
    assert time.perf_counter() - started < 30
    assert document.pages == 10_000
    assert max(one.page for one in document) == limits.MAX_PAGES
    assert [note.where for note in document.unread] == ["pages 5001 à 10000"]
