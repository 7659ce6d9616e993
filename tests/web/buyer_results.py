"""Results made by hand, so that the pages are tested whatever the matcher thinks of a line."""

import io
import re
from datetime import UTC, datetime, timedelta

from advisor.domain.analyses import Analysis, ListAnswer, Upload
from advisor.domain.documents import Columns, ListLine, PurchaseList, Unread
from advisor.domain.matches import Candidate, LineMatch, Reason
from advisor.services.analyses import new_token
from advisor.services.packing import pack_list, pack_uploads

LIST_FILE = "Libellé;Éditeur;Montant\nLicence Acme Meet;Acme;1200\nChaise de bureau;;80\n"
TENDER_TEXT = """1 Contexte

La ville utilise aujourd'hui Acme Suite pour ses agents.

2 Besoins

Le titulaire fournit Acme Meet, avec l'assistance. Il fournit aussi Ducal Talk ou équivalent.

Les réunions sont enregistrées <script>alert(1)</script> trente jours.
"""
CHAIR = "Chaise <b>de</b> bureau"


def _line(text, product, band, reasons=(), amount=None, **match):
    vendor = match.pop("vendor", None)
    return text, vendor, amount, LineMatch(product, 0.9, band, tuple(reasons), **match)


NAMED = Reason("alias", "Acme Meet", "Acme Meet", 8, 17)
LINES = [
    _line(
        "Licence Acme Meet Pro",
        "acme-meet",
        "sure",
        [
            Reason("ignored", "Licence", None, 0, 7),
            NAMED,
            Reason("left-over", "Pro", None, 18, 21),
            Reason("vendor-column", "Acme"),
        ],
        "1200.00",
        vendor="Acme",
    ),
    _line("Licence Acme Meet Pro", "acme-meet", "sure", [NAMED], "300.50", vendor="Acme"),
    _line(
        "Borael Visio x12",
        "boreal-visio",
        "review",
        [Reason("typo", "Borael", "Boréal", 0, 6), Reason("alias", "Visio", "Visio", 7, 12)],
        "90.00",
        candidates=(Candidate("ducal-talk", 0.2),),
    ),
    _line("Boréal Visio", "boreal-visio", "sure", [Reason("alias", "Boréal Visio", "Boréal Visio", 0, 12)]),
    _line("Acme Lock", "acme-lock", "sure", [Reason("alias", "Acme Lock", "Acme Lock", 0, 9)], "10.00"),
    _line("Acme Solo", "acme-solo", "sure", [Reason("alias", "Acme Solo", "Acme Solo", 0, 9)]),
    _line(
        "Acme Suite E3",
        "acme-suite",
        "sure",
        [Reason("alias", "Acme Suite", "Acme Suite", 0, 10)],
        others=("acme-solo",),
    ),
    _line(CHAIR, None, "none", amount="80.00"),
    _line(
        "salle de visioconférence",
        None,
        "none",
        [Reason("category", "visioconférence", "visioconference", 9, 24)],
        category="visioconference",
    ),
    _line('=HYPERLINK("x")', None, "none"),
]
"""From row 2 on."""


def a_list(app, lines=LINES, **changed) -> str:
    """Keep the result of a list and return its token."""
    found = [ListLine(1, "Libellé", kind="header")]
    found += [ListLine(row, text, vendor, amount) for row, (text, vendor, amount, _) in enumerate(lines, 2)]
    matches = (LineMatch(None, 0.0, "none"), *(match for *_, match in lines))
    columns = Columns("Libellé", "Éditeur", "Montant")
    listed = PurchaseList("parc.csv", None, columns, tuple(found), (Unread("ligne 99", "trop longue"),))
    return _keep(app, pack_list(ListAnswer(listed, matches)), kind="list", name="parc.csv", **changed)


def _keep(app, answer, **changed) -> str:
    now = datetime.now(UTC).replace(microsecond=0)
    token = new_token()
    values = {"token": token, "state": "running", "created": now, "expires": now + timedelta(hours=24)}
    store = app.extensions["analyses"].store
    store.add(Analysis(**{"headers": ("Libellé", "Éditeur", "Montant"), **values, **changed}),
              pack_uploads((Upload("parc.csv", LIST_FILE.encode()),)))  # fmt: skip
    if answer is not None:
        store.finish(token, "edition", "method", answer)
    return token


def a_waiting(app, state="running", kind="list", **changed) -> str:
    """Keep an upload without answer and return its token."""
    return _keep(app, None, kind=kind, name="parc.csv", **({"state": state} | changed))


def a_tender(app, texts=None) -> str:
    """Read documents at once and return the token."""
    texts = texts or {"CCTP.txt": TENDER_TEXT}
    return app.extensions["analyses"].start_tender([Upload(name, t.encode()) for name, t in texts.items()]).token


def token_of(client, lang="fr") -> str:
    """Return a form token for this client."""
    return re.search(r'name="csrf_token" value="([^"]+)"', client.get(f"/{lang}/lists").text)[1]


def send(client, path, *, headers=None, **fields):
    """Post a form with its token."""
    lang = path.split("/")[1]
    return client.post(path, data={"csrf_token": token_of(client, lang), **fields}, headers=headers)


def a_file(content, name):
    """Return a file as a form sends it."""
    return (io.BytesIO(content if isinstance(content, bytes) else content.encode()), name)
