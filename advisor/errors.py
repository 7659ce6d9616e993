"""The one error tree of the project; no HTTP status and no exit code lives here.

Every error keeps its data as attributes and has a stable `code`. The messages a
person reads are written where the error is shown, from `advisor.messages`.
"""

from collections.abc import Sequence

from advisor.domain.revisions import EntryConflict
from advisor.problems import Problem


class AdvisorError(Exception):
    """Base of every error the project raises on purpose."""

    code = "error"


class InvalidEntry(AdvisorError):
    """One or more catalogue entries break the schema or the rules between entries."""

    code = "invalid-entry"

    def __init__(self, problems: Sequence[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(str(problem) for problem in self.problems))


class UnknownEntry(AdvisorError):
    """No catalogue entry has this id."""

    code = "unknown-entry"

    def __init__(self, entry_id: str) -> None:
        self.entry_id = entry_id
        super().__init__(f"no catalogue entry has the id {entry_id!r}")


class EditConflict(AdvisorError):
    """Two sides changed the same published catalogue; nothing was overwritten.

    `conflicts` holds both versions of each entry concerned, where they are known.
    """

    code = "edit-conflict"

    def __init__(self, message: str, entry_ids: Sequence[str] = (), *, conflicts: Sequence[EntryConflict] = ()) -> None:
        self.conflicts = tuple(conflicts)
        self.entry_ids = tuple(entry_ids) or tuple(conflict.entry_id for conflict in self.conflicts)
        super().__init__(message)


class UnreadableDocument(AdvisorError):
    """An input file cannot be read; `reason` is a key of `advisor.messages`.

    `name` is the file as the user named it; `detail` fills the message's blanks.
    """

    code = "unreadable-document"

    def __init__(self, name: str, reason: str, **detail: object) -> None:
        self.name = name
        self.reason = reason
        self.detail = detail
        super().__init__(f"{name}: {reason} {detail or ''}".rstrip())


class DocumentTooLarge(UnreadableDocument):
    """An input passes one of the limits of `advisor.documents.limits`."""

    code = "document-too-large"


class UnusableInput(AdvisorError):
    """Arguments that cannot be followed: a missing column, an unknown format."""

    code = "unusable-input"

    def __init__(self, reason: str, **detail: object) -> None:
        self.reason = reason
        self.detail = detail
        super().__init__(f"{reason} {detail or ''}".rstrip())


class NotAllowed(AdvisorError):
    """The account, the link or the state of a proposal does not permit this action.

    `reason` is a key of `advisor.messages.REFUSALS`.
    """

    code = "not-allowed"

    def __init__(self, reason: str = "not-allowed") -> None:
        self.reason = reason
        super().__init__(reason)


class UnknownProposal(AdvisorError):
    """No proposal, revision or public contribution has this number or link."""

    code = "unknown-proposal"

    def __init__(self, number: int | str = "") -> None:
        self.number = number
        super().__init__(f"no proposal {number}")


class WeakPassword(AdvisorError):
    """A new password is too easy to guess; `reason` is a key of `advisor.messages.PASSWORDS`."""

    code = "weak-password"

    def __init__(self, reason: str) -> None:
        self.reason = reason
        super().__init__(reason)
