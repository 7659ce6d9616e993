"""Loading the catalogue and building its indexes: from files, from the compiled copy, from the database.

`python -m benchmarks.catalogue` runs each way in a process of its own, in turn, and prints medians
with their spread, and the memory each takes above a bare interpreter.
"""

import os
import statistics
import subprocess
import sys
import tempfile

ROUNDS = 5
WAYS = {
    "bare interpreter": "pass",
    "from files": (
        "from advisor.catalogue import build_catalogue, read_entries\n"
        "from advisor.config import catalogue_folder\n"
        "c = build_catalogue(read_entries(catalogue_folder()))"
    ),
    "from the compiled copy": "from advisor.catalogue import load_catalogue\nc = load_catalogue()",
    "from the database": (
        "from advisor.config import read_config\n"
        "from advisor.services.exchange import stored_catalogue\n"
        "from advisor.store import SqlCatalogueStore, open_database\n"
        "c = stored_catalogue(SqlCatalogueStore(open_database(read_config().database_url)))"
    ),
    "compiled copy and indexes": (
        "from advisor.services.editions import packaged_edition\ne = packaged_edition()\ne.matcher, e.scanner, e.search"
    ),
}
MEASURE = """
import resource, time
start = time.perf_counter()
{code}
spent = time.perf_counter() - start
print(spent, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)
"""


def run(code: str, home: str) -> tuple[float, float]:
    """Run `code` in a new interpreter; returns (seconds, peak MB), imports included."""
    done = subprocess.run(
        [sys.executable, "-c", MEASURE.format(code=code)],
        env={**os.environ, "ADVISOR_HOME": home},
        capture_output=True,
        text=True,
        check=True,
    )
    seconds, megabytes = done.stdout.split()
    return float(seconds), float(megabytes)


def main() -> None:
    """Print the table."""
    with tempfile.TemporaryDirectory() as home:
        subprocess.run(
            [sys.executable, "-c", "from advisor.cli import main; main(['db', 'upgrade'])"],
            env={**os.environ, "ADVISOR_HOME": home},
            capture_output=True,
            check=True,
        )
        figures: dict[str, list[tuple[float, float]]] = {name: [] for name in WAYS}
        for _ in range(ROUNDS):
            for name, code in WAYS.items():
                figures[name].append(run(code, home))
    bare = statistics.median(memory for _, memory in figures["bare interpreter"])
    for name, rows in figures.items():
        seconds = sorted(s for s, _ in rows)
        memory = statistics.median(m for _, m in rows) - bare
        print(f"{name:<28}{statistics.median(seconds):6.2f} s  [{seconds[0]:.2f}, {seconds[-1]:.2f}]  +{memory:.0f} MB")


if __name__ == "__main__":
    main()
