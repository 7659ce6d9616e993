"""Ten curators publish at once from processes of their own that are killed at random: nothing is lost or half done.

The ordinary suite publishes a few dozen proposals on each database; `make hardship` a thousand
(see docs/workshop.md).
"""

import multiprocessing
import os
import random
import time
from dataclasses import replace

import pytest

from advisor.catalogue.canonical import content_hash
from advisor.catalogue.schema import parse_entry, payload_of
from advisor.domain.proposals import Draft
from advisor.services.curate.decide import open_proposal
from advisor.services.exchange import synchronise_packaged
from advisor.store import SqlCatalogueStore, SqlProposalStore, connect_database
from tests.builders import a_product, a_vendor, entries
from tests.fakes import NOW
from tests.services.curate.publisher import CURATORS, work

pytestmark = pytest.mark.slow

COUNT = int(os.environ.get("ADVISOR_TEST_PROPOSALS", "40"))
ENTRIES = max(20, COUNT // 10)
"""Vendors the proposals share: two of the same one meet often."""
SECONDS_BETWEEN_KILLS = (0.05, 0.4)
PROCESSES = multiprocessing.get_context("forkserver")
PROCESSES.set_forkserver_preload(
    ["tests.services.curate.publisher"]
)  # a curator starts in milliseconds, to be killed at work
TIME_LIMIT_S = 60 + COUNT


def prepare(url):
    """Publish a small catalogue and submit the proposals, each with a field and a value of its own."""
    store = SqlCatalogueStore(connect_database(url))
    packaged = entries(vendors=[a_vendor("acme"), *(a_vendor(f"v{i}") for i in range(ENTRIES))], products=[a_product()])
    synchronise_packaged(store, content_hash(packaged.payloads()), lambda: packaged)
    proposals = SqlProposalStore(connect_database(url))
    payloads = {entry_id: payload for kind, entry_id, payload in store.payloads() if kind == "vendor"}
    for i in range(COUNT):
        entry_id = f"v{i % ENTRIES}"
        payload = {**payloads[entry_id], "aliases": [f"nom {i}"], "legal_name": f"Société {i}"}
        payload = payload_of(parse_entry("vendor", payload, entry_id))
        draft = Draft("vendor", entry_id, payload, 1, 1, "Auteur")
        proposal = open_proposal("Auteur", f"proposition {i}", "", origin="workshop", now=NOW, drafts=[draft])
        proposals.add(replace(proposal, state="submitted"))
    return store


def start(url, curator):
    worker = PROCESSES.Process(target=work, args=(url, curator))
    worker.start()
    return worker


def publish_under_fire(url, seed):
    """Run the curators, killing one at random again and again; returns how many were killed."""
    chance = random.Random(seed)
    workers = {curator: start(url, curator) for curator in range(CURATORS)}
    killed, deadline = 0, time.monotonic() + TIME_LIMIT_S
    try:
        while any(worker.is_alive() for worker in workers.values()):
            assert time.monotonic() < deadline, "the curators do not come to an end"
            time.sleep(chance.uniform(*SECONDS_BETWEEN_KILLS))
            curator = chance.randrange(CURATORS)
            if workers[curator].is_alive():
                workers[curator].kill()
                workers[curator].join()
                killed += 1
                workers[curator] = start(url, curator)
    finally:
        for worker in workers.values():
            if worker.is_alive():
                worker.kill()
            worker.join()
    assert [worker.exitcode for worker in workers.values()] == [0] * CURATORS
    return killed


def test_no_revision_is_lost_or_half_applied(database_url):
    store = prepare(database_url)
    killed = publish_under_fire(database_url, seed=8)
    assert killed > 3
    proposals = SqlProposalStore(connect_database(database_url))
    summaries = proposals.list(limit=10_000)
    assert {summary.state for summary in summaries} == {"published"}
    revisions = [r for r in store.revisions(limit=100_000) if r.proposal is not None]
    assert sorted(r.proposal for r in revisions) == sorted(summary.number for summary in summaries)
    check_every_edition(store)
    for number in range(ENTRIES):
        history = store.revisions(key=("vendor", f"v{number}"), limit=10_000)
        assert [r.number for r in history] == list(range(len(history), 0, -1))
        last = history[0]
        proposed = next(d for d in proposals.find(last.proposal).drafts if d.entry_id == f"v{number}")
        assert last.payload["legal_name"] == proposed.payload["legal_name"]


def check_every_edition(store):
    """The published entries are the last edition's, and each edition is the content its name says."""
    editions = store.editions(limit=10_000)
    assert len(editions) == COUNT + 1
    assert store.payloads() == store.payloads_at(editions[0].number)
    for edition in editions[:: max(1, len(editions) // 50)]:
        assert content_hash(store.payloads_at(edition.number)) == edition.edition
