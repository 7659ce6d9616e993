"""The sourcing note: order by kind of buyer, eligibility, exclusions, unknowns, room for other offers."""

import re
from decimal import Decimal

import pytest

from advisor.domain.reports import Need, Needs
from advisor.reports.papers import RENDERERS, Blank, Heading, Items, Notice, Paragraph, Table, text_of
from advisor.reports.sourcing import Found, Named, Unsure, build_note, build_study
from advisor.reports.sourcing.texts import TEXTS
from tests.builders import TODAY, a_catalogue, a_category, a_fact, a_link, a_product, a_source, a_vendor
from tests.office import convert

NEED = a_category(
    name={"fr": "Visioconférence", "en": "Video"}, need={"fr": "tenir des réunions à distance", "en": "hold meetings"}
)
TOOL = a_product(
    "state-tool", name="Outil d’État", roles=["alternative"], labels=["shared-state-tool"],
    facts=[a_fact("eligibility", {"buyers": ["state"], "access": "open"}, as_of="2026-07", sources=[a_source(title="Page de l’outil")])],
)  # fmt: skip
MARKET = a_product("market", name="Solution", roles=["alternative"], facts=[a_fact("self-hosting", "yes")])
CLOSED = a_product("hosted", name="Service", roles=["alternative"], facts=[a_fact("self-hosting", "no")])
LISTED = a_product("listed", name="Recensé", roles=["alternative"])
BARE = a_product("bare", name="Sans réponse", no_substitute={
    "reason": {"fr": "Format fermé."}, "judgement": {"by": "Rédaction", "date": "2026-11-23", "rests_on": {"fr": "la page"}}})  # fmt: skip
SETTLED = a_product("settled", name="Déjà là", roles=["alternative"])
PLACE = a_product(alternatives=[a_link("state-tool"), a_link("market"), a_link("hosted")])
OTHER = a_product("other-meet", alternatives=[a_link("market", gaps={"fr": "pas de tableau", "en": "no whiteboard"})])
CATALOGUE = a_catalogue(
    products=[PLACE, OTHER, TOOL, MARKET, CLOSED, LISTED, BARE, SETTLED],
    categories=[NEED],
    vendors=[a_vendor(facts=[a_fact("seat", "FR")])],
)
FOUND = Found(
    sources=("parc.xlsx",),
    named=(
        Named("acme-meet", ("ligne 2",), 1, Decimal("1200.50")),
        Named("other-meet", ("ligne 3",), 1),
        Named("acme-meet", ("ligne 4",), 1, Decimal("10")),
        Named("bare", ("ligne 5",), 1),
        Named("settled", ("ligne 6",), 1),
    ),
    unsure=(Unsure("Visio pro", "ligne 7", "market"), Unsure("de marque Zed", "page 2")),
    unread=(("page 12", "image seule"),),
    unrecognised=2,
)


def note(buyer=None, lang="fr", found=FOUND, only=(), **asked):
    """Build the note of a buyer."""
    study = build_study(CATALOGUE, found, Needs(buyer, **asked), TODAY, lang, only)
    return build_note(study, method="1", created="2026-11-23T10:00:00Z", lang=lang)


def words_of(paper, kind=object):
    """Return every text of the blocks of a kind."""
    found = []
    for block in paper.blocks:
        if isinstance(block, kind):
            match block:
                case Heading():
                    found.append(block.text)
                case Paragraph():
                    found.append(text_of(block.words))
                case Items():
                    found += map(text_of, block.items)
                case Table():
                    found += [text_of(cell) for row in block.rows for cell in row]
                case Blank():
                    found.append(block.label)
    return [text.replace("\u00a0", " ") for text in found]


def test_the_states_order_is_tools_market_bespoke():
    headings = words_of(note("state"), Heading)
    steps = [h for h in headings if h[:2] in ("1.", "2.", "3.")]
    assert steps == ["1. Outils mutualisés de l’État", "2. Produits du marché", "3. Développement sur mesure"]
    text = " ".join(words_of(note("state")))
    assert "circulaire 6519/SG" in text
    assert "accès : ouvert, juillet 2026 [1]" in text


@pytest.mark.parametrize("buyer", [None, "state-operator", "local-authority", "company"])
def test_others_get_the_plain_order(buyer):
    headings = words_of(note(buyer), Heading)
    assert "Solutions documentées" in headings
    assert not [h for h in headings if h.startswith("1.")]
    assert "accès : inconnu" in " ".join(words_of(note(buyer), Table))


def test_an_unmet_requirement_excludes_with_its_reason_and_its_source():
    asked = (Need("self-hosting", ("yes",), required=True),)
    excluded = [text for text in words_of(note(needs=asked), Items) if text.startswith("Service")]
    assert [text.split(" [")[0] for text in excluded] == ["Service : Installation chez l'acheteur, non"]


def test_what_is_unknown_becomes_a_question_asked_once():
    asked = (Need("hds", required=True), Need("api", ("yes",)))
    items = words_of(note("hospital", needs=asked, users=450), Items)
    hds = [text for text in items if "données de santé" in text and "(lève une exigence)" in text]
    assert len(hds) == 1
    assert hds[0].endswith("À poser pour : Outil d’État, Service, Solution.")
    assert any("450 utilisateurs" in text for text in items)
    assert any("ouvert à votre organisme (hôpitaux)" in text for text in items)


