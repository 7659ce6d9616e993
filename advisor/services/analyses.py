"""Uploads on the web: accepted, read and matched in the background, shown, decided, erased.

What was uploaded lives only with its answer, under an unguessable token. The bytes of a list are
dropped KEEP_UPLOAD after they came, once the columns can no longer be changed; those of a tender
live with the answer, so that its documents can be handed back.
"""

import secrets
from collections.abc import Callable, Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta

from advisor.documents import (
    REASONS,
    ColumnChoice,
    build_list,
    describe_reason,
    iter_files_bounded,
    list_columns,
    read_table_bounded,
)
from advisor.domain.analyses import Analysis, AnalysisKind, ColumnNames, ListAnswer, TenderAnswer, Upload
from advisor.domain.documents import Document, Failure, Progress
from advisor.domain.marks import Mark
from advisor.domain.matches import TextMatch
from advisor.domain.reports import Decisions, LineDecision, Needs
from advisor.errors import AdvisorError, UnreadableDocument, UnusableInput
from advisor.matching.normalise import fold
from advisor.reports.marking import apply_marks
from advisor.reports.shapes import CheckResultShape, MatchResultShape, UnreadShape
from advisor.services.advise import Request, answer_documents, answer_list, match_purchases, scan_document
from advisor.services.comparing import compare_with, earlier_findings, is_answer, read_answer
from advisor.services.editions import Edition
from advisor.services.explain import explain_error
from advisor.services.needs import check_needs
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
"""How long the bytes of a list are kept, so that the choice of columns can be changed."""
TOKEN_BYTES = 32
MAX_SAMPLE = 200
MAX_NAME = 200
MAX_HEADERS = 200
"""Columns of a list that a visitor can choose from."""


