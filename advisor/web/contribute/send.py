"""The form of a contribution, and the page that follows it under its unguessable link."""

from collections.abc import Mapping
from dataclasses import dataclass

from flask import redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from advisor.domain.proposals import ContributionKind
from advisor.errors import UnusableInput
from advisor.matching.normalise import fold
from advisor.matching.search import SearchHit
from advisor.services.curate.contributions import MAX_TEXT, Sent
from advisor.services.explain import explain_error
from advisor.web.context import current_edition
from advisor.web.contribute.blueprint import SEND_LIMIT, contribute, contributions
from advisor.web.i18n import current_lang
from advisor.web.i18n import gettext as _
from advisor.web.security import limiter
from advisor.web.shown.report import Reported, describe_entry

KINDS: tuple[ContributionKind, ...] = ("correction", "product", "reply")
MAX_FIELD = 600
"""Characters of a short field that are read."""


@dataclass(frozen=True, slots=True)
class Form:
    """A form as it was typed; `entry` is the entry it is about, None for a product that is missing."""

    kind: ContributionKind
    entry: Reported | None
    subject: str = ""
    criterion: str = ""
    text: str = ""
    url: str = ""
    organisation: str = ""
    anyway: bool = False


def read_form(values: Mapping[str, str]) -> Form:
    """Read what an address or a posted form holds; a kind that makes no sense becomes the nearest that does."""
    entry = describe_entry(current_edition(), values.get("entry", "")[:100])
    kind = values.get("kind", "")
    chosen: ContributionKind = next((k for k in KINDS if k == kind), "correction" if entry else "product")
    return Form(
        kind=chosen,
        entry=entry,
        subject=values.get("subject", "")[:MAX_FIELD].strip(),
        criterion=values.get("criterion", "")[:MAX_FIELD],
        text=values.get("text", "")[: MAX_TEXT + 1],
        url=values.get("url", "")[: MAX_FIELD + 1].strip(),
        organisation=values.get("organisation", "")[:MAX_FIELD].strip(),
        anyway=values.get("anyway") == "yes",
    )


@contribute.get("/contribute")
def new_contribution() -> str:
    """Offer to correct an entry, to propose a product or to answer as a vendor."""
    return _page(read_form(request.args), {})


@contribute.post("/contribute")
@limiter.limit(SEND_LIMIT)
def send_contribution() -> Response | tuple[str, int]:
    """Keep a contribution and send to the page that follows it."""
    form = read_form(request.form)
    problems = check_form(form)
    if not problems:
        try:
            kept = contributions().receive(_sent(form))
        except UnusableInput as error:
            problems = {"url" if error.reason == "bad-address" else "text": explain_error(error, current_lang())}
        else:
            return redirect(url_for("contribute.follow", token=kept.token), 303)
    return _page(form, problems), 422


@contribute.get("/contributions/<token>")
def follow(token: str) -> str:
    """Show what became of a contribution."""
    found = contributions().follow(token)
    entry = describe_entry(current_edition(), f"{found.entry_kind}:{found.entry_id}")
    criterion = current_edition().catalogue.criteria.get(found.criterion)
    return render_template("contribute/follow.html", sent=found, entry=entry, criterion=criterion)


def check_form(form: Form) -> dict[str, str]:
    """Name what is missing or doubtful, by field."""
    problems: dict[str, str] = {}
    if not form.entry and not form.subject:
        problems["subject"] = _("Donnez le nom du produit ou la page dont il s’agit.")
    elif form.kind == "product" and not form.anyway and same_name(form.subject):
        problems["anyway"] = _("Ce nom est déjà au catalogue. Cochez la case pour l’envoyer quand même.")
    if form.kind == "reply" and not form.organisation:
        problems["organisation"] = _("Dites au nom de quel éditeur vous répondez.")
    if not form.text.strip():
        problems["text"] = _("Écrivez votre message.")
    elif len(form.text) > MAX_TEXT:
        problems["text"] = _("Le message est trop long : %(limit)s caractères au plus.") % {"limit": MAX_TEXT}
    return problems


def same_name(subject: str) -> list[SearchHit]:
    """Find the products of the catalogue that already have a name."""
    hits = current_edition().search.find(subject, 5)
    return [hit for hit in hits if hit.kind == "product" and fold(hit.matched) == fold(subject)]


def _sent(form: Form) -> Sent:
    return Sent(
        kind=form.kind,
        text=form.text,
        entry_kind=form.entry.kind if form.entry else "",
        entry_id=form.entry.id if form.entry else "",
        criterion=form.criterion if form.criterion in current_edition().catalogue.criteria else "",
        subject=form.entry.name if form.entry else form.subject,
        url=form.url,
        organisation=form.organisation,
    )


def _page(form: Form, problems: Mapping[str, str]) -> str:
    catalogue = current_edition().catalogue
    subject = "vendor" if form.entry and form.entry.kind == "vendor" else None
    criteria = [c for c in catalogue.criteria.values() if subject is None or c.subject == subject]
    known = same_name(form.subject) if form.kind == "product" and form.subject else []
    return render_template(
        "contribute/form.html", form=form, problems=problems, criteria=criteria, known=known, limit=MAX_TEXT
    )
