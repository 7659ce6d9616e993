"""Papers: every format says the same words, any text is only text, and the same paper gives the same bytes."""

import io
import re
import subprocess
import time
import zipfile

import docx
import html5lib
import pytest
from docx.oxml.ns import qn

from advisor.reports.papers import (
    RENDERERS,
    Blank,
    Figure,
    Heading,
    Items,
    Notice,
    Paper,
    Paragraph,
    Quote,
    Run,
    Table,
    render_docx,
    render_html,
    render_odt,
    render_pdf,
)
from advisor.reports.papers.cleaning import clean_text
from advisor.reports.papers.glyphs import show_covered
from tests.office import convert

SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 72 12"><rect width="72" height="12" fill="#0f5163"/></svg>'
MARKUP = '#set text(red) *a* _b_ $c$ \\ <script>d</script> ]]> & "e" @ref `f` {{ g }} {% h %} // i /* j */'


def a_paper(*blocks, **changed):
    fields = {"title": "Un rapport", "lang": "fr", "created": "2026-11-23T10:00:00Z", "foot": "édition a1b2"}
    return Paper(**(fields | changed | {"blocks": blocks}))


def everything():
    return a_paper(
        Paragraph("Trois éditeurs font l’essentiel.", "lead"),
        Heading("Constats"),
        Heading("Trop profond", 4),
        Paragraph((Run("Du "), Run("gras", "strong"), Run(", un "), Run("lien", url="https://exemple.fr/a"))),
        Items(("premier", "second"), ordered=True),
        Items(("tiret",)),
        Table(("Produit", "Lignes"), [("Teams", "12"), ("Zoom",)], "Les produits", numeric=frozenset({1})),
        Figure(SVG, "Une barre pleine", "Les parts"),
        Quote("Mots exacts", "Leur auteur"),
        Notice("Limite", "Le catalogue ne couvre pas tout."),
        Blank("Avis du service", 2),
        Paragraph("Source : catalogue.", "note"),
        subtitle="Ville d’Exemple",
        meta=(("Édition", "a1b2"),),
    )


def pdf_text(data):
    made = subprocess.run(["pdftotext", "-layout", "-", "-"], input=data, capture_output=True, check=True)
    return made.stdout.decode()


def docx_text(data):
    return "\n".join("".join(t.text or "" for t in p.iter(qn("w:t"))) for p in _body(data).iter(qn("w:p")))


def _body(data):
    return docx.Document(io.BytesIO(data)).element.body


def odt_text(data):
    content = zipfile.ZipFile(io.BytesIO(data)).read("content.xml").decode()
    return re.sub(r"<[^>]+>", " ", content)


def html_tree(data):
    return html5lib.parse(data.decode(), namespaceHTMLElements=False)


@pytest.mark.parametrize("name", sorted(RENDERERS))
def test_the_same_paper_gives_the_same_bytes(name):
    _, render = RENDERERS[name]
    first = render(everything())
    time.sleep(1.1 if name in ("docx", "odt") else 0)  # zip dates count in seconds
    assert render(everything()) == first


def test_the_pdf_is_tagged_titled_and_in_its_language():
    data = render_pdf(everything())
    assert b"/MarkInfo" in data
    assert b"/Lang" in data
    information = subprocess.run(["pdfinfo", "-"], input=data, capture_output=True, check=True).stdout.decode()
    assert "Tagged:" in information
    assert re.search(r"Tagged:\s+yes", information)
    assert re.search(r"Title:\s+Un rapport", information)
    tags = subprocess.run(["pdfinfo", "-struct", "-"], input=data, capture_output=True, check=True).stdout.decode()
    for tag in ("H1", "H2", "Table", "THead", "TH", "TR", "TD", "Figure", "L (block)", "Link"):
        assert tag in tags


def test_the_pdf_declares_pdf_ua():
    assert b"pdfuaid" in render_pdf(a_paper(Paragraph("mots")))


def test_a_figure_without_alternative_is_refused():
    with pytest.raises(ValueError, match="alternative"):
        Figure(SVG, " ", "Les parts")


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(MARKUP, id="markup"),
        pytest.param("\x00\x01\x08\x0b\x1b\x7f\x85\ud800\ufffe\uffff", id="controls"),
        pytest.param("שלום עולם مرحبا \u202eecnamrofrep\u202c", id="right to left"),
        pytest.param("emoji 😀👩‍🚀 漢字 한국어 ไทย \U0010ffff \ue000", id="characters no font has"),
        pytest.param("x" * 60_000 + " mot" * 10_000, id="a hundred kilobytes"),
        pytest.param("a\u0301" * 500 + "Z̷̡̛̺͚̗" * 50, id="piled marks"),
        pytest.param("", id="nothing"),
        pytest.param(" \n\t ", id="spaces"),
    ],
)
@pytest.mark.parametrize("name", sorted(RENDERERS))
def test_any_text_goes_anywhere(name, text):
    paper = a_paper(
        Heading(text),
        Paragraph((Run(text, "strong"), Run(text[:500], url=text[:500]))),
        Items((text,)),
        Table((text[:300], "b"), [(text, text[:100]), ()], text[:300]),
        Figure(SVG, text[:300].strip() or "-", text[:300]),
        Quote(text, text),
        Notice(text[:300], text),
        Blank(text[:300]),
        title=text,
        subtitle=text[:300],
        meta=((text[:300], text[:300]),),
        foot=text[:300],
    )
    assert RENDERERS[name][1](paper)


