"""What the pages of the catalogue say, case by case."""

import re

import pytest

from tests.web.audit import read_page


def said(browser, path):
    """Return the words of a page's main part, spaces made plain."""
    main = read_page(browser.get(path).text).xpath("//main")[0]
    return re.sub(r"\s+", " ", " ".join(main.itertext()))


@pytest.mark.parametrize(
    ("product", "sentence"),
    [
        pytest.param("acme-meet", "2 solutions documentées peuvent le remplacer", id="alternatives"),
        pytest.param("acme-meet", "Siège et contrôle : États-Unis.", id="seat outside the Union"),
        pytest.param("acme-meet", "Jugement : Rédaction, 23 novembre 2026 ; repose sur : les fonctions décrites.", id="signed"),
        pytest.param("acme-meet", "Il fait partie de Acme Suite", id="part of a suite"),
        pytest.param("acme-meet", "Anciens noms Acme Talk", id="former name"),
        pytest.param("acme-suite", "Il comprend Acme Meet", id="suite"),
        pytest.param("acme-solo", "Aucune solution n’est encore documentée", id="nothing judged"),
        pytest.param("acme-solo", "Même fonction, non jugé", id="same function"),
        pytest.param("acme-lock", "Aucun substitut crédible connu à ce jour.", id="no substitute"),
        pytest.param("boreal-visio", "Il peut remplacer 1 produit", id="replaces"),
        pytest.param("boreal-visio", "détenu par ses fondateurs ou ses salariés", id="holding"),
        pytest.param("boreal-visio", "à la date de : 2014", id="stale fact reads as of"),
        pytest.param("boreal-visio", "1 fait remplacé depuis", id="history"),
        pytest.param("boreal-visio", "à vérifier Que dit la déclaration ?", id="open question"),
        pytest.param("celadon-call", "contrôle inconnu", id="seat alone proves nothing"),
        pytest.param("celadon-call", "Qui détient Céladon ?", id="recorded question"),
        pytest.param("celadon-call", "Hébergé par un opérateur hors de l'Union. Le service", id="label as a caution"),
        pytest.param("ducal-talk", "Dernier propriétaire connu : Chine (2014) ; contrôle présent inconnu.", id="old owner"),
        pytest.param("ducal-talk", "détenu à 15 % par Petit Fonds", id="minority holder"),
        pytest.param("ether-chat", "Communauté sans propriétaire connu.", id="community"),
        pytest.param("ether-chat", "vous, ou l’hébergeur de votre choix", id="installable"),
        pytest.param("boreal-visio", "installable chez vous, ou l’hébergeur de votre choix", id="service that installs too"),
        pytest.param("faux-libre", "Non retenu comme alternative.", id="not retained"),
        pytest.param("faux-libre", "La licence limite l'usage.", id="the reason"),
    ],
)  # fmt: skip
def test_product_page_says(browser, product, sentence):
    assert sentence.casefold() in said(browser, f"/fr/products/{product}").casefold()


def test_draft_is_named_nowhere(browser):
    for path in (
        "/search?q=brouillon",
        "/categories/visioconference",
        "/vendors/boreal",
        "/compare?p=brouillon&p=acme-meet",
    ):
        main = read_page(browser.get(f"/fr{path}").text)
        assert main.xpath("//a[contains(@href, '/products/brouillon')]") == []


def test_answered_criterion_is_not_asked_again(browser):
    questions = (
        read_page(browser.get("/fr/products/boreal-visio").text).xpath("//*[@id='all-questions']")[0].text_content()
    )
    assert "Licence" not in questions
    assert "Entité qui signe le contrat" in questions


def test_english_page_marks_french_only_text(browser):
    page = read_page(browser.get("/en/products/faux-libre").text)
    assert page.xpath("//*[@lang='fr'][contains(., 'La licence limite')]")


