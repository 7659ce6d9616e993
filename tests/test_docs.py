"""The documents keep their promises: every command, option of settings and link is told and exists."""

import os
import re
from pathlib import Path

import pytest

from advisor.cli import COMMANDS

ROOT = Path(__file__).resolve().parent.parent
PAGES = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md")])
README = (ROOT / "README.md").read_text(encoding="utf-8")
LINK = re.compile(r"\]\((?!https?:)([^)#]+)")


@pytest.mark.parametrize("name", sorted(COMMANDS))
def test_every_command_is_in_the_readme(name):
    assert f"advisor {name}" in README


def test_every_setting_is_in_the_readme():
    code = "\n".join(path.read_text(encoding="utf-8") for path in (ROOT / "advisor").rglob("*.py"))
    settings = set(re.findall(r"[\"'](ADVISOR_[A-Z_]+|DATABASE_URL)[\"']", code))
    assert settings
    assert [name for name in sorted(settings) if name not in README] == []


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_links_between_documents_lead_somewhere(page):
    links = LINK.findall(page.read_text(encoding="utf-8"))
    assert [link for link in links if not (page.parent / link).exists()] == []


def test_the_two_readmes_give_the_same_commands():
    french = (ROOT / "README.fr.md").read_text(encoding="utf-8")
    english, french = (re.findall(r"^(advisor [^#\n]*?)\s*#", text, re.MULTILINE) for text in (README, french))
    assert english
    assert [line.replace("visioconférence", "visioconference") for line in french] == english


def test_locks_hold_hashes_and_no_address():
    for name in ("requirements.lock", "requirements-dev.lock"):
        text = (ROOT / name).read_text(encoding="utf-8")
        assert "--hash=sha256:" in text
        assert "://" not in text


def test_no_path_of_a_machine_in_a_tracked_text():
    found = []
    for folder in ("advisor", "catalogue", "docs", "templates", "examples", "benchmarks"):
        for path in (ROOT / folder).rglob("*"):
            if path.suffix in (".py", ".md", ".yaml", ".html", ".txt", ".toml", ".json") and path.is_file():
                text = path.read_text(encoding="utf-8", errors="replace")
                if re.search(rf"(?<![\w.])/(?:home|root|Users)/{os.sep!r}?\w", text):
                    found.append(str(path.relative_to(ROOT)))
    assert found == []
