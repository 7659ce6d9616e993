"""The ways in: a list, documents, pasted lines, a sample."""

import time
from collections.abc import Callable
from dataclasses import replace

from flask import redirect, render_template, request, url_for
from werkzeug.datastructures import FileStorage
from werkzeug.wrappers import Response

from advisor.config import packaged_folder
from advisor.documents.limits import MAX_FILE_BYTES
from advisor.domain.analyses import Analysis, Upload
from advisor.services.needs import parse_query
from advisor.web.buyer.blueprint import UPLOAD_LIMIT, analyses, buyer
from advisor.web.buyer.names import clean_name, tell_apart
from advisor.web.context import current_edition
from advisor.web.i18n import current_lang
from advisor.web.i18n import gettext as _
from advisor.web.security import limiter

MAX_FILES = 60
"""Documents of one tender."""
MAX_PASTED = 200_000
"""Characters of pasted lines."""
GRACE_S = 0.8
"""How long an upload is waited for before its progress is shown: a short list needs no such page."""
SAMPLES = {"list": "inventaire-exemple.xlsx", "tender": "cctp-exemple.docx"}

Answer = Response | str | tuple[str, int]
_limit_uploads: Callable[[Callable[..., Answer]], Callable[..., Answer]] = limiter.shared_limit(
    UPLOAD_LIMIT, scope="uploads"
)


@buyer.get("/lists")
def new_list() -> str:
    """Offer to send or paste a list."""
    return render_template("advise/start.html", kind="list", errors={}, lines="")


@buyer.get("/tenders")
def new_tender() -> str:
    """Offer to send the documents of a tender."""
    return render_template("advise/start.html", kind="tender", errors={}, lines="")


@buyer.post("/lists")
@_limit_uploads
def start_list() -> Answer:
    """Accept a list."""
    uploads = _files("liste")
    if not uploads:
        return _refuse("list", "liste", _("Choisissez un fichier : aucun n’a été reçu."))
    if len(uploads) > 1:
        return _refuse("list", "liste", _("Envoyez une seule liste à la fois."))
    return _follow(analyses().start_list(uploads[0], lang=current_lang()))


@buyer.post("/lists/pasted")
@_limit_uploads
def start_paste() -> Answer:
    """Accept pasted lines, one product a line."""
    lines = request.form.get("lines", "")
    if not lines.strip():
        return _refuse("list", "lines", _("Collez au moins une ligne."))
    if len(lines) > MAX_PASTED:
        return _refuse("list", "lines", _("Le texte est trop long : enregistrez-le dans un fichier et envoyez-le."))
    upload = Upload(_("lignes collées") + ".txt", lines.encode())
    return _follow(analyses().start_list(upload, lang=current_lang()))


@buyer.post("/tenders")
@_limit_uploads
def start_tender() -> Answer:
    """Accept the documents of a tender."""
    uploads = _files("document")
    if not uploads:
        return _refuse("tender", "document", _("Choisissez au moins un document : aucun n’a été reçu."))
    if len(uploads) > MAX_FILES:
        text = _("%(count)s documents reçus, %(limit)s au plus : envoyez-les en plusieurs fois.")
        return _refuse("tender", "document", text % {"count": len(uploads), "limit": MAX_FILES})
    earlier = [replace(one, earlier=True) for one in _files("earlier")[:MAX_FILES]]
    return _follow(analyses().start_tender([*uploads, *earlier], lang=current_lang()))


@buyer.post("/examples")
@_limit_uploads
def example() -> Answer:
    """Run one of the project's own samples."""
    kind = request.form.get("kind", "list")
    name = SAMPLES.get(kind, SAMPLES["list"])
    upload = Upload(name, (packaged_folder("examples") / name).read_bytes())
    if kind == "tender":
        return _follow(analyses().start_tender([upload], lang=current_lang(), example=True))
    return _follow(analyses().start_list(upload, lang=current_lang(), example=True))


def _files(field: str) -> list[Upload]:
    sent: list[FileStorage] = [file for file in request.files.getlist(field) if file.filename]
    names = tell_apart([clean_name(file.filename or "") for file in sent])
    # One byte more than allowed: the reader then refuses the file with its size.
    read = [file.stream.read(MAX_FILE_BYTES + 1) for file in sent[: MAX_FILES + 1]]
    return [Upload(name, data) for name, data in zip(names, read, strict=False)]


def _refuse(kind: str, field: str, message: str) -> tuple[str, int]:
    lines = request.form.get("lines", "")[:MAX_PASTED]
    return render_template("advise/start.html", kind=kind, errors={field: message}, lines=lines), 422


def _follow(analysis: Analysis) -> Response:
    """Send to the result, with the needs the form brought; a short wait spares a page of progress for a small file."""
    needs = parse_query(request.form, current_edition().catalogue)
    if needs:
        analyses().choose_needs(analysis, needs)
    until = time.monotonic() + GRACE_S
    while analyses().find(analysis.token).open and time.monotonic() < until:
        time.sleep(0.04)
    return redirect(url_for("buyer.result", token=analysis.token), 303)
