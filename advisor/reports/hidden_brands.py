"""Brands that hide behind something else: one vendor's certification, format, macro language or integration."""

import re
from collections.abc import Iterator, Sequence

from advisor.domain.matches import TextMatch
from advisor.reports.detections import Detection, demand_of
from advisor.reports.plain import find_windows
from advisor.reports.readings import DocumentReader, Reading
from advisor.reports.roles import Role

_FORMAT = r"\.?(?:docx?|xlsx?|xlsm|pptx?|dwg|rvt|psd|indd|pst|mpp|vsdx?|accdb|mdb)"
_ONLY = r"(?:uniquement|exclusivement|seulement|obligatoirement|imperativement|seuls?|a l'exclusion de tout autre)"
_ONE_FORMAT = re.compile(
    rf"\b(?:formats?|fichiers?|extensions?)\b[^.;|]{{0,40}}?(?<!\w){_FORMAT}\b(?: +natif)?,? *\(?{_ONLY}\b"
    rf"|\b{_ONLY}\b[^.;|]{{0,30}}?\b(?:formats?|fichiers?|extensions?)\b[^.;|]{{0,20}}?(?<!\w){_FORMAT}\b"
)
_NATIVE_FORMAT = re.compile(r"\bformats? natifs? +(?:de |d')?\.?(?:dwg|rvt|psd|indd|pst|mpp|vsdx?|accdb)\b")
_MACROS = re.compile(
    r"\bmacros?(?:-commandes?)? +(?:en +)?(?:vba|excel|word|office|access)\b|\bvba\b"
    r"|\bvisual basic for applications\b|\bactivex\b"
)
_NAMES = (
    r"(?:microsoft|office|outlook|word|excel|powerpoint|teams|sharepoint|exchange|windows|active directory"
    r"|google|gmail|apple|sap|salesforce|oracle"
    r"|autocad|revit|adobe)"
)
_NATIVE = re.compile(
    rf"\b(?:integration +native|integre\w* +nativement|nativement +(?:integr|compatib|interfac)\w*)[^.;"
    rf"|,]{{0,25}}?\b{_NAMES}(?: +(?:{_NAMES}|\d+))?\b"
)
_ADDON = r"(?:complement|module|greffon|connecteur|extension|plug-?in|add-?in)s?"
_NATIVE_ADDON = re.compile(
    rf"\b{_ADDON} +natifs? +(?:pour +|a +|d'|de +)?{_NAMES}\b|\b{_ADDON} +(?:pour +|a +|d'|de +)?{_NAMES}(?: +\d+)? +natifs?\b"
)
_VENDORS = (
    r"(?:microsoft|cisco|oracle|sap|vmware|fortinet|citrix|google|aws|amazon|salesforce|red hat|ibm|adobe|autodesk|esri"
    r"|palo alto|check point|juniper|huawei|stormshield|veeam)"
)
_VENDOR_STATUS = re.compile(
    rf"\b(?:certifi(?:ee?s?|cations?)|habilit(?:ee?s?|ations?)|agree(?:e|s|es)?|agrements?|accreditations?"
    rf"|partenaires?|partenariat) +(?:d'|de +|chez +|par +)?{_VENDORS}\b"
)
"""One vendor's programme, named by the vendor alone; with a product behind it, the mention of the product tells."""
_NATIVE_CUE = re.compile(
    r"\b(?:integration +native|integre\w* +nativement|nativement +(?:integr|compatib"
    r"|interfac)\w*)\b[^.;|,]{0,25}$"
)
_CERTIFICATES = re.compile(
    r"\b(?:MCSE|MCSA|MCSD|CCNA|CCNP|CCIE|RHCE|RHCSA|VCP(?:-[A-Z]{2,4})?|VCAP|NSE ?[1-8]"
    r"|AWS Certified [A-Z]\w+(?: [A-Z]\w+)?|Microsoft Certified(?: [A-Z]\w+){0,3}"
    r"|(?:[Gg]old|[Ss]ilver|[Pp]latinum|[Pp]remier|[Ss]olutions) [Pp]artner)\b"
)
_STATUS_CUE = re.compile(
    r"\b(?P<cue>certifi(?:ee?s?|cations?)|habilit(?:ee?s?|ations?)|agree(?:e|s|es)?|agrements?|accreditations?"
    r"|partenaires?|partenariat)(?: +(?:[\w'-]+ +){0,3}?|[ \"]{1,3})\"?$"
)
_CERTIFICATE_KEYS = ("MCS", "CCN", "CCIE", "RHC", "VCP", "VCAP", "NSE", "Certified", "artner")
_STATUS_KEYS = ("certifi", "habilit", "agree", "agrement", "accredit", "partena")
_ONLY_KEYS = ("uniquement", "exclusi", "seul", "obligatoirement", "imperativement")
_WORDS = (
    ("format", _ONLY_KEYS, _ONE_FORMAT),
    ("format", ("natif",), _NATIVE_FORMAT),
    ("macros", ("macro", "vba", "visual basic", "activex"), _MACROS),
    ("native", ("nativ",), _NATIVE),
    ("native", ("natif",), _NATIVE_ADDON),
)
_OTHERS = re.compile(
    r"\bou +(?:[\w'/.-]+ +){0,4}?(?:equivalent|similaire|eq\.|odt|odf|pdf|ods|dxf|ifc|libre"
    r"|ouvert)|equivalent\w* +(?:accept|admis)"
)
_OFFERS = re.compile(
    r"\b(?:offres?|plis?|candidatures?|memoire|cadre de reponse|dce|dossier de consultation"
    r"|bordereau)\b"
)


