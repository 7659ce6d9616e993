"""Settings, read from the environment once into a frozen value, and where packaged files are."""

import os
import secrets
from dataclasses import dataclass
from pathlib import Path

from platformdirs import user_cache_path, user_data_path

from advisor.errors import UnusableInput

PACKAGE = Path(__file__).resolve().parent


def packaged_folder(name: str) -> Path:
    """Return the folder of packaged files `name` ("catalogue", "templates", "migrations" …).

    In a wheel they travel in `advisor/_data`; in a checkout they stand at the top level.
    """
    installed = PACKAGE / "_data" / name
    return installed if installed.is_dir() else PACKAGE.parent / name


def catalogue_folder() -> Path:
    """Return the folder of the catalogue's files: the packaged one unless ADVISOR_CATALOGUE names another."""
    override = os.environ.get("ADVISOR_CATALOGUE")
    return Path(override).expanduser() if override else packaged_folder("catalogue")


def home_folder() -> Path:
    """Return the user's data folder; `ADVISOR_HOME` overrides it."""
    override = os.environ.get("ADVISOR_HOME")
    return Path(override).expanduser() if override else user_data_path("ou-equivalent", appauthor=False)


def cache_folder() -> Path:
    """Return the folder of copies that can be made again; inside `ADVISOR_HOME` when that is set."""
    override = os.environ.get("ADVISOR_HOME")
    return Path(override).expanduser() / "cache" if override else user_cache_path("ou-equivalent", appauthor=False)


@dataclass(frozen=True, slots=True)
class Config:
    """Everything the application can be told from outside.

    `database_url` is a SQLAlchemy address; `secret_key` signs sessions and form tokens.
    """

    database_url: str
    secret_key: str
    lang: str = "fr"
    testing: bool = False
    secure_cookies: bool = False


def read_config() -> Config:
    """Read the environment: DATABASE_URL, ADVISOR_SECRET_KEY, ADVISOR_LANG, ADVISOR_HTTPS.

    Raises:
        UnusableInput: the data folder cannot be written.
    """
    home = home_folder()
    return Config(
        database_url=os.environ.get("DATABASE_URL") or f"sqlite:///{home / 'advisor.sqlite'}",
        secret_key=os.environ.get("ADVISOR_SECRET_KEY") or _kept_secret(home),
        lang=os.environ.get("ADVISOR_LANG", "fr"),
        secure_cookies=os.environ.get("ADVISOR_HTTPS", "") not in ("", "0"),
    )


def _kept_secret(home: Path) -> str:
    """Return the machine's own secret, made at the first start and readable by its owner only."""
    path = home / "secret-key"
    try:
        return path.read_text(encoding="ascii").strip()
    except OSError:
        secret = secrets.token_hex(32)
        try:
            home.mkdir(parents=True, exist_ok=True)
            with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
                file.write(secret)
        except OSError as error:
            raise UnusableInput("home-folder", path=home, why=error.strerror or str(error)) from None
        return secret
