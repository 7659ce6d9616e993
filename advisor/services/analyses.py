"""Uploads on the web: accepted, read and matched in the background, shown, decided, erased.

What was uploaded lives only with its answer, under an unguessable token. The bytes are dropped
KEEP_UPLOAD after they came, once the columns can no longer be changed.
"""

import secrets
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta

from advisor.documents import ColumnChoice, read_bounded
from advisor.domain.analyses import Analysis, AnalysisKind, ColumnNames, Failure, ListAnswer, TenderAnswer, Upload
from advisor.domain.documents import Document
from advisor.domain.matches import TextMatch
from advisor.domain.reports import Decisions
from advisor.errors import AdvisorError, UnreadableDocument, UnusableInput
from advisor.matching.normalise import fold
from advisor.reports.shapes import CheckResultShape, MatchResultShape, UnreadShape
from advisor.services.advise import Request, answer_documents, answer_list, match_purchases
from advisor.services.editions import Edition
from advisor.services.explain import explain_error
from advisor.services.packing import (
    pack_list,
    pack_tender,
    pack_uploads,
    unpack_list,
    unpack_tender,
    unpack_uploads,
)
from advisor.services.ports import AnalysisStore

LIFETIME = timedelta(hours=24)
"""How long an answer lives by default."""
MAX_LIFETIME = timedelta(days=90)
"""How far a visitor can extend it."""
KEEP_UPLOAD = timedelta(hours=1)
"""How long the bytes are kept, so that the choice of columns can be changed."""
TOKEN_BYTES = 32
MAX_SAMPLE = 200
MAX_NAME = 200


class Cancelled(Exception):
    """The visitor cancelled or erased the upload while it was being read."""


def _now() -> datetime:
    return datetime.now(UTC).replace(microsecond=0)


def new_token() -> str:
    """Return an unguessable token, safe in an address."""
    return secrets.token_urlsafe(TOKEN_BYTES)


