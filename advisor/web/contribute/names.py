"""A name the catalogue lacks, that its user agrees to share: the name alone is kept, and how often."""

from flask import render_template, request

from advisor.web.context import current_edition
from advisor.web.contribute.blueprint import SEND_LIMIT, contribute, contributions
from advisor.web.security import limiter

MAX_NAME = 200


@contribute.get("/names")
def offer_name() -> str:
    """Ask before a name is shared: what is kept of it, and what is not."""
    return render_template("contribute/name.html", name=_name(request.args.get("name", "")), shared=False)


@contribute.post("/names")
@limiter.limit(SEND_LIMIT)
def share_name() -> str:
    """Count a name; nothing else of the request is kept."""
    name = _name(request.form.get("name", ""))
    contributions().share_name(name)
    return render_template("contribute/name.html", name=name, shared=True, edition=current_edition())


def _name(text: str) -> str:
    return " ".join(text.split())[:MAX_NAME]
