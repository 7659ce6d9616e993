"""Time and memory of reading and checking documents: `python -m benchmarks.reading`.

Files are made on the spot: a PDF of 500 pages, an archive of 100 MB with 60 files, texts with many
mentions. Memory is the peak of this process above its own idle state, plus the peak of the child that reads.
Absolute figures: they depend on the machine and its load, and are held against the bars in docs/benchmarks.md.
"""

import argparse
import io
import json
import os
import random
import resource
import statistics
import threading
import time
import zipfile
from collections.abc import Callable
from pathlib import Path

import typst
import xlsxwriter
from docx import Document as WordDocument

from advisor.documents import iter_files_bounded
from advisor.domain.documents import Document, Failure
from advisor.services.advise import Request, answer_documents, check_documents, scan_document
from advisor.services.editions import Edition, packaged_edition
from benchmarks.quality import load_aliases
from benchmarks.texts import make_pages

MIB = 1024 * 1024
PDF_PAGES = 500
ARCHIVE_FILES = 60
ARCHIVE_BYTES = 96 * MIB
_TYPST = """#set page(header: [CCTP Ville de Saint-Exemple], footer: context [Page #counter(page).display()])
#set text(lang: "fr", size: 10pt)
#let pages = json(sys.inputs.at("pages"))
#for page in pages [#page.title #linebreak() #page.text #pagebreak(weak: true)]
"""


def make_pdf(count: int, seed: int, folder: Path) -> bytes:
    """Write a PDF of French procurement text with names, a title, a header and a footer on each page."""
    pages = [page.text for page in make_pages(load_aliases(), count, seed)]
    data = folder / "pages.json"
    data.write_text(json.dumps([{"title": f"{n}. Prestations", "text": text} for n, text in enumerate(pages, 1)]))
    source = folder / "pages.typ"
    source.write_text(_TYPST)
    return typst.compile(str(source), root=str(folder), sys_inputs={"pages": "/pages.json"})


def make_archive(folder: Path) -> bytes:
    """Write an archive of 60 files and 100 MB: Word, PDF, Excel and text, with pictures that do not shrink."""
    rng = random.Random(3)
    pdf = make_pdf(20, 5, folder)
    texts = [page.text for page in make_pages(load_aliases(), 40, 7)]
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for number in range(ARCHIVE_FILES):
            name, content = _make_file(number, texts[number % len(texts)], pdf, rng)
            archive.writestr(f"DCE/{number:02d}_{name}", content)
    return buffer.getvalue()


