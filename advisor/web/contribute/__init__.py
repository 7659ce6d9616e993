"""What anyone can send without an account: a correction, a missing product, a vendor's reply, a name to add."""

from advisor.web.contribute import names, send
from advisor.web.contribute.blueprint import contribute

__all__ = ["contribute", "names", "send"]
