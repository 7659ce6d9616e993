"""Notices to a Document: eForms and older European XML, and JSON of the BOAMP with its `donnees` inside.

Every field is named by its code and label in its place. Addresses and contacts are left out: they
name no product, and they name people.
"""

import json
import re
from collections.abc import Iterator
from typing import Any

from advisor.documents.archive import parse_xml
from advisor.documents.assemble import Assembler
from advisor.documents.notice_fields import BY_LIST, EXCLUSION, FIELDS, LOT, NATIONAL, NOTICE, OTHER
from advisor.documents.trees import PARAGRAPH, Node, build_from_json, build_from_xml
from advisor.domain.documents import Document
from advisor.errors import UnreadableDocument

_EFORMS = re.compile(
    r"<(?:\w+:)?(?:ContractNotice|ContractAwardNotice|PriorInformationNotice|BusinessRegistrationInformationNotice)\b"
)
_TED = re.compile(r"<(?:\w+:)?TED_EXPORT\b")
_FRENCH = "FRA"
_SKIPPED = re.compile(
    r"adresse|address|\bmail|email|\bmel\b|^tel|phone|fax|url|siret|code_?postal|postal|\bcp\b|\bville\b|town|country"
    r"|contact|correspond|organisme|organization|organisation|identite|identification|nomacheteur|contracting_body"
    r"|company|touchpoint|signature|date|heure|\bid\b|idweb|uuid|version|langu|\blg\b|currency|nuts|perf_staff"
    r"|gestion|source_schema|dateparution|famille|etat\b|filename|annonce_lie|annonces_anterieures|code_departement"
    r"|review_body|coded_data|translation|forms_labels|links_section",
    re.I,
)
_NUMERIC = re.compile(r"[\d\s.,:/+%€-]*")
_RECORD_KEYS = frozenset({"donnees", "idweb", "objet", "nomacheteur", "dateparution"})
_ORIGINAL = ("objet", "descripteur_libelle", "criteres")


def is_eforms(start: str) -> bool:
    """Say whether the beginning of an XML text opens an eForms notice."""
    return _EFORMS.search(start) is not None


def is_ted(start: str) -> bool:
    """Say whether the beginning of an XML text opens a European notice of the forms before eForms."""
    return _TED.search(start) is not None


def read_notice_xml(data: bytes, name: str, kind: str, lang: str = "fr") -> Document:
    """Read an eForms notice (`kind` "eforms"), or an older European one ("ted").

    Raises:
        UnreadableDocument: not well formed, entities declared, or no text in any field.
    """
    root = build_from_xml(parse_xml(data, name, "xml"))
    out = Assembler(name, kind, lang)
    if kind == "eforms":
        _add_eforms(out, root, lang, "")
    else:
        _add_national(out, _original_form(root), lang, "")
    return _finish(out, name)


def find_records(text: str) -> list[dict[str, Any]] | None:
    """Return the records of a BOAMP file (answer of its API, export, or one record), None for other JSON."""
    if '"donnees"' not in text and '"idweb"' not in text:
        return None
    try:
        value = json.loads(text)
    except (ValueError, RecursionError):
        return None
    found = [record for record in _unwrap(value) if len(_RECORD_KEYS & set(record)) >= 2]
    return found or None


def _unwrap(value: Any) -> Iterator[dict[str, Any]]:
    if isinstance(value, dict):
        for key in ("results", "records"):
            if isinstance(value.get(key), list):
                value = value[key]
                break
    for record in value if isinstance(value, list) else [value]:
        while isinstance(record, dict) and isinstance(record.get("record", record.get("fields")), dict):
            record = record.get("record", record.get("fields"))
        if isinstance(record, dict):
            yield record


def read_boamp(records: list[dict[str, Any]], name: str, lang: str = "fr") -> Document:
    """Read BOAMP records: the fields of each and the whole notice in its `donnees`.

    Raises:
        UnreadableDocument: no text in any field.
    """
    out = Assembler(name, "boamp", lang)
    for record in records:
        number = str(record.get("idweb") or "")
        before = NOTICE[lang].format(number=number) if number and len(records) > 1 else ""
        notice = _read_inner(record.get("donnees"), out, before or name)
        seen = _add_notice(out, notice, lang, before)
        for key in _ORIGINAL:
            for node in build_from_json(key, record.get(key)):
                if node.text and node.text not in seen:
                    _add(out, _national_label(key, lang), node.text, before)
    return _finish(out, name)


