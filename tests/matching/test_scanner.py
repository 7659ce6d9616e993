from itertools import pairwise

import pytest

CASES = [
    ("La messagerie repose sur Microsoft 365 depuis 2021.", [("Microsoft 365", "microsoft-365")]),
    ("Poste\nMicrosoft 365\n820\n1", [("Microsoft 365", "microsoft-365")]),
    ("Les postes sont sous Windows\n10 depuis 2021.", [("Windows\n10", "windows")]),
    ("Les postes sont sous Windows 10 et Windows 11.", [("Windows 10", "windows"), ("Windows 11", "windows")]),
    ("Une solution équivalente à Auto-\nCAD est admise.", [("Auto-\nCAD", "autocad")]),
    ("le logiciel Micro\u00adsoft Teams", [("Micro\u00adsoft Teams", "microsoft-teams")]),
    ("La plateforme Microsoft\n   Teams est conservée.", [("Microsoft\n   Teams", "microsoft-teams")]),
    ("LES LICENCES MICROSOFT TEAMS SONT CONSERVEES", [("MICROSOFT TEAMS", "microsoft-teams")]),
    ("Le tableur est en Excel 2016.", [("Excel 2016", "microsoft-office")]),
    ("La visioconférence passe par Zoom.", [("Zoom", "zoom-workplace")]),
    ("Fichiers lus par 7-zip ou 7zip.", [("7-zip", "7-zip"), ("7zip", "7-zip")]),
    ("Suivi des anomalies : Jira, Confluence.", [("Jira", "atlassian-jira"), ("Confluence", "atlassian-confluence")]),
    ("Le SGBD Oracle est conservé.", [("Oracle", "oracle-database")]),
    ("Sauvegarde : Veeam Backup & Replication 12.", [("Veeam Backup & Replication 12", "veeam-backup")]),
    ("La plateforme Microsoft® Teams est conservée.", [("Microsoft® Teams", "microsoft-teams")]),
    ("Le contact est Mme Excel Dupont, logiciel.", []),
    ("La caméra a un zoom optique 12x.", []),
    ("Zoom optique 12x de la caméra.", []),
    ("Le tableau électrique est remplacé.", []),
    ("Tableau électrique à remplacer.", []),
    ("Tableau des prix : voir annexe C.", []),
    ("Le titulaire fournit Zoom.", [("Zoom", "zoom-workplace")]),
    ("Le titulaire fournit un zoom.", []),
    ("OFFICE NATIONAL DES FORETS", []),
    ("Les équipes (\"teams\" projet) restent garantes.", []),
    ("L'oracle des chiffres : montant estimé.", []),
    ("Les accès aux locaux sont gardés.", []),
    ("Un message sage et des usages.", []),
    ("La solution HarfangLab est déployée.", [("HarfangLab", "harfanglab")]),
    ("Les postes n'ont pas de harfanglab.", []),
    ("Les flux passent par Zoom, Jira et n8n.", [("Zoom", "zoom-workplace"), ("Jira", "atlassian-jira"), ("n8n", "n8n")]),
    ("", []),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), CASES, ids=[c[0][:40] or "empty" for c in CASES])
def test_scan_finds_the_products_and_their_places(scanner, text, expected):
    assert [(text[m.start : m.end], m.product_id) for m in scanner.scan(text)] == expected


BRANDS = [
    ("Un robot de marque Zyglotron est demandé.", ["Zyglotron"]),
    ("un codec de type Poltrix G75 ou similaire", ["Poltrix G75"]),
    ("Fourniture de Zyglotron® neufs", ["Zyglotron"]),
    ("Écran Zyglotron ou équivalent", ["Zyglotron"]),
    ("un bac + 3 ou équivalent est demandé", []),
    ("norme ISO 26300 ou équivalente", []),
    ("des prises de type A", []),
    ("de type USB-C ou équivalent", []),
]


@pytest.mark.parametrize(("text", "expected"), BRANDS, ids=[b[0][:40] for b in BRANDS])
def test_cues_around_an_unknown_name_give_a_question_without_product(scanner, text, expected):
    found = [m for m in scanner.scan(text) if m.product_id is None]
    assert [text[m.start : m.end] for m in found] == expected
    assert all(m.band == "review" and m.reasons[0].kind == "brand-cue" for m in found)


def test_the_name_of_a_vendor_alone_is_a_question(scanner):
    (mention,) = scanner.scan("Marché attribué à HarfangLab en mai.")
    assert (mention.product_id, mention.band) == ("harfanglab", "review")


SHARED = [
    ("Les agents ont Excel, Microsoft Access et Visio.", "microsoft-visio", "sure"),
    ("Le logiciel de diagramme est Visio.", "microsoft-visio", "sure"),
    ("La visioconférence passe par Visio.", "visio-dinum", "sure"),
    ("L'application utilise Visio 3 ou équivalent.", "visio-dinum", "review"),
]


@pytest.mark.parametrize(("text", "product", "band"), SHARED, ids=[s[0][:40] for s in SHARED])
def test_a_name_of_two_products_is_read_by_its_neighbours_and_else_a_question(scanner, text, product, band):
    mention = scanner.scan(text)[-1]
    assert (mention.product_id, mention.band) == (product, band)
    assert any(reason.kind == "rival" for reason in mention.reasons)


def test_a_known_product_after_a_cue_is_that_product(scanner):
    text = "une solution de type Nextcloud ou équivalent"
    assert [m.product_id for m in scanner.scan(text)] == ["nextcloud"]


def test_a_scanned_page_is_read_despite_its_noise(scanner):
    text = (
        "Le 1ogiciel est rnaintenu. Les c0ntrats s0nt rec0nduits. La l1cence P0stgreSQL et le l0giciel "
        "Ph0toshop s0nt c0nservés, cornme Nextcl0ud."
    )
    assert [m.product_id for m in scanner.scan(text)] == ["postgresql", "adobe-creative-cloud", "nextcloud"]


def test_a_mention_of_a_scanned_page_keeps_its_place(scanner):
    text = "Le 1ogiciel l0cal et le c0ntrat c0nclu : s0lution Ph0toshop, p0ste."
    (mention,) = [m for m in scanner.scan(text) if m.product_id]
    assert text[mention.start : mention.end] == "Ph0toshop"


def test_mentions_come_in_order_without_overlap(scanner):
    mentions = scanner.scan("Microsoft 365 Copilot, Windows Server 2022, SQL Server, Zoom Meetings et GLPI.")
    assert [m.start for m in mentions] == sorted(m.start for m in mentions)
    assert all(a.end <= b.start for a, b in pairwise(mentions))


def test_the_same_text_gives_the_same_answer(scanner):
    text = " ".join(case[0] for case in CASES)
    assert scanner.scan(text) == scanner.scan(text)