def find_hidden_brands(
    reader: DocumentReader, matches: Sequence[TextMatch], readings: Sequence[Reading]
) -> list[Detection]:
    """Find what only one vendor can meet although the text reads as a function, in text order.

    A product of the catalogue inside the words keeps its own finding; this one says why the
    words around it matter.
    """
    found: list[Detection] = [*_find_words(reader), *_find_certificates(reader)]
    for match, reading in zip(matches, readings, strict=True):
        found.extend(_around_mention(reader, match, reading))
    found.sort(key=lambda one: (one.start, -one.end))
    kept: list[Detection] = []
    for one in found:
        if not kept or one.start >= kept[-1].end:
            kept.append(one)
    return kept


def _find_words(reader: DocumentReader) -> Iterator[Detection]:
    """Find formats, macros and native integrations that are asked for."""
    for cue, keys, pattern in _WORDS:
        for begin, end in find_windows(reader.plain, keys, 100, 100):
            for match in pattern.finditer(reader.plain, begin, end):
                found = _judge_words(reader, cue, match)
                if found is not None:
                    yield found


def _judge_words(reader: DocumentReader, cue: str, match: re.Match[str]) -> Detection | None:
    unit = reader.sentences.span(match.start())
    words = reader.plain[unit[0] : unit[1]]
    if cue == "format" and _OFFERS.search(words):
        return None
    if _OTHERS.search(words, max(0, match.start() - unit[0])) or (demand := demand_of(reader, unit)) is None:
        return None
    role: Role = "criterion" if demand == "wish" else "compatibility"
    return Detection("hidden-brand", *match.span(), cue, "warning", role)


def _find_certificates(reader: DocumentReader) -> Iterator[Detection]:
    """Find the names of one vendor's certifications and partner levels, and a status beside a vendor's name."""
    for text, keys, pattern in (
        (reader.document.text, _CERTIFICATE_KEYS, _CERTIFICATES),
        (reader.plain, _STATUS_KEYS, _VENDOR_STATUS),
    ):
        places = (m for begin, end in find_windows(text, keys, 20, 60) for m in pattern.finditer(text, begin, end))
        for match in places:
            unit = reader.sentences.span(match.start())
            words = reader.plain[unit[0] : unit[1]]
            if _is_waived(words) or reader.sections.kind_at(match.start()) == "context":
                continue
            open_to_others = _OTHERS.search(words, match.start() - unit[0]) is not None
            yield Detection(
                "hidden-brand",
                *match.span(),
                "certification",
                "info" if open_to_others else "warning",
                "certification",
                "governs" if open_to_others else "none",
            )


def _around_mention(reader: DocumentReader, match: TextMatch, reading: Reading) -> Iterator[Detection]:
    """Find "certifié X", "partenaire X" and "intégration native X" around a product that was found."""
    begin = max(reading.unit[0], match.start - 70)
    before = reader.plain[begin : match.start]
    words = reader.plain[reading.unit[0] : reading.unit[1]]
    if reading.role == "certification" and (status := _STATUS_CUE.search(before)) and not _is_waived(words):
        severity = "info" if reading.equivalent == "governs" else "warning"
        yield Detection(
            "hidden-brand",
            begin + status.start("cue"),
            match.end,
            "certification",
            "info" if severity == "info" else "warning",
            "certification",
            reading.equivalent,
        )
    elif (native := _NATIVE_CUE.search(before)) and reading.role != "context" and reading.equivalent != "governs":
        yield Detection(
            "hidden-brand", begin + native.start(), match.end, "native", "warning", "compatibility", reading.equivalent
        )


def _is_waived(words: str) -> bool:
    """Tell whether a unit says that the status is not asked for."""
    return (
        re.search(
            r"\bn(?:e |')[^.;|]{0,30}?\b(?:pas|ni|aucun)\b|\bsans (?:etre|condition|exig)|actuel"
            r"|existant",
            words,
        )
        is not None
    )