@dataclass(frozen=True)
class Analyses:
    """The service: what the pages call. `enqueue` hands a token to the background worker."""

    store: AnalysisStore
    edition: Callable[[], Edition]
    enqueue: Callable[[str], None]

    def start_list(self, upload: Upload, columns: ColumnNames | None = None) -> Analysis:
        """Accept a list; its answer is made in the background."""
        return self._start("list", (upload,), columns or ColumnNames())

    def start_tender(self, uploads: Sequence[Upload]) -> Analysis:
        """Accept one or many documents; their answer is made in the background."""
        return self._start("tender", tuple(uploads), ColumnNames())

    def _start(self, kind: AnalysisKind, uploads: tuple[Upload, ...], columns: ColumnNames) -> Analysis:
        now = _now()
        name = uploads[0].name if len(uploads) == 1 else f"{uploads[0].name} + {len(uploads) - 1}"
        analysis = Analysis(
            token=new_token(),
            kind=kind,
            name=name[:MAX_NAME],
            state="waiting",
            created=now,
            expires=now + LIFETIME,
            columns=columns,
        )
        self.store.add(analysis, pack_uploads(uploads))
        self.enqueue(analysis.token)
        return analysis

    def run(self, token: str) -> None:
        """Read and match an upload; called by the background worker. Never raises for bad input."""
        analysis, packed = self.store.find(token), self.store.uploads(token)
        if analysis is None or packed is None or not self.store.report(token, "", 0, 0):
            return
        edition = self.edition()
        try:
            uploads = unpack_uploads(packed)
            read = self._read_list if analysis.kind == "list" else self._read_tender
            answer = read(analysis, uploads, edition)
        except Cancelled:
            return
        except AdvisorError as error:
            self.store.save(replace(analysis, state="failed", failures=(failure_of(analysis.name, error),)))
            return
        ready = replace(analysis, state="ready", edition=edition.id, method=edition.method)
        self.store.finish(ready, answer)

    def _report(self, token: str, step: str, done: int, total: int) -> None:
        if not self.store.report(token, step, done, total):
            raise Cancelled

    def _read_list(self, analysis: Analysis, uploads: tuple[Upload, ...], edition: Edition) -> bytes:
        upload, chosen = uploads[0], analysis.columns
        self._report(analysis.token, upload.name, 0, 2)
        purchases = read_bounded(
            "read_list",
            upload.data,
            upload.name,
            sheet=chosen.sheet,
            columns=ColumnChoice(chosen.text, chosen.vendor, chosen.amount, chosen.ends_on),
            looks_like_product=lambda cells: share_of_products(edition, cells),
        )
        self._report(analysis.token, upload.name, 1, 2)
        return pack_list(ListAnswer(purchases, match_purchases(edition, purchases)))

    def _read_tender(self, analysis: Analysis, uploads: tuple[Upload, ...], edition: Edition) -> bytes:
        read: list[tuple[Document, tuple[TextMatch, ...]]] = []
        failures: list[Failure] = []
        for done, upload in enumerate(uploads):
            self._report(analysis.token, upload.name, done, len(uploads))
            try:
                document = read_bounded("read_document", upload.data, upload.name)
            except AdvisorError as error:
                failures.append(failure_of(upload.name, error))
                continue
            read.append((document, tuple(edition.scanner.scan(document.text))))
        if not read:
            self.store.save(replace(analysis, state="failed", failures=tuple(failures)))
            raise Cancelled
        return pack_tender(TenderAnswer(tuple(read), tuple(failures)))

    def find(self, token: str) -> Analysis:
        """Return an upload by its token or share token; raises UnusableInput once it is gone."""
        analysis = self.store.find(token)
        if analysis is None:
            raise UnusableInput("upload-gone")
        return analysis

    def list_answer(self, analysis: Analysis) -> ListAnswer:
        """Return the packed answer of a list that is ready."""
        return unpack_list(self._answer(analysis))

    def list_result(self, analysis: Analysis, lang: str) -> MatchResultShape:
        """Return the whole answer of a list, after the visitor's decisions: the downloads."""
        answer = self.list_answer(analysis)
        return answer_list(self.edition(), answer.purchases, answer.matches, self.request(analysis, lang))

    def tender_result(self, analysis: Analysis, lang: str, *, with_text: bool = False) -> CheckResultShape:
        """Return the findings of documents that are ready."""
        answer = unpack_tender(self._answer(analysis))
        unread: list[UnreadShape] = [
            {"where": failure.name, "why": explain_failure(failure, lang)} for failure in answer.failures
        ]
        return answer_documents(
            self.edition(), answer.documents, self.request(analysis, lang), unread=unread, with_text=with_text
        )

    def request(self, analysis: Analysis, lang: str) -> Request:
        """Return what the answer depends on besides its input: language, needs, decisions."""
        return Request(lang, analysis.needs, Decisions(dict(analysis.decisions)), analysis.created)

    def _answer(self, analysis: Analysis) -> bytes:
        packed = self.store.answer(analysis.token)
        if packed is None:
            raise UnusableInput("upload-gone")
        return packed

    def decide(self, analysis: Analysis, text: str, product_id: str | None) -> Analysis:
        """Remember what the visitor answered about a line, and about all lines with the same text."""
        if product_id is not None:
            self.edition().catalogue.product(product_id)
        return self._save(replace(analysis, decisions=analysis.decisions | {fold(text): product_id}))

    def undecide(self, analysis: Analysis, text: str) -> Analysis:
        """Take back an answer: the matcher's own stands again."""
        kept = {key: value for key, value in analysis.decisions.items() if key != fold(text)}
        return self._save(replace(analysis, decisions=kept))

    def choose_columns(self, analysis: Analysis, columns: ColumnNames) -> Analysis:
        """Read the list again with other columns; raises UnusableInput once the bytes are gone."""
        if self.store.uploads(analysis.token) is None:
            raise UnusableInput("upload-dropped")
        waiting = self._save(replace(analysis, columns=columns, state="waiting", failures=(), progress=(0, 0)))
        self.enqueue(analysis.token)
        return waiting

    def cancel(self, analysis: Analysis) -> Analysis:
        """Stop an upload that is waiting or being read."""
        return self._save(replace(analysis, state="cancelled"))

    def extend(self, analysis: Analysis, lifetime: timedelta) -> Analysis:
        """Let an answer live `lifetime` from now, MAX_LIFETIME at most."""
        return self._save(replace(analysis, expires=_now() + min(lifetime, MAX_LIFETIME)))

    def share(self, analysis: Analysis) -> Analysis:
        """Open a second link that can only read."""
        return self._save(replace(analysis, share_token=analysis.share_token or new_token()))

    def unshare(self, analysis: Analysis) -> Analysis:
        """Close the link that can only read."""
        return self._save(replace(analysis, share_token=None))

    def erase(self, analysis: Analysis) -> None:
        """Erase the upload and all about it, at once."""
        self.store.erase(analysis.token)

    def purge(self) -> int:
        """Erase what has expired; the background worker calls it regularly."""
        now = _now()
        return self.store.purge(now, now - KEEP_UPLOAD)

    def _save(self, analysis: Analysis) -> Analysis:
        self.store.save(analysis)
        return analysis


def share_of_products(edition: Edition, cells: Sequence[str]) -> float:
    """Return the share (0-1) of a column's first cells that name a product."""
    sample = list(cells)[:MAX_SAMPLE]
    matched = edition.matcher.match_lines(sample)
    return sum(match.product_id is not None for match in matched) / max(1, len(sample))


def failure_of(name: str, error: AdvisorError) -> Failure:
    """Keep why a file gave no answer, so that it can be said in any language."""
    if isinstance(error, UnreadableDocument | UnusableInput):
        return Failure(name, error.reason, {key: str(value) for key, value in error.detail.items()})
    return Failure(name, error.code, {})


def explain_failure(failure: Failure, lang: str) -> str:
    """Say in plain words why a file gave no answer."""
    return explain_error(UnreadableDocument(failure.name, failure.reason, **failure.detail), lang)