@pytest.mark.parametrize(
    ("zone", "names"),
    [
        pytest.param("", ["Boréal Visio", "Céladon Call", "Ducal Talk", "Ether Chat"], id="all"),
        pytest.param("eu", ["Boréal Visio"], id="Union"),
        pytest.param("unk", ["Céladon Call", "Ducal Talk"], id="unknown"),
        pytest.param("free", ["Ether Chat"], id="community"),
        pytest.param("mars", ["Boréal Visio", "Céladon Call", "Ducal Talk", "Ether Chat"], id="no such zone"),
    ],
)
def test_zone_filters_a_category(browser, zone, names):
    page = read_page(browser.get(f"/fr/categories/visioconference?zone={zone}").text)
    assert [a.text for a in page.xpath("//*[@id='alternatives']//*[@class='row-name']/a")] == names


def test_category_offers_a_need_without_any_product_name(browser):
    text = read_page(browser.get("/fr/categories/visioconference").text).xpath("//*[@id='need-text']")[0].text_content()
    assert "La solution permet de tenir des réunions" in text
    assert "Acme" not in text
    assert "Boréal" not in text


def test_names_are_sorted_without_accents(browser):
    page = read_page(browser.get("/fr/categories").text)
    assert [a.text for a in page.xpath("//ul[@class='index']//a")] == ["Écriture", "Messagerie", "Visioconférence"]
    vendors = read_page(browser.get("/fr/vendors?letter=e").text)
    assert [a.text for a in vendors.xpath("//ul[@class='rows']//a")] == ["Éther"]


def test_vendor_page_shows_what_it_controls(browser):
    assert "Il contrôle Fille" in said(browser, "/fr/vendors/boreal")


def test_comparison_says_unknown_and_asks_once(browser):
    page = read_page(browser.get("/fr/compare?p=celadon-call&p=ether-chat&p=boreal-visio").text)
    unknown = page.xpath("//td[contains(@class, 'k-U')]")
    assert unknown
    assert all("inconnu" in cell.text_content() for cell in unknown)
    asked = [li.text_content() for li in page.xpath("//*[@id='question-list']/li")]
    assert any(text.startswith("Céladon Call, Ether Chat") for text in asked)


def test_comparison_keeps_five_and_says_so(browser):
    ids = ["acme-meet", "boreal-visio", "ducal-talk", "ether-chat", "celadon-call", "acme-solo"]
    page = read_page(browser.get("/fr/compare?" + "&".join(f"p={i}" for i in ids)).text)
    assert len(page.xpath("//table//thead//th")) == 5
    assert "acme-solo" in page.xpath("//*[@class='caution']")[0].text_content()


def test_differences_only_hides_equal_rows(browser):
    address = "/fr/compare?p=acme-meet&p=acme-solo"
    every, some = (len(read_page(browser.get(address + v).text).xpath("//tbody/tr")) for v in ("", "&view=differences"))
    assert some < every


def test_coverage_sorts_by_the_address(browser):
    page = read_page(browser.get("/fr/coverage?sort=dominant&order=desc").text)
    counts = [int(td.text) for td in page.xpath("//tbody/tr/td[1]")]
    assert counts == sorted(counts, reverse=True)
    assert page.xpath("//th[@aria-sort='descending']")[0].text_content().startswith("Dominants")


def test_search_answers_htmx_with_the_list_and_its_count_only(browser):
    answer = browser.get("/fr/search?q=boreal", headers={"HX-Request": "true"})
    assert "<html" not in answer.text
    assert 'id="suggestions"' in answer.text
    assert 'hx-swap-oob="true"' in answer.text
    assert "<mark>Boréal</mark>" in answer.text


@pytest.mark.parametrize("words", ["acme meet", "AcmeMeet", "acme talk", "acmee meet"])
def test_search_finds_by_name_alias_and_misspelling(browser, words):
    links = read_page(browser.get("/fr/search", query_string={"q": words}).text).xpath(
        "//*[@id='suggestions']//a/@href"
    )
    assert "/fr/products/acme-meet" in links


def test_search_without_answer_gives_ways_on(browser):
    text = said(browser, "/fr/search?q=qwxyz")
    assert "Rien au catalogue" in text
    assert "Signaler ce nom" in text
    page = read_page(browser.get("/fr/search?q=qwxyz").text)
    assert page.xpath("//a[text()='Signaler ce nom']/@href") == ["/fr/names?name=qwxyz"]


def test_home_counts_what_the_catalogue_holds(browser):
    assert "4 produits dominants suivis, 6 solutions recensées, dans 3 fonctions" in said(browser, "/fr/")