def _add_notice(out: Assembler, notice: Node | None, lang: str, before: str) -> set[str]:
    if notice is None:
        return set()
    inner = notice.find("EFORMS")
    if inner is not None and inner.children:
        return _add_eforms(out, inner.children[0], lang, before)
    return _add_national(out, notice, lang, before)


def _read_inner(written: Any, out: Assembler, where: str) -> Node | None:
    """Read `donnees`: the text of a JSON, or that JSON itself."""
    if isinstance(written, str) and written.strip():
        try:
            written = json.loads(written)
        except (ValueError, RecursionError):
            out.notes.add(where, "notice-inside-broken")
            return None
    return build_from_json("donnees", written)[0] if isinstance(written, dict) else None


def _finish(out: Assembler, name: str) -> Document:
    document = out.build()
    if not document.segments:
        raise UnreadableDocument(name, "no-text")
    return document


def _add(out: Assembler, label: str, text: str, before: str) -> None:
    place = f"{before}, {label}" if before else label
    for number, paragraph in enumerate(part for part in text.splitlines() if part.strip()):
        out.add(paragraph.strip(), "field", place if number == 0 else f"{place} ({number + 1})")


def _add_eforms(out: Assembler, root: Node, lang: str, before: str) -> set[str]:
    seen: set[str] = set()
    for path, node in root.walk():
        if not node.text or _other_language(path[-1], node):
            continue
        label = _eforms_label(path, node, lang)
        if label is None:
            continue
        lot = _lot_of(path, lang)
        _add(out, label, node.text, ", ".join(filter(None, (before, lot))))
        seen.add(node.text)
    return seen


def _other_language(parent: Node, node: Node) -> bool:
    """Tell whether the same field stands beside in French: its translations are left out."""
    own = node.attributes.get("languageID")
    if own is None or own == _FRENCH:
        return False
    return any(child.name == node.name and child.attributes.get("languageID") == _FRENCH for child in parent.children)


def _eforms_label(path: tuple[Node, ...], node: Node, lang: str) -> str | None:
    steps = (*(one.name for one in path), node.name)
    if steps[-2:] == EXCLUSION[0] and "ProcurementProjectLot" not in steps:
        return f"{EXCLUSION[1]} {EXCLUSION[2][lang]}"
    for reach in (4, 3, 2):
        tail = steps[-reach:]
        if tail in BY_LIST:
            code, fields = BY_LIST[tail]
            beside = node if node.name == code else path[-1].find(code)
            found = fields.get(beside.attributes.get("listName", "")) if beside is not None else None
            if found is not None:
                return f"{found[0]} {found[1][lang]}"
        if tail in FIELDS:
            return f"{FIELDS[tail][0]} {FIELDS[tail][1][lang]}"
    # A language marks words written by the buyer; organisations and people are not read.
    if "languageID" not in node.attributes or any(_SKIPPED.search(one.name) for one in path):
        return None
    return OTHER[lang].format(name=f"{path[-1].name}/{node.name}")


def _lot_of(path: tuple[Node, ...], lang: str) -> str:
    lot = next((one for one in path if one.name == "ProcurementProjectLot"), None)
    number = lot.find("ID") if lot is not None else None
    return LOT[lang].format(number=number.text) if number is not None and number.text else ""


def _original_form(root: Node) -> Node:
    """Return the form in the original language; translations repeat it."""
    section = next((node for _path, node in root.walk() if node.name == "FORM_SECTION"), root)
    forms = [form for form in section.children if form.attributes.get("CATEGORY") == "ORIGINAL"]
    return forms[0] if forms else section


def _add_national(out: Assembler, root: Node, lang: str, before: str) -> set[str]:
    """Read every text of a form whose fields have no common code, named by its element."""
    seen: set[str] = set()
    for path, node in root.walk():
        # Paragraph elements of the older European forms name nothing: the element around them does.
        named = path[-1] if node.name == PARAGRAPH and path else node
        if not node.text or _NUMERIC.fullmatch(node.text) or node.text in seen:
            continue
        if any(_SKIPPED.search(one.name) for one in (*path[1:], node)):
            continue
        seen.add(node.text)
        _add(out, _national_label(named.name, lang), node.text, before)
    return seen


def _national_label(name: str, lang: str) -> str:
    known = NATIONAL.get(name.lower())
    return known[lang] if known else OTHER[lang].format(name=name)
