"""The wheel: everything the command needs travels with it, and works from any folder."""

import json
import os
import subprocess
import sys
import sysconfig
import venv
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def wheel(tmp_path_factory):
    """Build the wheel as a user's `pip install .` does."""
    folder = tmp_path_factory.mktemp("dist")
    subprocess.run(
        [sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "--wheel-dir", str(folder), str(ROOT)],
        check=True,
        capture_output=True,
    )
    return next(folder.glob("*.whl"))


def test_the_wheel_holds_what_the_program_reads(wheel):
    names = set(zipfile.ZipFile(wheel).namelist())
    for wanted in (
        "advisor/_data/catalogue/criteria.yaml",
        "advisor/_data/catalogue/products/tixeo.yaml",
        "advisor/_data/templates/base.html",
        "advisor/_data/examples/inventaire-exemple.csv",
        "advisor/_data/assets/htmx.js",
        "advisor/web/static/style.css",
        "advisor/web/translations/en/common.po",
        "advisor/store/migrations/env.py",
        "advisor/store/migrations/versions/0001_catalogue.py",
    ):
        assert wanted in names
    assert not [name for name in names if name.startswith(("tests/", "benchmarks/"))]


@pytest.fixture(scope="module")
def command(wheel, tmp_path_factory):
    """Install the wheel alone in an empty environment; its dependencies are lent by this one."""
    folder = tmp_path_factory.mktemp("env")
    venv.create(folder, with_pip=True)
    python = folder / "bin" / "python"
    subprocess.run([python, "-m", "pip", "install", "--quiet", "--no-deps", wheel], check=True)
    site = next((folder / "lib").glob("python*/site-packages"))
    # Appended after the environment's own packages: `advisor` itself can only come from the wheel.
    (site / "zz_lent.pth").write_text(f"import sys; sys.path.append({sysconfig.get_path('purelib')!r})\n")
    home = tmp_path_factory.mktemp("elsewhere")

    def run(*arguments, program="advisor"):
        environment = {"PATH": os.environ["PATH"], "HOME": str(home), "ADVISOR_HOME": str(home / "data")}
        return subprocess.run(
            [folder / "bin" / program, *arguments],
            cwd=home,
            env=environment,
            capture_output=True,
            text=True,
            check=False,
        )

    return run


def test_the_command_works_from_any_folder(command):
    result = command("find", "o365", "--format", "json")
    assert result.returncode == 0, result.stderr
    assert json.loads(result.stdout)["results"][0]["id"] == "microsoft-365"


def test_the_command_matches_without_a_database(command, tmp_path):
    path = tmp_path / "parc.txt"
    path.write_text("Licence Microsoft Teams\n")
    result = command("match", str(path), "--format", "json")
    assert json.loads(result.stdout)["rows"][0]["product"]["id"] == "microsoft-teams"


def test_the_database_is_made_by_the_installed_migrations(command):
    result = command("db", "upgrade")
    assert result.returncode == 0, result.stderr
    assert "is published" in result.stdout


def test_the_installed_application_answers(command):
    code = (
        "from advisor.app import create_app; client = create_app().test_client();"
        "page = client.get('/fr/'); assert page.status_code == 200, page.status_code; print(len(page.data))"
    )
    result = command("-c", code, program="python")
    assert result.returncode == 0, result.stderr