Scanned = tuple[Document, tuple[TextMatch, ...]]


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

    def start_list(self, upload: Upload, *, lang: str = "fr", example: bool = False) -> Analysis:
        """Accept a list; its answer is made in the background."""
        return self._start("list", (upload,), lang=lang, example=example)

    def start_tender(self, uploads: Sequence[Upload], *, lang: str = "fr", example: bool = False) -> Analysis:
        """Accept one or many documents; their answer is made in the background."""
        return self._start("tender", tuple(uploads), lang=lang, example=example)

    def _start(self, kind: AnalysisKind, uploads: tuple[Upload, ...], *, lang: str, example: bool) -> Analysis:
        now = _now()
        present = [upload for upload in uploads if not upload.earlier]
        name = present[0].name if len(present) == 1 else f"{present[0].name} + {len(present) - 1}"
        analysis = Analysis(
            token=new_token(),
            kind=kind,
            name=name[:MAX_NAME],
            state="waiting",
            created=now,
            expires=now + LIFETIME,
            lang=lang,
            example=example,
        )
        self.store.add(analysis, pack_uploads(uploads))
        self.enqueue(analysis.token)
        return analysis

    def resume(self) -> int:
        """Hand over again what a stopped worker left unfinished; called when a worker starts."""
        tokens = self.store.unfinished()
        for token in tokens:
            self.enqueue(token)
        return len(tokens)

    def run(self, token: str) -> None:
        """Read and match an upload; called by the background worker. Never raises for bad input."""
        analysis = self.store.find(token)
        if analysis is None or not self.store.report(token, analysis.name, 0, 0):
            return
        try:
            self._run(analysis)
        except Cancelled:
            return
        except AdvisorError as error:
            self._fail(token, (failure_of(analysis.name, error),))
        except Exception:
            self._fail(token, (Failure(analysis.name, "reader-crashed"),))
            raise

    def _run(self, analysis: Analysis) -> None:
        packed = self.store.uploads(analysis.token)
        if packed is None:
            raise UnusableInput("upload-dropped")
        edition = self.edition()
        read = self._read_list if analysis.kind == "list" else self._read_tender
        answer = read(analysis, unpack_uploads(packed), edition)
        self.store.finish(analysis.token, edition.id, edition.method, answer)

    def _fail(self, token: str, failures: tuple[Failure, ...]) -> None:
        self.store.change(token, lambda a: replace(a, state="failed", failures=failures) if a.open else a)

    def _report(self, token: str, step: str, done: int, total: int) -> None:
        if not self.store.report(token, step, done, total):
            raise Cancelled

    def _read_list(self, analysis: Analysis, uploads: tuple[Upload, ...], edition: Edition) -> bytes:
        upload, chosen, lang = uploads[0], analysis.columns, analysis.lang
        self._report(analysis.token, upload.name, 0, 2)
        table = read_table_bounded(upload.data, upload.name, sheet=chosen.sheet, lang=lang)
        headers, sheets = list_columns(table, lang)[:MAX_HEADERS], table.sheets
        self.store.change(analysis.token, lambda a: replace(a, sheets=sheets, headers=headers))
        columns = ColumnChoice(chosen.text, chosen.vendor, chosen.amount, chosen.ends_on)
        purchases = build_list(table, columns, lambda cells: share_of_products(edition, cells), lang)
        del table, uploads  # the cells of an agent export weigh more than all that is made of them
        self._report(analysis.token, upload.name, 1, 2)
        return pack_list(ListAnswer(purchases, match_purchases(edition, purchases)))

    def _read_tender(self, analysis: Analysis, uploads: tuple[Upload, ...], edition: Edition) -> bytes:
        read: list[Scanned] = []
        earlier: list[Scanned] = []
        answers: list[tuple[str, str]] = []
        failures: list[Failure] = []
        done, total = 0, len(uploads)
        for upload in uploads:
            if upload.earlier and is_answer(upload.data, upload.name):
                answers.append((upload.name, upload.data.decode("utf-8-sig")))
                continue
            into = earlier if upload.earlier else read
            inside = Progress(upload.name, 0, 1)
            with closing(iter_files_bounded(upload.data, upload.name, lang=analysis.lang)) as events:
                for event in events:
                    if isinstance(event, Progress):
                        inside = event
                        self._report(analysis.token, step_words(event), done + event.done, total + event.total - 1)
                    elif isinstance(event, Failure):
                        failures.append(event)
                    else:
                        into.append((event, scan_document(edition, event)))
            done, total = done + inside.total, total + inside.total - 1
        if not read:
            self._fail(analysis.token, tuple(failures))
            raise Cancelled
        return pack_tender(TenderAnswer(tuple(read), tuple(failures), tuple(earlier), tuple(answers)))

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

    def tender_answer(self, analysis: Analysis) -> TenderAnswer:
        """Return the packed answer of documents that are ready: their texts and mentions."""
        return unpack_tender(self._answer(analysis))

    def tender_result(
        self, analysis: Analysis, lang: str, *, answer: TenderAnswer | None = None, with_text: bool = False
    ) -> CheckResultShape:
        """Return the findings of documents that are ready, with the visitor's marks and what changed.

        `answer` spares unpacking it again.
        """
        answer = answer or self.tender_answer(analysis)
        unread: list[UnreadShape] = [
            {"where": failure.name, "why": reason_of(failure, lang)} for failure in answer.failures
        ]
        edition, request = self.edition(), self.request(analysis, lang)
        result = answer_documents(edition, answer.documents, request, unread=unread, with_text=with_text)
        if analysis.marks:
            result = apply_marks(result, analysis.marks)
        past = [*(read_answer(text.encode(), name) for name, text in answer.earlier_answers)]
        if answer.earlier:
            past.append(earlier_findings(edition, answer.earlier, request))
        return compare_with(result, [one for one in past if one is not None])

    def set_marks(self, analysis: Analysis, apply: Callable[[tuple[Mark, ...]], tuple[Mark, ...]]) -> Analysis:
        """Change what the visitor said of the findings."""
        return self._change(analysis, lambda a: replace(a, marks=apply(a.marks)))

    def keeps_documents(self, analysis: Analysis) -> bool:
        """Tell whether the documents of a tender can be handed back."""
        return analysis.kind == "tender" and self.store.keeps_uploads(analysis.token)

    def documents(self, analysis: Analysis) -> tuple[Upload, ...]:
        """Return the files of a tender as they were sent, without its earlier version; raises UnusableInput."""
        packed = self.store.uploads(analysis.token)
        if packed is None:
            raise UnusableInput("documents-dropped")
        return tuple(upload for upload in unpack_uploads(packed) if not upload.earlier)

    def request(self, analysis: Analysis, lang: str) -> Request:
        """Return what the answer depends on besides its input: language, needs, decisions."""
        return Request(lang, analysis.needs, analysis.decided, analysis.created)

    def _answer(self, analysis: Analysis) -> bytes:
        packed = self.store.answer(analysis.token)
        if packed is None:
            raise UnusableInput("upload-gone")
        return packed

    def decide(self, analysis: Analysis, text: str, product_id: str | None) -> Analysis:
        """Remember what the visitor answered about a line, and about all lines with the same text."""
        if product_id is not None:
            self.edition().catalogue.product(product_id)
        return self._change(analysis, lambda a: replace(a, decisions=a.decisions | {fold(text): product_id}))

    def undecide(self, analysis: Analysis, text: str) -> Analysis:
        """Take back an answer: the matcher's own stands again."""
        key = fold(text)
        return self._change(
            analysis, lambda a: replace(a, decisions={k: v for k, v in a.decisions.items() if k != key})
        )

    def choose(self, analysis: Analysis, text: str, choice: LineDecision) -> Analysis:
        """Remember what becomes of a line, and of all lines with the same text; an empty choice is taken back."""
        if choice.replacement is not None:
            self.edition().catalogue.product(choice.replacement)
        key = fold(text)
        kept = {key: choice} if choice else {}
        return self._change(
            analysis, lambda a: replace(a, choices={k: v for k, v in a.choices.items() if k != key} | kept)
        )

    def take_decisions(self, analysis: Analysis, decisions: Decisions) -> Analysis:
        """Take over decisions made elsewhere: they stand before those made here about the same lines."""
        return self._change(
            analysis,
            lambda a: replace(a, decisions=a.decisions | decisions.products, choices=a.choices | decisions.lines),
        )

    def choose_needs(self, analysis: Analysis, needs: Needs) -> Analysis:
        """Keep what the visitor needs; alternatives are ranked by it."""
        check_needs(self.edition().catalogue, needs)
        return self._change(analysis, lambda a: replace(a, needs=needs))

    def keeps_upload(self, analysis: Analysis) -> bool:
        """Tell whether the columns of a list can still be changed."""
        return analysis.kind == "list" and not analysis.open and _now() < analysis.created + KEEP_UPLOAD

    def choose_columns(self, analysis: Analysis, columns: ColumnNames) -> Analysis:
        """Read the list again with other columns; raises UnusableInput once the bytes are gone."""
        if not self.keeps_upload(analysis) or self.store.uploads(analysis.token) is None:
            raise UnusableInput("upload-dropped")
        waiting = self._change(
            analysis, lambda a: replace(a, columns=columns, state="waiting", failures=(), step="", progress=(0, 0))
        )
        self.enqueue(analysis.token)
        return waiting

    def cancel(self, analysis: Analysis) -> Analysis:
        """Stop an upload that is waiting or being read, and forget its bytes."""
        cancelled = self._change(analysis, lambda a: replace(a, state="cancelled") if a.open else a)
        if cancelled.state == "cancelled":
            self.store.drop_uploads(analysis.token)
        return cancelled

    def extend(self, analysis: Analysis, lifetime: timedelta) -> Analysis:
        """Let an answer live `lifetime` from now, MAX_LIFETIME at most."""
        return self._change(analysis, lambda a: replace(a, expires=_now() + min(lifetime, MAX_LIFETIME)))

    def share(self, analysis: Analysis) -> Analysis:
        """Open a second link that can only read."""
        return self._change(analysis, lambda a: replace(a, share_token=a.share_token or new_token()))

    def unshare(self, analysis: Analysis) -> Analysis:
        """Close the link that can only read."""
        return self._change(analysis, lambda a: replace(a, share_token=None))

    def erase(self, analysis: Analysis) -> None:
        """Erase the upload and all about it, at once."""
        self.store.erase(analysis.token)

    def purge(self) -> int:
        """Erase what has expired; the background worker calls it regularly."""
        now = _now()
        return self.store.purge(now, now - KEEP_UPLOAD)

    def _change(self, analysis: Analysis, apply: Callable[[Analysis], Analysis]) -> Analysis:
        changed = self.store.change(analysis.token, apply)
        if changed is None:
            raise UnusableInput("upload-gone")
        return changed


def step_words(progress: Progress) -> str:
    """Name the file under way, with its page when that takes long ("plan.pdf, p. 3/12")."""
    return f"{progress.name}, p. {progress.page}/{progress.pages}" if progress.page else progress.name


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


def reason_of(failure: Failure, lang: str) -> str:
    """Say why a file gave no answer, without its name: it stands beside."""
    detail = {key: value for key, value in failure.detail.items() if key != "name"}
    if failure.reason in REASONS:
        return describe_reason(failure.reason, lang, name=failure.name, **detail)
    return explain_failure(failure, lang)


def explain_failure(failure: Failure, lang: str) -> str:
    """Say in plain words why a file gave no answer."""
    detail = {key: value for key, value in failure.detail.items() if key != "name"}
    if failure.reason in REASONS:
        return explain_error(UnreadableDocument(failure.name, failure.reason, **detail), lang)
    return explain_error(UnusableInput(failure.reason, name=failure.name, **detail), lang)