def test_rows_are_left_for_other_offers():
    tables = [b for b in note().blocks if isinstance(b, Table) and "hors du catalogue" in b.caption]
    assert len(tables) == 1
    assert len(tables[0].rows) >= 3
    assert all(not text_of(cell).strip() for row in tables[0].rows for cell in row)


def test_amounts_and_lines_of_the_same_product_add_up():
    text = " ".join(words_of(note(), Paragraph)).replace("\u202f", " ")
    assert "Acme Meet (2 lignes, 1 210 €) ; Other Meet (1 ligne)" in text


def test_an_alternative_to_two_products_is_told_once_with_what_it_lacks_against_each():
    rows = next(b for b in note().blocks if isinstance(b, Table) and "Solutions documentées" in b.caption).rows
    market = [row for row in rows if text_of(row[0]).startswith("Solution")]
    assert len(market) == 1
    assert text_of(market[0][2]).replace("\u00a0", " ") == "Acme Meet : pas de téléphonie\nOther Meet : pas de tableau"


def test_nothing_found_is_lost():
    text = " ".join(words_of(note()))
    for word in ("Sans réponse (1 ligne) : Format fermé.", "Déjà là (1 ligne)", "« Visio pro » (ligne 7) : Solution ?",
                 "« de marque Zed » (page 2) : marque ou produit absent du catalogue ?", "page 12 : image seule",
                 "2 lignes sans produit reconnu", "Recensé"):  # fmt: skip
        assert word in text


def test_it_says_what_it_is_and_what_it_is_not():
    paper = note("state")
    told = {name: text_of(words) for name, words in paper.meta}
    assert told["Périmètre"] == "catalogue, pas une étude de marché"
    assert {"Édition du catalogue", "Méthode", "Date de la note"} <= set(told)
    assert "ne se joint pas au dossier de consultation" in " ".join(
        text_of(b.words).replace("\u00a0", " ") for b in paper.blocks if hasattr(b, "words")
    )
    assert [b for b in paper.blocks if isinstance(b, Heading) and b.text == "Méthode et limites"]


def test_every_source_cited_is_listed_with_its_address():
    paper = note("state")
    cited = {int(n) for text in words_of(paper) for n in re.findall(r"\[(\d+)\]", text)}
    sources = [b for b in paper.blocks if isinstance(b, Items) and b.ordered][-1]
    assert cited == set(range(1, len(sources.items) + 1))
    assert all("https://" in text_of(item) for item in sources.items)


def test_one_function_only():
    assert "Gardés, déjà européens ou libres" not in " ".join(words_of(note(only=["visioconference"]), Heading))


def test_nothing_found_still_makes_a_note():
    paper = note(found=Found(sources=("vide.txt",)))
    assert "0 fonction étudiée" in text_of(paper.blocks[0].words)


def test_the_same_study_gives_the_same_note():
    assert note("state") == note("state")


@pytest.mark.parametrize("lang", ["fr", "en"])
@pytest.mark.parametrize("extension", RENDERERS)
def test_every_format_holds_the_note(extension, lang):
    _mimetype, render = RENDERERS[extension]
    asked = (Need("self-hosting", ("yes",), required=True), Need("hds"))
    assert len(render(note("state", lang, needs=asked, data=("personal",)))) > 2000


def test_texts_are_in_both_languages_with_the_same_blanks():
    for key, (french, english) in TEXTS.items():
        assert french, key
        assert set(re.findall(r"\{(\w+)\}", french)) == set(re.findall(r"\{(\w+)\}", english)), key


def test_a_product_someone_decided_to_keep_has_nothing_proposed_in_its_place():
    kept = Found(sources=("parc.xlsx",), named=(Named("acme-meet", ("ligne 2",), 1, kept=True),))
    text = " ".join(words_of(note(found=kept)))
    assert "Acme Meet (1 ligne)" in text
    assert "Visioconférence" not in text


def test_a_duty_the_needs_forget_is_told_and_nothing_is_added_for_the_buyer():
    paper = note("hospital", data=("health",))
    notices = [text_of(b.words).replace("\u00a0", " ") for b in paper.blocks if isinstance(b, Notice)]
    assert any("vos besoins n’exigent pas « Certification HDS »" in text for text in notices)
    assert "Aucun besoin n’a été donné" in " ".join(words_of(paper, Paragraph))


@pytest.mark.slow
@pytest.mark.parametrize("extension", ["docx", "odt"])
def test_the_office_suite_reads_the_note_back(extension, tmp_path):
    asked = (Need("self-hosting", ("yes",), required=True), Need("hds"))
    data = RENDERERS[extension][1](note("state", needs=asked, users=450))
    text = convert(tmp_path, data, extension, "txt:Text (encoded):UTF8").decode("utf-8-sig")
    for words in (
        "1. Outils mutualisés de l’État",
        "Annexe 2. Questions aux éditeurs",
        "Autres offres repérées (à remplir)",
    ):
        assert words in text
