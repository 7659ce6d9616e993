"""The accounts, for administrators."""

from flask import redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from advisor.domain.accounts import ROLES
from advisor.errors import UnusableInput, WeakPassword
from advisor.services.explain import MIN_PASSWORD, explain_error
from advisor.web.account.blueprint import account
from advisor.web.accounts import accounts, acting_account, needs
from advisor.web.i18n import current_lang


def _page(errors: dict[str, str], name: str = "", role: str = "contributor") -> str:
    return render_template(
        "account/accounts.html",
        accounts=accounts().list(),
        errors=errors,
        name=name,
        role=role,
        roles=ROLES,
        least=MIN_PASSWORD,
    )


@account.get("/accounts")
@needs("administrator")
def list_accounts() -> str:
    """List the accounts, with the form of a new one."""
    return _page({})


@account.post("/accounts")
@needs("administrator")
def add_account() -> tuple[str, int] | Response:
    """Open an account."""
    name, role = request.form.get("name", "")[:80], request.form.get("role", "")
    role = role if role in ROLES else "contributor"
    try:
        accounts().add(name, role, request.form.get("new", ""))
    except WeakPassword as error:
        return _page({"new": explain_error(error, current_lang())}, name, role), 422
    except UnusableInput as error:
        return _page({"name": explain_error(error, current_lang())}, name, role), 422
    return redirect(url_for("account.list_accounts"), 303)


@account.post("/accounts/<int:account_id>")
@needs("administrator")
def change_account(account_id: int) -> tuple[str, int] | Response:
    """Change what an account may do, close it or open it again."""
    found = next((each for each in accounts().list() if each.id == account_id), None)
    if found is None:
        raise UnusableInput("unknown-account", name=str(account_id))
    role = request.form.get("role", "")
    try:
        if role in ROLES and role != found.role:
            accounts().set_role(acting_account(), found, role)
        if request.form.get("active") in ("yes", "no"):
            accounts().set_active(acting_account(), found, request.form["active"] == "yes")
    except UnusableInput as error:
        return _page({f"account-{account_id}": explain_error(error, current_lang())}), 422
    return redirect(url_for("account.list_accounts"), 303)