def _make_file(number: int, text: str, pdf: bytes, rng: random.Random) -> tuple[str, bytes]:
    # Texts and the rest shrink: three files in four bring the weight.
    filling = rng.randbytes(ARCHIVE_BYTES // ARCHIVE_FILES * 4 // 3)
    kind = number % 4
    buffer = io.BytesIO()
    if kind == 0:
        # What follows the end of a PDF is no part of it: it stands for the pictures of a real one.
        return "CCTP.pdf", pdf + filling
    if kind == 1:
        document = WordDocument()
        for paragraph in text.split("\n"):
            document.add_paragraph(paragraph)
        document.save(buffer)
        with zipfile.ZipFile(buffer, "a", zipfile.ZIP_STORED) as archive:
            archive.writestr("word/media/image1.png", filling)
        return "CCAP.docx", buffer.getvalue()
    if kind == 2:
        with xlsxwriter.Workbook(buffer) as book:
            sheet = book.add_worksheet()
            for row, line in enumerate(text.split(". ")):
                sheet.write_row(row, 0, [row, line, "u", 100])
        with zipfile.ZipFile(buffer, "a", zipfile.ZIP_STORED) as archive:
            archive.writestr("xl/media/image1.png", filling)
        return "BPU.xlsx", buffer.getvalue()
    return "note.txt", (text * (len(filling) // len(text) // 4)).encode()


def measure(label: str, run: Callable[[], object], rounds: int) -> None:
    """Print the wall time of some runs, and the processor time of this process and its children."""
    times, worked = [], []
    for _ in range(rounds):
        start, before = time.perf_counter(), os.times()
        run()
        times.append(time.perf_counter() - start)
        worked.append(sum(os.times()[:4]) - sum(before[:4]))
    spread = f"({min(times):.2f} to {max(times):.2f})"
    print(f"{label:60s} {statistics.median(times):8.2f} s  {spread:18s} processor {statistics.median(worked):.2f} s")


def peak_mb() -> float:
    """Return the peak memory of this process."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


class ChildPeak(threading.Thread):
    """Follows the peak memory of the children of this process (Linux).

    The figure of `getrusage` for children would not do: it counts this process at the moment of the fork.
    """

    def __init__(self) -> None:
        super().__init__(daemon=True)
        self.peak_mb = 0.0
        self._over = threading.Event()

    def run(self) -> None:
        """Look at each child fifty times a second."""
        while not self._over.wait(0.02):
            for path in Path("/proc/self/task").glob("*/children"):
                for pid in path.read_text().split():
                    self._look(Path("/proc") / pid / "status")

    def _look(self, status: Path) -> None:
        try:
            lines = status.read_text().splitlines()
        except OSError:
            return
        if any(line.startswith("PPid:") for line in lines) and "worker" in self._command(status):
            found = [int(line.split()[1]) / 1024 for line in lines if line.startswith("VmHWM:")]
            self.peak_mb = max([self.peak_mb, *found])

    def _command(self, status: Path) -> str:
        try:
            return status.with_name("cmdline").read_text()
        except OSError:  # the process ended between two looks
            return ""

    def finish(self) -> float:
        """Stop and return the peak in megabytes."""
        self._over.set()
        self.join()
        return self.peak_mb


def read_and_check(edition: Edition, data: bytes, name: str) -> tuple[int, int, int]:
    """Read as the web does, scan and build the findings; return documents, failures and mentions."""
    scanned, failures = [], 0
    for event in iter_files_bounded(data, name, recognise=False):
        if isinstance(event, Document):
            scanned.append((event, scan_document(edition, event)))
        failures += isinstance(event, Failure)
    answer = answer_documents(edition, scanned, Request())
    return len(scanned), failures, len(answer["mentions"])


def measure_file(edition: Edition, label: str, data: bytes, name: str, rounds: int) -> None:
    """Print time and memory of reading and checking a file."""
    idle, follower = peak_mb(), ChildPeak()
    follower.start()
    answers: list[tuple[int, int, int]] = []
    measure(f"{label} ({len(data) / MIB:.0f} MB), read and checked", lambda: answers.append(
        read_and_check(edition, data, name)), rounds)  # fmt: skip
    grown, child = peak_mb() - idle, follower.finish()
    documents, failures, mentions = answers[-1]
    print(f"    {documents} documents, {failures} not read, {mentions} mentions;"
          f" memory: {grown:.0f} MB here above idle, {child:.0f} MB in the child")  # fmt: skip


def measure_texts(edition: Edition, rounds: int) -> None:
    """Print the time of findings in texts with many mentions."""
    names = sorted({alias.text for alias in load_aliases() if alias.use == "strong"})
    frame = "Le titulaire fournit des licences {} pour les agents de la collectivité, avec leur support. "
    words = "".join(frame.format(names[n % len(names)]) for n in range(1_000))
    text = ("Article 3 : Prestations\n" + words + "\n") + "Les délais courent à la notification. " * 37_000
    hostile = ", ".join(names[n % len(names)] for n in range(20_000))
    for label, content in (("1,000 mentions in 1.5 million characters", text), ("a list of 20,000 names", hostile)):
        document = Document("a.txt", "txt", content, ())
        scanned = [(document, scan_document(edition, document))]
        measure(f"{label}: scan", lambda document=document: scan_document(edition, document), rounds)  # type: ignore[misc]
        measure(f"{label}: findings ({len(scanned[0][1])})", lambda scanned=scanned: answer_documents(  # type: ignore[misc]
            edition, scanned, Request()), rounds)  # fmt: skip


def main() -> None:
    """Run the benchmark."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--folder", type=Path, default=Path("build/benchmarks"))
    asked = parser.parse_args()
    asked.folder.mkdir(parents=True, exist_ok=True)
    edition = packaged_edition()
    check_documents(edition, [Document("a.txt", "txt", "Zoom", ())], Request())
    pdf = make_pdf(PDF_PAGES, 1, asked.folder)
    measure_file(edition, f"PDF of {PDF_PAGES} pages", pdf, "a.pdf", asked.rounds)
    (document,) = [one for one in iter_files_bounded(pdf, "a.pdf") if isinstance(one, Document)]
    measure(f"    of which scanning ({document.pages} pages)", lambda: scan_document(edition, document), asked.rounds)
    measure_texts(edition, asked.rounds)
    measure_file(edition, f"archive of {ARCHIVE_FILES} files", make_archive(asked.folder), "DCE.zip", asked.rounds)


if __name__ == "__main__":
    main()