def test_a_comparison_holds_the_needs_of_its_address_first(browser):
    path = (
        "/fr/compare?p=acme-meet&p=boreal-visio&p=ether-chat&require=secnumcloud,self-hosting:yes&prefer=licence:free"
    )
    page = read_page(browser.get(path).text)
    assert "Aucun ne satisfait tous vos besoins" in page.xpath("normalize-space(//h1)")
    heads = [" ".join(th.text_content().split()) for th in page.xpath("//table//tbody/tr/th[@scope='row']")]
    assert heads[:4] == [
        "Vos besoins",
        "Qualification SecNumCloud exigé",
        "Installation chez vous exigé",
        "Licence libre souhaité",
    ]
    tallies = [" ".join(td.text_content().split()) for td in page.xpath("//table//tbody/tr[1]/td")]
    assert tallies == ["3 inconnus", "2 oui, 1 inconnu", "1 oui, 2 inconnus"]
    for link in page.xpath("//*[@id='downloads']//a/@href"):
        assert "require=secnumcloud,self-hosting:yes" in link.replace("%2C", ",").replace("%3A", ":")
        assert browser.get(link).status_code == 200


def test_a_product_that_meets_all_is_named(browser):
    page = read_page(browser.get("/fr/compare?p=acme-meet&p=boreal-visio&require=licence:free").text)
    assert page.xpath("normalize-space(//h1)") == "Boréal Visio satisfait tous vos besoins."


def test_a_products_page_orders_its_alternatives_by_the_needs_of_the_address(browser):
    page = read_page(browser.get("/fr/products/acme-meet?prefer=licence:free&buyer=state").text)
    section = page.get_element_by_id("alternatives")
    assert "6519/SG" in section.text_content()
    names = section.xpath(".//tbody//th/a/text()")
    assert names == ["Boréal Visio", "Céladon Call"]
    labels = [" ".join(label.split()) for label in section.xpath(".//span[@class='strip']/@aria-label")]
    assert labels == ["Vos besoins, dans l’ordre : oui", "Vos besoins, dans l’ordre : inconnu"]
    assert section.xpath(".//tbody//th/a/@href")[0] == "/fr/products/boreal-visio?buyer=state&prefer=licence:free"


def test_facts_stand_under_the_three_questions_and_silence_is_said(browser):
    page = read_page(browser.get("/fr/products/boreal-visio").text)
    groups = [
        " ".join(th.text_content().split()) for th in page.xpath("//table[@class='facts'][1]//tr[@class='group']/th")
    ]
    assert [g.split(" :")[0].split("\u00a0:")[0] for g in groups] == [
        "Immunité",
        "Substituabilité",
        "Maîtrise",
        "Autres critères",
    ]
    silent = page.xpath("//table[@class='facts'][1]//tr[contains(@class,'silent')]")
    assert any("Entité qui signe le contrat" in row.text_content() for row in silent)


def test_an_unknown_link_of_the_chain_is_drawn_and_told(browser):
    page = read_page(browser.get("/fr/products/celadon-call").text)
    lanes = {h.text_content(): h.getparent() for h in page.xpath("//div[@class='lane']/h3")}
    assert list(lanes) == ["Propriété", "Contrat", "Hébergement", "Sous-traitance"]
    assert all(lane.xpath(".//li[contains(@class,'unk')]") for lane in lanes.values())
    assert "Reste inconnu" in page.text_content()


def test_a_criterion_points_at_dated_frameworks_that_are_never_merged(browser):
    text = " ".join(read_page(browser.get("/fr/criteria/hosting-country").text).text_content().split())
    for word in ("Immunité", "SOV-3", "version 1.2.1 (octobre 2025)", "RES-3.1", "grille 1.1"):
        assert word in text


@pytest.mark.parametrize(
    ("product", "asked"),
    [pytest.param("ether-chat", False, id="community"), pytest.param("boreal-visio", True, id="company")],
)
def test_nobody_is_asked_who_owns_the_capital_of_a_community(browser, product, asked):
    assert ("Quelle part du capital est détenue hors de l'Union" in said(browser, f"/fr/products/{product}")) is asked
