"""Signing in, signing out, changing one's password."""

from flask import redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from advisor.errors import WeakPassword
from advisor.services.explain import MIN_PASSWORD, explain_error
from advisor.web.account.blueprint import account
from advisor.web.accounts import (
    accounts,
    acting_account,
    close_session,
    current_account,
    needs,
    open_session,
    safe_next,
)
from advisor.web.i18n import current_lang
from advisor.web.i18n import gettext as _
from advisor.web.security import limiter

SIGN_IN_LIMIT = "10 per minute; 60 per hour"
"""Tries of one address; an account has its own, growing wait."""


@account.get("/sign-in")
def sign_in() -> str | Response:
    """Ask for a name and a password."""
    if current_account():
        return redirect(safe_next(request.args.get("next")), 303)
    return render_template("account/sign-in.html", next=request.args.get("next", ""), name="", errors={})


@account.post("/sign-in")
@limiter.limit(SIGN_IN_LIMIT)
def open_visit() -> tuple[str, int] | Response:
    """Open a session, or say that the pair is wrong without saying which half."""
    name, password = request.form.get("name", "")[:80], request.form.get("password", "")
    signed_in = accounts().sign_in(name, password)
    if signed_in is None:
        message = _("Le nom ou le mot de passe ne convient pas. Après plusieurs essais, attendez quelques minutes.")
        page = render_template(
            "account/sign-in.html", next=request.form.get("next", ""), name=name, errors={"password": message}
        )
        return page, 422
    open_session(signed_in)
    return redirect(safe_next(request.form.get("next")), 303)


@account.post("/sign-out")
@needs("contributor")
def close_visit() -> Response:
    """End the session."""
    close_session()
    return redirect(url_for("browse.home"), 303)


@account.get("/password")
@needs("contributor")
def password() -> str:
    """Show the form of one's password."""
    return render_template("account/password.html", errors={}, least=MIN_PASSWORD)


@account.post("/password")
@limiter.limit(SIGN_IN_LIMIT)
@needs("contributor")
def change_password() -> tuple[str, int] | Response:
    """Change one's password; every session ends, this one too."""
    errors: dict[str, str] = {}
    new = request.form.get("new", "")
    if new != request.form.get("again", ""):
        errors["again"] = _("Les deux saisies diffèrent.")
    if not errors:
        try:
            if accounts().change_own_password(acting_account(), request.form.get("current", ""), new):
                close_session()
                return redirect(url_for("account.sign_in"), 303)
            errors["current"] = _("Ce n’est pas le mot de passe actuel.")
        except WeakPassword as error:
            errors["new"] = explain_error(error, current_lang())
    return render_template("account/password.html", errors=errors, least=MIN_PASSWORD), 422
