"""A result by its state: progress while it is read, the answer, or why there is none."""

from flask import Response, render_template, url_for
from werkzeug.utils import redirect
from werkzeug.wrappers import Response as Redirect

from advisor.services.analyses import explain_failure
from advisor.web.buyer.blueprint import Visit, analyses, buyer, open_result, own_result
from advisor.web.buyer.lists import show_list
from advisor.web.buyer.tenders import show_tender
from advisor.web.i18n import current_lang


@buyer.get("/results/<token>")
def result(token: str) -> str | tuple[str, int]:
    """Show a result, or how far it is."""
    visit = open_result(token)
    if visit.analysis.open:
        return render_template("advise/progress.html", visit=visit)
    if visit.analysis.state == "failed":
        return _show_failure(visit)
    if visit.analysis.state == "cancelled":
        return render_template("advise/cancelled.html", visit=visit)
    return show_list(visit) if visit.analysis.kind == "list" else show_tender(visit)


def _show_failure(visit: Visit) -> tuple[str, int]:
    analysis = visit.analysis
    messages = [explain_failure(failure, current_lang()) for failure in analysis.failures]
    columns = visit.owner and bool(analysis.headers) and analyses().keeps_upload(analysis)
    field = "liste" if analysis.kind == "list" else "document"
    page = render_template(
        "advise/failed.html", visit=visit, messages=messages, kind=analysis.kind, errors={field: messages[0]},
        lines="", columns=columns,
    )  # fmt: skip
    return page, 422


@buyer.get("/results/<token>/progress")
def progress(token: str) -> Response:
    """Say how far an upload is, for the page that waits; once done, tell it to load the answer."""
    visit = open_result(token)
    response = Response(render_template("advise/_progress.html", visit=visit))
    if not visit.analysis.open:
        response.headers["HX-Redirect"] = url_for("buyer.result", token=token)
    return response


@buyer.post("/results/<token>/cancel")
def cancel(token: str) -> Redirect:
    """Stop reading an upload and forget its bytes."""
    visit = own_result(token)
    analyses().cancel(visit.analysis)
    return redirect(url_for("buyer.result", token=token), 303)
