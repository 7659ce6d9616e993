"""Forms built on the one schema of entries: what to show, and what was typed back to a raw entry.

`shapes` reads the pydantic models, `build` makes the tree a template shows, `read` the raw entry
of what a browser sends. Nothing here validates: the schema does, and its problems find their
field again by path.
"""

from advisor.web.curate.forms.build import Field, Group, Items, Node, build_form
from advisor.web.curate.forms.problems import Noted, note_problems
from advisor.web.curate.forms.read import add_item, read_form

__all__ = ["Field", "Group", "Items", "Node", "Noted", "add_item", "build_form", "note_problems", "read_form"]
