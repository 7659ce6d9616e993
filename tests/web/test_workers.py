"""Several workers on one database: a publication opens a new edition in each, and no request is dropped meanwhile."""

import os
import re
import socket
import subprocess
import sys
import threading
import time
import urllib.request

import pytest

from advisor.domain.accounts import Account
from advisor.services.curate import Workshop
from advisor.store import SqlCatalogueStore, SqlProposalStore, connect_database
from tests.web.site import write_catalogue

WITHIN_S = 2.0
"""How soon every worker serves a new edition. Source: the bar of the workshop. The quickest of a few
publications is held against it: whatever else the machine does only adds to the others."""
ROUNDS = 3
PAUSE_S = 0.15
WORKERS = 2


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def edition_of(port):
    """Return the edition a worker serves; raises when it does not answer 200."""
    with urllib.request.urlopen(f"http://127.0.0.1:{port}/fr/vendors", timeout=60) as answer:
        return re.search(r"édition ([0-9a-f]{12})", answer.read().decode())[1]


def wait_for(port):
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        try:
            return edition_of(port)
        except OSError:
            time.sleep(0.2)
    raise AssertionError("the worker does not start")


@pytest.fixture(params=["small", "packaged"])
def workers(request, database_url, tmp_path):
    """Start workers on one database, on the small catalogue and on the packaged one."""
    settings = os.environ | {
        "DATABASE_URL": database_url,
        "ADVISOR_HOME": str(tmp_path / "home"),
        "ADVISOR_SECRET_KEY": "x" * 32,
    }
    if request.param == "small":
        settings["ADVISOR_CATALOGUE"] = str(write_catalogue(tmp_path / "catalogue"))
    else:
        settings.pop("ADVISOR_CATALOGUE", None)
    ports = [free_port() for _ in range(WORKERS)]
    started = []
    for port in ports:
        command = [sys.executable, "-c", "from advisor.cli import main; main()", "serve", "--port", str(port)]
        started.append(subprocess.Popen(command, env=settings, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL))
    try:
        for port in ports:
            wait_for(port)
        yield ports
    finally:
        for worker in started:
            worker.terminate()
        for worker in started:
            worker.wait(timeout=20)


def publish_change(url, number):
    """Publish a change as a third worker would, and return the new edition."""
    engine = connect_database(url)
    store = SqlCatalogueStore(engine)
    workshop = Workshop(store, SqlProposalStore(engine), publishers=lambda: 1)
    actor = Account(1, "Ada", "administrator")
    proposal = workshop.open(actor, f"Changement {number}")
    entry_id = sorted(workshop.entries()[1].vendors)[0]
    shown = workshop.edit(proposal.number, "vendor", entry_id)
    payload = {**shown.payload, "note": {"fr": f"Remarque {number}."}}
    saved = workshop.save_draft(actor, proposal.number, "vendor", entry_id, payload, base=shown.base, expected=0)
    workshop.submit(actor, proposal.number)
    workshop.accept_all(actor, proposal.number, {draft.key: draft.version for draft in saved.drafts})
    workshop.publish(actor, proposal.number)
    engine.dispose()
    return store.published().edition[:12]


def test_every_worker_serves_the_new_edition_in_time_and_drops_no_request(workers, database_url):
    seen = {port: [] for port in workers}
    failures, stop = [], threading.Event()

    def visit(port):
        while not stop.is_set():
            try:
                seen[port].append((edition_of(port), time.monotonic()))
            except Exception as error:
                failures.append((port, repr(error)))
            time.sleep(PAUSE_S)

    visitors = [threading.Thread(target=visit, args=(port,)) for port in workers for _ in range(2)]
    for visitor in visitors:
        visitor.start()
    delays = {port: [] for port in workers}
    try:
        for number in range(ROUNDS):
            edition = publish_change(database_url, number)
            published = time.monotonic()
            for port in workers:
                while not any(found == edition for found, _ in list(seen[port])):
                    assert time.monotonic() - published < 60, "the edition is not served"
                    time.sleep(0.02)
                delays[port].append(min(at for found, at in seen[port] if found == edition) - published)
    finally:
        stop.set()
        for visitor in visitors:
            visitor.join()
    assert failures == []
    assert max(min(each) for each in delays.values()) < WITHIN_S, delays
