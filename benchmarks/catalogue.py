"""Loading the catalogue and building its indexes: from files, from the compiled copy, from the database.

`python -m benchmarks.catalogue` runs each way in a process of its own, in turn, and prints medians
with their spread, and the memory each takes above a bare interpreter. The time is that of loading and
building; importing the program is a row of its own, since every command pays it once.
"""

import os
import statistics
import subprocess
import sys
import tempfile

ROUNDS = 5
WITH_INDEXES = "e = Editions(lambda: {load}, lambda: None).current; e.matcher, e.scanner, e.search"
FILES = "from advisor.catalogue import build_catalogue, read_entries; from advisor.config import catalogue_folder"
COPY = "from advisor.catalogue import load_catalogue"
DATABASE = (
    "from advisor.config import read_config; from advisor.services.exchange import stored_catalogue; "
    "from advisor.store import SqlCatalogueStore, open_database"
)
EDITION = "from advisor.services.editions import Editions"
FROM_FILES = "build_catalogue(read_entries(catalogue_folder()))"
FROM_COPY = "load_catalogue()"
FROM_DATABASE = "stored_catalogue(SqlCatalogueStore(open_database(read_config().database_url)))"
WAYS = {
    "bare interpreter": ("pass", "pass"),
    "importing the program": ("pass", f"{FILES}; {COPY}; {DATABASE}; {EDITION}"),
    "files": (FILES, FROM_FILES),
    "files and indexes": (f"{FILES}; {EDITION}", WITH_INDEXES.format(load=FROM_FILES)),
    "compiled copy": (COPY, FROM_COPY),
    "compiled copy and indexes": (f"{COPY}; {EDITION}", WITH_INDEXES.format(load=FROM_COPY)),
    "database": (DATABASE, FROM_DATABASE),
    "database and indexes": (f"{DATABASE}; {EDITION}", WITH_INDEXES.format(load=FROM_DATABASE)),
}
"""What is prepared, then what is timed."""
MEASURE = """
import resource, time
{imports}
start = time.perf_counter()
{code}
spent = time.perf_counter() - start
print(spent, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)
"""


def run(imports: str, code: str, home: str) -> tuple[float, float]:
    """Run `code` in a new interpreter; returns (seconds without `imports`, peak MB)."""
    done = subprocess.run(
        [sys.executable, "-c", MEASURE.format(imports=imports, code=code)],
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
        # Brings the database up to date and writes the compiled copy.
        code = "from advisor.app import create_app; create_app()"
        subprocess.run([sys.executable, "-c", code], env={**os.environ, "ADVISOR_HOME": home}, check=True)
        figures: dict[str, list[tuple[float, float]]] = {name: [] for name in WAYS}
        for _ in range(ROUNDS):
            for name, (imports, timed) in WAYS.items():
                figures[name].append(run(imports, timed, home))
    bare = statistics.median(memory for _, memory in figures["bare interpreter"])
    for name, rows in figures.items():
        seconds = sorted(s for s, _ in rows)
        memory = statistics.median(m for _, m in rows) - bare
        print(f"{name:<28}{statistics.median(seconds):6.2f} s  [{seconds[0]:.2f}, {seconds[-1]:.2f}]  +{memory:.0f} MB")


if __name__ == "__main__":
    main()
