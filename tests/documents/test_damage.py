"""Valid files damaged at random, seeds fixed: an answer or a known refusal each time, never anything else, and soon."""

import random
import time

import pytest

from advisor.documents import REASONS, read_files
from advisor.documents.bounded import iter_files_bounded
from advisor.domain.documents import Document, Failure
from tests.documents.files import SAMPLES, build, xlsx, zipped
from tests.documents.test_intake import a_message
from tests.documents.test_notices import EFORMS, a_json_notice

ROUNDS = 60


def samples():
    """Return one sound file per kind, small enough for many rounds."""
    import json

    docx = build.docx(build.par("Le titulaire fournit Zoom.") + build.heading("Besoins"))
    record = {"idweb": "26-1", "objet": "Messagerie", "nomacheteur": "Ville", "donnees": json.dumps(a_json_notice())}
    return {
        "a.docx": docx,
        "a.odt": build.odf("text", "<text:p>Zoom</text:p>"),
        "a.xlsx": xlsx([["Logiciel", "PU"], ["Zoom", 10]]),
        "a.xml": EFORMS.encode(),
        "a.json": json.dumps([record]).encode(),
        "a.eml": a_message(("CCTP.docx", docx), html="<p>Zoom</p>"),
        "a.html": b"<html><body><table><tr><td>Zoom</td></tr></table></body></html>",
        "a.txt": b"1 Besoins\nLe titulaire fournit Zoom.",
        "DCE.zip": zipped({"CCTP.docx": docx, "b.txt": b"Zoom", "m.eml": a_message()}),
    }


def damage(data, rng):
    """Cut, flip, double or blank a part of a file."""
    data = bytearray(data)
    for _ in range(rng.randrange(1, 5)):
        if not data:
            break
        place, length = rng.randrange(len(data)), rng.randrange(1, 40)
        kind = rng.randrange(5)
        if kind == 0:
            data[place] ^= 1 << rng.randrange(8)
        elif kind == 1:
            del data[place : place + length]
        elif kind == 2:
            data[place:place] = rng.randbytes(length)
        elif kind == 3:
            data[place : place + length] = bytes(length)
        else:
            data = data[: place + 1]
    return bytes(data)


@pytest.mark.parametrize("name", sorted(samples()))
def test_damaged_files_give_an_answer_or_a_known_refusal(name):
    rng = random.Random(name)
    sound = samples()[name]
    started = time.perf_counter()
    for _ in range(ROUNDS):
        read = read_files(damage(sound, rng), name)
        assert read.documents or read.failures
        for failure in read.failures:
            assert failure.reason in REASONS
        for document in read.documents:
            assert all(0 <= one.start < one.end <= len(document.text) for one in document)
    assert time.perf_counter() - started < 20


@pytest.mark.slow
@pytest.mark.parametrize("name", ["partly-scanned.pdf", "old.xls"])
def test_damaged_files_of_native_readers_never_stop_the_reading(name):
    rng = random.Random(name)
    sound = (SAMPLES / name).read_bytes()
    members = {f"{n:02d}_{name}": damage(sound, rng) for n in range(30)}
    events = list(iter_files_bounded(zipped({**members, "z.txt": b"Zoom"}), "DCE.zip", recognise=False))
    answered = [one.name for one in events if isinstance(one, Document | Failure)]
    assert len(answered) == len(set(answered)) == 31
    assert answered[-1] == "DCE.zip/z.txt"