def test_markup_is_shown_as_it_stands():
    paper = a_paper(Paragraph(MARKUP), Table(("A",), [(MARKUP,)], "T"))
    assert MARKUP[:30] in pdf_text(render_pdf(paper))
    assert docx_text(render_docx(paper)).count(MARKUP) == 2
    tree = html_tree(render_html(paper))
    assert tree.findtext(".//main/p") == MARKUP
    assert tree.find(".//script") is None


def test_a_link_goes_to_a_page_or_a_mail_only():
    runs = tuple(Run("x", url=url) for url in ("javascript:alert(1)", "https://a.fr/", "mailto:a@b.fr", "file:///etc"))
    links = [a.get("href") for a in html_tree(render_html(a_paper(Paragraph(runs)))).iter("a")]
    assert links == ["https://a.fr/", "mailto:a@b.fr"]
    members = zipfile.ZipFile(io.BytesIO(render_docx(a_paper(Paragraph(runs)))))
    assert "javascript" not in members.read("word/_rels/document.xml.rels").decode()


def test_a_character_no_font_has_is_named():
    assert show_covered("café 😀") == "café [U+1F600]"
    assert "[U+1F600]" in pdf_text(render_pdf(a_paper(Paragraph("café 😀"))))


@pytest.mark.slow
def test_every_character_said_to_be_covered_compiles():
    covered = [chr(c) for c in range(0x20, 0x20000) if show_covered(chr(c)) == chr(c)]
    assert len(covered) > 7000
    assert render_pdf(a_paper(*(Paragraph("a".join(covered[i : i + 500])) for i in range(0, len(covered), 500))))


def test_directions_cannot_be_overridden():
    assert clean_text("fac\u202eture\u2066x") == "facturex"


def test_no_heading_level_is_skipped():
    levels = [
        element.tag
        for element in html_tree(render_html(everything())).iter()
        if element.tag in ("h1", "h2", "h3", "h4")
    ]
    assert levels == ["h1", "h2", "h3"]
    styles = [p.style.name for p in docx.Document(io.BytesIO(render_docx(everything()))).paragraphs]
    assert [s for s in styles if s.startswith("Heading")] == ["Heading 1", "Heading 2"]


def test_the_docx_says_its_language_title_headers_and_alternatives():
    document = docx.Document(io.BytesIO(render_docx(everything())))
    assert document.core_properties.title == "Un rapport"
    assert document.core_properties.language == "fr-FR"
    assert 'w:val="fr-FR"' in document.styles.element.xml
    table = document.tables[0]._tbl
    assert table.tr_lst[0].find(f".//{qn('w:tblHeader')}") is not None
    assert [len(row.tc_lst) for row in table.tr_lst] == [2, 2, 2]
    assert 'descr="Une barre pleine"' in document.element.xml


def test_numbered_lists_each_start_at_one():
    document = docx.Document(io.BytesIO(render_docx(a_paper(Items(("a",), ordered=True), Items(("b",), ordered=True)))))
    numbers = [p._p.pPr.numPr.numId.val for p in document.paragraphs if p.style.name == "List Number"]
    assert len(set(numbers)) == 2


def test_the_odt_says_its_language_headers_and_alternatives():
    members = zipfile.ZipFile(io.BytesIO(render_odt(everything())))
    assert members.infolist()[0].filename == "mimetype"
    assert members.infolist()[0].compress_type == zipfile.ZIP_STORED
    assert 'fo:language="fr"' in members.read("styles.xml").decode()
    content = members.read("content.xml").decode()
    assert "table:table-header-rows" in content
    assert "Une barre pleine" in content


def test_the_page_needs_nothing_from_elsewhere():
    page = render_html(everything()).decode()
    assert not re.search(r'(?:src|href)="(?!https://exemple\.fr)', page)
    assert "<script" not in page
    tree = html_tree(page.encode())
    assert tree.get("lang") == "fr"
    assert all(th.get("scope") == "col" for th in tree.iter("th"))


@pytest.mark.slow
@pytest.mark.parametrize("name", ["docx", "odt"])
def test_the_office_suite_reads_every_word_back(name, tmp_path):
    text = convert(tmp_path, RENDERERS[name][1](everything()), name, "txt:Text (encoded):UTF8").decode("utf-8-sig")
    for words in ("Un rapport", "Ville d’Exemple", "Trois éditeurs", "Constats", "Trop profond", "Du gras, un lien"):
        assert words in text
    for words in ("premier", "tiret", "Teams", "Zoom", "Les parts", "Mots exacts", "Limite", "Avis du service"):
        assert words in text


@pytest.mark.slow
@pytest.mark.parametrize("name", ["docx", "odt"])
def test_the_office_suite_reads_hostile_text_back(name, tmp_path):
    paper = a_paper(Paragraph(MARKUP), Paragraph("מה \x00 😀"), Table(("A",), [("x" * 20_000,)], "T"))
    text = convert(tmp_path, RENDERERS[name][1](paper), name, "txt:Text (encoded):UTF8").decode("utf-8-sig")
    assert MARKUP in text
    assert "מה � 😀" in text
    assert "x" * 20_000 in text
