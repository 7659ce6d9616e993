"""What a result's address asks for: filters, order and page. The address is the view."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from typing import Any, TypeVar

from advisor.reports.steps import PAGE_STEPS

SORTS = ("amount", "row", "name")
SEVERITIES = ("high", "warning", "info")
MAX_WORDS = 100

View = TypeVar("View", "ListView", "TenderView")


@dataclass(frozen=True, slots=True)
class ListView:
    """The view of a list; an empty value means no filter."""

    show: str = ""
    function: str = ""
    control: str = ""
    q: str = ""
    sort: str = "amount"
    page: int = 1


@dataclass(frozen=True, slots=True)
class TenderView:
    """The view of a tender's findings; `document` counts from 1, 0 means all.

    `status` keeps those still to deal with ("open") or those that are decided ("done").
    """

    severity: str = ""
    kind: str = ""
    status: str = ""
    document: int = 0
    page: int = 1


def _number(value: str | None, default: int) -> int:
    return min(int(value), 100_000) if value and value.isascii() and value.isdigit() and len(value) < 9 else default


def parse_list_view(args: Mapping[str, str]) -> ListView:
    """Read the view of a list; what is not understood is as absent."""
    show, sort = args.get("show", ""), args.get("sort", "")
    return ListView(
        show=show if show in PAGE_STEPS else "",
        function=args.get("function", "")[:60],
        control=args.get("control", "")[:20],
        q=" ".join(args.get("q", "").split())[:MAX_WORDS],
        sort=sort if sort in SORTS else "amount",
        page=max(1, _number(args.get("page"), 1)),
    )


def parse_tender_view(args: Mapping[str, str]) -> TenderView:
    """Read the view of a tender; what is not understood is as absent."""
    severity = args.get("severity", "")
    return TenderView(
        severity=severity if severity in SEVERITIES else "",
        kind=args.get("kind", "")[:40],
        status=args.get("status", "") if args.get("status") in ("open", "done") else "",
        document=_number(args.get("document"), 0),
        page=max(1, _number(args.get("page"), 1)),
    )


def view_args(view: View, **changes: Any) -> dict[str, Any]:
    """Return the parts of an address that make a view, without those that change nothing.

    A change of filter or order starts at the first page again.
    """
    if changes and "page" not in changes:
        changes["page"] = 1
    wanted, default = asdict(replace(view, **changes)), asdict(type(view)())
    return {key: value for key, value in wanted.items() if value != default[key]}
