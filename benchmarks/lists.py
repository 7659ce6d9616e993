"""Whole lists from end to end: what a buyer waits for, and the memory it takes, as processes of their own.

    python -m benchmarks.lists            # 5,000 lines on the command line and as papers
    python -m benchmarks.lists --export   # an agent export of 200,000 lines too, on the command line and the web

Wall-clock time moves with the machine; the peak of memory does not. The bars are those of the project's issues.
"""

import argparse
import csv
import os
import random
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from advisor.services.editions import packaged_edition

NOISE = ("Câble HDMI 2 m", "Prestation d'assistance", "Formation agents", "Papier A4", "Maintenance ascenseur")
BARS = {"json": 3.0, "xlsx": 3.0, "pdf": 5.0, "export": 30.0}
"""Seconds; 500 MB for the export."""


def write_spend(path: Path, lines: int) -> None:
    """Write a spend export: products of the catalogue in purchase wording, three lines in ten naming none."""
    draw = random.Random("spend")
    names = [product.name for product in packaged_edition().catalogue.published_products()]
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file, delimiter=";")
        writer.writerow(["Libellé", "Fournisseur", "Montant HT", "Date de fin"])
        for _ in range(lines):
            text = (
                draw.choice(NOISE)
                if draw.random() < 0.3
                else draw.choice(["Licence ", "Renouv. ", ""]) + draw.choice(names)
            )
            day = f"{draw.randint(1, 28):02}/{draw.randint(1, 12):02}/{draw.choice([2027, 2028])}"
            writer.writerow(
                [text, draw.choice(["Revendeur A", "Revendeur B", ""]), f"{draw.randint(10, 90_000)},50", day]
            )


def write_export(path: Path, lines: int) -> None:
    """Write what a fleet tool exports: one line per machine and application, sixty a machine."""
    draw = random.Random("export")
    catalogue = packaged_edition().catalogue
    apps = [
        (
            product.name + draw.choice(["", " (x64)", " - fr-fr"]),
            catalogue.vendor(product.vendor_id).name,
            f"{draw.randint(1, 24)}.0",
        )
        for product in catalogue.published_products()
        for _ in range(2)
    ] + [(f"Driver pack {i}", "OEM", "1.0") for i in range(2_000)]
    header = (
        "ApplicationId,ApplicationName,ApplicationPublisher,ApplicationShortVersion,ApplicationVersion,DeviceId,DeviceName,"
        "OSDescription,OSVersion,Platform,UserId,EmailAddress,UserName"
    )
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file)
        writer.writerow(header.split(","))
        for i in range(lines):
            name, vendor, version = draw.choice(apps)
            machine = i // 60
            person = f"agent{machine}@exemple.example"
            device = (f"dev-{machine:06}", f"LAP-EX-{machine:05}", "Windows", "10.0.22631", "Windows")
            writer.writerow(
                [
                    f"{hash(name) & 0xFFFFFFFF:032x}",
                    name,
                    vendor,
                    version[:2],
                    version,
                    *device,
                    f"u{machine}",
                    person,
                    person,
                ]
            )


def measure(*command: str) -> tuple[float, float]:
    """Run a command and return its seconds and the peak of memory of its largest process in MB."""
    start = time.perf_counter()
    child = subprocess.Popen(command, stdout=subprocess.DEVNULL)
    _, status, usage = os.wait4(child.pid, 0)
    if status:
        raise SystemExit(f"{command} failed")
    return time.perf_counter() - start, usage.ru_maxrss / 1024


def measure_web(path: str) -> None:
    """In a process of its own: send a list to the service, wait for the answer, open its page and a download."""
    from advisor.app import create_app
    from advisor.config import Config
    from advisor.domain.analyses import Upload

    with tempfile.TemporaryDirectory() as folder:
        app = create_app(Config(database_url=f"sqlite:///{folder}/a.sqlite", secret_key="k" * 32, testing=True))
        service = app.extensions["analyses"]
        start = time.perf_counter()
        analysis = service.start_list(Upload(Path(path).name, Path(path).read_bytes()))
        if service.find(analysis.token).open:
            service.run(analysis.token)
        while service.find(analysis.token).open:
            time.sleep(0.05)
        print(
            f"  web: read and matched {time.perf_counter() - start:.1f} s, state {service.find(analysis.token).state}"
        )
        client = app.test_client()
        for page in ("", "/picture", "/download.csv"):
            start = time.perf_counter()
            answer = client.get(f"/fr/results/{analysis.token}{page}")
            size = len(answer.data)
            print(
                f"  web: {page or '/':15} {answer.status_code} {time.perf_counter() - start:.1f} s, {size / 1e6:.1f} MB"
            )
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        print(
            f"  web: peak {peak:.0f} MB, its reader {resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024:.0f} MB"
        )


def advisor(*arguments: str) -> Sequence[str]:
    """Return a command line of the project."""
    return (sys.executable, "-c", "from advisor.cli import main; main()", *arguments)


def main() -> None:
    """Measure and print, beside the bars."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--export", action="store_true")
    parser.add_argument("--web", help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.web:
        measure_web(arguments.web)
        return
    with tempfile.TemporaryDirectory() as folder:
        spend, export = Path(folder) / "spend.csv", Path(folder) / "export.csv"
        write_spend(spend, 5_000)
        for ending in ("json", "xlsx", "ods", "csv"):
            seconds, megabytes = measure(*advisor("match", str(spend), "--out", f"{folder}/r.{ending}"))
            print(f"5,000 lines, {ending}: {seconds:.1f} s (bar {BARS.get(ending, '-')}), {megabytes:.0f} MB")
        for ending in ("pdf", "docx", "odt", "html"):
            seconds, megabytes = measure(*advisor("report", f"{folder}/r.json", "--out", f"{folder}/r.{ending}"))
            print(f"5,000 lines, report {ending}: {seconds:.1f} s (bar {BARS.get(ending, '-')}), {megabytes:.0f} MB")
        if arguments.export:
            write_export(export, 200_000)
            seconds, megabytes = measure(*advisor("match", str(export), "--out", f"{folder}/e.json"))
            print(f"200,000 lines, json: {seconds:.1f} s (bar {BARS['export']}), {megabytes:.0f} MB (bar 500)")
            print("200,000 lines on the web (bar 30 s, 500 MB):", flush=True)
            subprocess.run([sys.executable, "-m", "benchmarks.lists", "--web", str(export)], check=True)


if __name__ == "__main__":
    main()
