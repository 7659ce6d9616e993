"""Signing in and out, one's password, and the accounts themselves."""

from advisor.web.account import admin, visit  # noqa: F401  the views register themselves
from advisor.web.account.blueprint import account

__all__ = ["account"]
