"""Who is asking: sessions through flask-login, and what a view needs of the account.

A session's cookie holds a random token; the database holds its hash. Signing in makes a new one,
signing out, another password or closing the account ends it.
"""

from collections.abc import Callable
from functools import wraps
from typing import ParamSpec, TypeVar, cast

from flask import Flask, current_app, redirect, request, session, url_for
from flask_login import LoginManager, UserMixin, current_user, login_user, logout_user
from werkzeug.wrappers import Response

from advisor.domain.accounts import ROLES, Account, Role
from advisor.errors import NotAllowed
from advisor.services.accounts import Accounts, SignedIn
from advisor.web.i18n import current_lang

P = ParamSpec("P")
R = TypeVar("R")


class Visitor(UserMixin):  # type: ignore[misc]  # flask-login has no types
    """An account as flask-login knows it: by the token of its session."""

    def __init__(self, account: Account, token: str) -> None:
        """Take the account and its session's token."""
        self.account = account
        self.token = token

    def get_id(self) -> str:
        """Return what the cookie holds."""
        return self.token


def accounts() -> Accounts:
    """Return the service of accounts."""
    service: Accounts = current_app.extensions["accounts"]
    return service


def current_account() -> Account | None:
    """Return the account that asks, None for a visitor."""
    return cast(Visitor, current_user).account if current_user.is_authenticated else None


def acting_account() -> Account:
    """Return the account that asks, in a view that needs one; raises NotAllowed."""
    account = current_account()
    if account is None:
        raise NotAllowed("sign-in")
    return account


def open_session(signed_in: SignedIn) -> None:
    """Give the browser a new session; whatever it held before is dropped, the form token too."""
    close_session()
    login_user(Visitor(signed_in.account, signed_in.token))


def close_session() -> None:
    """End the browser's session, here and in the database."""
    if current_user.is_authenticated:
        accounts().sign_out(cast(Visitor, current_user).token)
    logout_user()
    session.clear()


def needs(role: Role) -> Callable[[Callable[P, R]], Callable[P, R | Response]]:
    """Let a view be opened by accounts with this role or a higher one.

    A page asked for without account leads to the sign-in page and back; a form sent without
    account, or any request of a lower role, is refused.
    """

    def decorate(view: Callable[P, R]) -> Callable[P, R | Response]:
        @wraps(view)
        def checked(*args: P.args, **kwargs: P.kwargs) -> R | Response:
            account = current_account()
            if account is None:
                if request.method != "GET":
                    raise NotAllowed("sign-in")
                return redirect(url_for("account.sign_in", next=request.full_path.rstrip("?")), 303)
            if ROLES.index(account.role) < ROLES.index(role):
                raise NotAllowed("administrators-only" if role == "administrator" else "curators-only")
            return view(*args, **kwargs)

        checked.needs_role = role  # type: ignore[attr-defined]  # read by the test over every route
        return checked

    return decorate


def register_accounts(app: Flask, service: Accounts) -> None:
    """Give the application its sessions."""
    app.extensions["accounts"] = service
    manager = LoginManager(app)
    manager.session_protection = None  # the token is the secret; addresses of phones change all day

    @manager.user_loader  # type: ignore[untyped-decorator]
    def load(token: str) -> Visitor | None:
        account = service.visitor(token)
        return Visitor(account, token) if account else None

    app.jinja_env.globals.update(current_account=current_account)


def safe_next(address: str | None) -> str:
    """Return an address of this site to go on to; the workshop for anything else."""
    lang = current_lang()
    if address and address.startswith(f"/{lang}/") and "\\" not in address and not address.startswith("//"):
        return address
    return url_for("curate.desk")
