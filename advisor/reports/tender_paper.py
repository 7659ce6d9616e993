"""The summary report of a tender as a paper: what was found, why, what to write instead. It names no alternative."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from advisor.messages import word
from advisor.reports.papers.model import (
    Blank,
    Block,
    Heading,
    Items,
    Notice,
    Paper,
    Paragraph,
    Quote,
    Run,
    Table,
    Words,
)
from advisor.reports.remarks import SETTLED, describe_finding, describe_place
from advisor.reports.shapes import CheckResultShape, GoneShape, MentionShape
from advisor.reports.tender_words import Pair, pick, severity_name, status_name
from advisor.reports.tracing import about_of

LEVELS = ("high", "warning", "info")
MAX_PLACES = 40
"""Places listed under one finding; the workbook has them all."""
_TEXT: dict[str, Pair] = {
    "title": ("Marques et origines citées : relevé", "Brands and origins named: findings"),
    "documents": ("Documents", "Documents"),
    "edition": ("Édition du catalogue", "Catalogue edition"),
    "method": ("Méthode", "Method"),
    "date": ("Date", "Date"),
    "notice": ("Indication, à valider par votre service juridique", "An indication, to be validated by your legal department"),
    "limits": (
        "Ce relevé dit ce que le texte cite et quel article peut être en cause. Il ne conclut pas. Il ne connaît que les marques du "
        "catalogue et celles qui se reconnaissent à leur contexte ; les textes des articles ont été lus dans des copies non officielles.",
        "These findings say what the text names and which article may be at stake. They conclude nothing. They know only the brands of "
        "the catalogue and those that show by their context; the articles were read in unofficial copies.",
    ),
    "overview": ("Vue d'ensemble", "Overview"),
    "by-document": ("Mentions par document et par gravité", "Findings by document and severity"),
    "document": ("Document", "Document"),
    "total": ("Total", "Total"),
    "none": ("Aucune mention dans ce qui a été lu.", "No finding in what was read."),
    "unread": ("Ce qui n'a pas été lu ou demande attention", "What was not read or needs attention"),
    "all-read": ("Tout a été lu.", "Everything was read."),
    "since": ("Depuis la version précédente", "Since the earlier version"),
    "gone": ("Mentions corrigées", "Findings corrected"),
    "words": ("Mots", "Words"),
    "place": ("Endroit", "Place"),
    "before": ("Gravité avant", "Severity before"),
    "statuses": ("Vos décisions", "Your decisions"),
    "status": ("Statut", "Status"),
    "count": ("Nombre", "Number"),
    "why": ("Pourquoi", "Why"),
    "places": ("Où", "Where"),
    "more": ("et {n} autres, dans le classeur", "and {n} others, in the workbook"),
    "justified": ("Ce qui la justifierait", "What would justify it"),
    "reason": ("Votre justification", "Your justification"),
    "caveat": ("À savoir", "Note"),
    "wording": ("À écrire à la place", "To write instead"),
    "test": ("Le test en trois étapes, sur la première mention", "The three-step test, on the first finding"),
    "cases": ("Décisions à lire", "Decisions to read"),
    "commentary": (" (lue dans un commentaire)", " (read in a commentary)"),
    "standards": ("Normes laissées de côté", "Standards left out"),
    "standards-lead": (
        "Exiger l'une de ces normes peut écarter des offres : à citer seulement si le besoin l'impose, avec « ou équivalent ».",
        "Asking for one of these standards can exclude bids: cite them only if the need requires it, with « ou équivalent ».",
    ),
    "standard": ("Norme", "Standard"),
    "warning": ("Pourquoi elle est laissée de côté", "Why it is left out"),
    "clauses": ("Clauses possibles", "Possible clauses"),
    "clauses-lead": (
        "Une clause ne vaut qu'avec sa justification, à compléter et à garder au dossier.",
        "A clause holds only with its justification, to be completed and kept on file.",
    ),
    "when": ("Quand", "When"),
    "justification": ("Justification à écrire", "Justification to write"),
    "law": ("Le droit cité", "The law cited"),
    "article": ("Article {article} du code de la commande publique", "Article {article} of the code de la commande publique"),
    "consolidated": (", copie non officielle, code consolidé au {date}", ", an unofficial copy, code as of {date}"),
    "what": ("Ce qui est relevé", "What was found"),
    "info": ("Mentions pour information", "Findings for information"),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Group:
    """Findings about one name that say the same."""

    mentions: tuple[MentionShape, ...]

    @property
    def first(self) -> MentionShape:
        return self.mentions[0]


def build_tender_paper(result: CheckResultShape, lang: str) -> Paper:
    """Build the report: overview, changes, findings by severity, clauses, what was not read."""
    said = _Sayer(lang)
    names = [document["name"] for document in result["documents"]]
    blocks = [
        *_overview(result, said),
        *_since(result, said),
        *_findings(result, said),
        *_standards(result, said),
        *_clauses(result, said),
        *_articles(result, said),
        *_unread(result, said),
    ]
    return Paper(
        title=said("title"),
        lang=lang,
        created=result["created"],
        blocks=tuple(blocks),
        subtitle=", ".join(names[:3]) + (f" + {len(names) - 3}" if len(names) > 3 else ""),
        meta=(
            (said("date"), result["created"][:10]),
            (said("edition"), result["edition"]),
            (said("method"), result["method"]),
        ),
        foot=said("notice"),
    )


class _Sayer:
    """Says the texts of this module in one language."""

    def __init__(self, lang: str) -> None:
        self.lang = lang

    def __call__(self, key: str, **blanks: object) -> str:
        return pick(_TEXT[key], self.lang).format(**blanks)


def _overview(result: CheckResultShape, said: _Sayer) -> Iterator[Block]:
    summary, lang = result["summary"], said.lang
    counts = {"mentions": summary["mentions"], "products": summary["products"], **summary["by_severity"]}
    yield Paragraph(word("check_summary", lang, **counts) if summary["mentions"] else said("none"), "lead")
    yield Notice(said("notice"), said("limits"))
    yield Heading(said("overview"))
    rows: list[tuple[str, ...]] = []
    for document in result["documents"]:
        levels = [str(m["severity"]) for m in result["mentions"] if m["document"] == document["name"]]
        rows.append((document["name"], *(str(levels.count(level)) for level in LEVELS), str(len(levels))))
    header = (said("document"), *(severity_name(level, lang) for level in LEVELS), said("total"))
    yield Table(header, rows, said("by-document"), frozenset((1, 2, 3, 4)), (0.44, 0.14, 0.14, 0.16, 0.12))
    statuses = summary.get("by_status")
    if statuses:
        pairs = [(status_name(status, lang), str(count)) for status, count in statuses.items()]
        yield Table((said("status"), said("count")), pairs, said("statuses"), frozenset((1,)), (0.7, 0.3))


def _since(result: CheckResultShape, said: _Sayer) -> Iterator[Block]:
    against = result.get("against")
    if against is None:
        return
    yield Heading(said("since"))
    counted = {key: against[key] for key in ("corrected", "remaining", "eased", "new")}
    yield Paragraph(word("against_summary", said.lang, names=", ".join(against["names"]), **counted))
    if against["gone"]:
        header = (said("words"), said("place"), said("before"))
        rows = [(g["text"], _gone_place(g), severity_name(g["severity"], said.lang)) for g in against["gone"]]
        yield Table(header, rows, said("gone"), widths=(0.3, 0.5, 0.2))


def _gone_place(gone: GoneShape) -> str:
    return ", ".join(part for part in (gone["document"], gone["place"]) if part)


def _findings(result: CheckResultShape, said: _Sayer) -> Iterator[Block]:
    several = len(result["documents"]) > 1
    for level in LEVELS:
        groups = _group(m for m in result["mentions"] if m["severity"] == level and m.get("status") not in SETTLED)
        if groups:
            yield Heading(severity_name(level, said.lang))
        if groups and level == "info":
            yield _list_info(groups, said, several=several)
            continue
        for group in groups:
            yield from _describe(group, said, several=several)


def _list_info(groups: Sequence[_Group], said: _Sayer, *, several: bool) -> Table:
    """List what is for information only: a row a name."""
    header = (said("words"), said("what"), said("place"))
    rows = [
        (_name(group), describe_finding(group.first, said.lang), _places(group, said, several=several))
        for group in groups
    ]
    return Table(header, rows, said("info"), widths=(0.26, 0.34, 0.4))


def _name(group: _Group) -> str:
    product = group.first["product"]
    times = f" × {len(group.mentions)}" if len(group.mentions) > 1 else ""
    return f"{product['name'] if product else group.first['text']}{times}"


def _places(group: _Group, said: _Sayer, *, several: bool) -> str:
    places = list(dict.fromkeys(_place(mention, said.lang, several=several) for mention in group.mentions))
    more = f" ; {said('more', n=len(places) - MAX_PLACES)}" if len(places) > MAX_PLACES else ""
    return " ; ".join(places[:MAX_PLACES]) + more


def _group(mentions: Iterable[MentionShape]) -> list[_Group]:
    groups: dict[tuple[str, ...], list[MentionShape]] = {}
    for mention in mentions:
        key = (
            about_of(mention),
            mention["rule"]["why"],
            mention["wording"] or "",
            mention.get("status", ""),
            mention.get("status_reason", ""),
        )
        groups.setdefault(key, []).append(mention)
    return [_Group(tuple(group)) for group in groups.values()]


def _describe(group: _Group, said: _Sayer, *, several: bool) -> Iterator[Block]:
    first, lang = group.first, said.lang
    rule = first["rule"]
    yield Heading(_name(group), 2)
    yield Paragraph(f"{describe_finding(first, lang)}.")
    yield Quote(first["sentence"], f"{_place(first, lang, several=several)}")
    if len(group.mentions) > 1:
        yield _labelled(said("places"), f"{_places(group, said, several=several)}.", lang)
    article = Run(rule["article"], url=rule["source"])
    yield Paragraph((Run(_label(said("why"), lang), "strong"), Run(rule["why"] + " ("), article, Run(").")))
    if first.get("status") == "justified":
        yield _labelled(said("reason"), first.get("status_reason", ""), lang)
    yield _labelled(said("justified"), rule["justified_by"], lang)
    if rule["caveat"]:
        yield _labelled(said("caveat"), rule["caveat"], lang)
    if first["wording"]:
        yield _labelled(said("wording"), first["wording"], lang)
    yield from _test(first, said)


def _test(mention: MentionShape, said: _Sayer) -> Iterator[Block]:
    """Add the three steps and the decisions, for what has to be corrected only."""
    if mention["severity"] != "high" or not mention.get("test"):
        return
    yield Paragraph((Run(said("test"), "strong"),))
    yield Items(tuple(f"{step['question']} {step['answer']}" for step in mention["test"]), ordered=True)
    cases: list[Words] = []
    for case in mention["rule"]["cases"]:
        commentary = "" if case["official"] else said("commentary")
        colon = pick((" : ", ": "), said.lang)
        cases.append((Run(case["name"], url=case["source"]), Run(f"{colon}{case['what']}{commentary}")))
    if cases:
        yield Paragraph((Run(said("cases"), "strong"),), "note")
        yield Items(tuple(cases))


def _place(mention: MentionShape, lang: str, *, several: bool) -> str:
    place = describe_place(mention, lang)
    return f"{mention['document']}, {place}" if several else place


def _label(text: str, lang: str) -> str:
    return f"{text}{pick((' : ', ': '), lang)}"


def _labelled(label: str, text: str, lang: str) -> Paragraph:
    return Paragraph((Run(_label(label, lang), "strong"), Run(text)))


def _standards(result: CheckResultShape, said: _Sayer) -> Iterator[Block]:
    standards = result.get("standards", {})
    listed = {one["name"]: one["warning"] for group in standards.values() for one in group}
    if not listed:
        return
    yield Heading(said("standards"))
    yield Paragraph(said("standards-lead"))
    rows: Sequence[Sequence[Words]] = list(listed.items())
    yield Table((said("standard"), said("warning")), rows, said("standards"), widths=(0.35, 0.65))


def _clauses(result: CheckResultShape, said: _Sayer) -> Iterator[Block]:
    clauses = result.get("clauses", [])
    if not clauses:
        return
    yield Heading(said("clauses"))
    yield Paragraph(said("clauses-lead"))
    for clause in clauses:
        yield Heading(clause["name"], 2)
        yield Quote(clause["text"])
        yield _labelled(said("when"), clause["when"], said.lang)
        yield _labelled(said("justification"), clause["justification"], said.lang)
        yield Blank(said("justification"), 2)


def _articles(result: CheckResultShape, said: _Sayer) -> Iterator[Block]:
    articles = result.get("articles", [])
    if articles:
        yield Heading(said("law"))
    for article in articles:
        link = (Run(article["source"], url=article["source"]), Run(said("consolidated", date=article["consolidated"])))
        yield Heading(said("article", article=article["article"]), 2)
        if article["quote"]:
            yield Quote(article["quote"])
        yield Paragraph(article["sense"])
        yield Paragraph(link, "note")


def _unread(result: CheckResultShape, said: _Sayer) -> Iterator[Block]:
    unread = result["summary"]["unread"]
    yield Heading(said("unread"))
    if unread:
        yield Items(tuple(f"{part['where']}{pick((' : ', ': '), said.lang)}{part['why']}" for part in unread))
    else:
        yield Paragraph(said("all-read"))
