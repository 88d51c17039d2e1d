"""Settings: read from the environment once, with defaults that run on one machine without any."""

from __future__ import annotations

import os
import secrets
import tempfile
from collections.abc import Mapping
from contextlib import suppress
from datetime import timedelta
from pathlib import Path
from urllib.parse import urlsplit

ROOT = Path(__file__).resolve().parent.parent
MAX_UPLOAD_BYTES = 50 * 1024 * 1024


def instance_folder(environment: Mapping[str, str]) -> Path:
    """Return the folder that holds the database and the secret key (`STUDYAPP_INSTANCE`, or `instance/`)."""
    return Path(environment.get("STUDYAPP_INSTANCE", ROOT / "instance")).resolve()


def from_environment(environment: Mapping[str, str] = os.environ) -> dict[str, object]:
    """Return the application's settings.

    `DATABASE_URL` names the database, `PUBLIC_URL` the address that people open, `REDIS_URL` a Redis that several
    machines share, `TRUSTED_PROXIES` how many proxies stand in front, `SECRET_KEY` the signing key. `MAIL_URL` and
    `MAIL_FROM` name the mail server and the sender, `ROBOT_ORIGINS` further places where group robots may listen.
    `KEEP_FILES_DAYS` and `KEEP_PREVIEWS_DAYS` say how long the files of imports are kept, and imports that nobody went
    on with; 0 for ever. The `OIDC_…` settings name an identity provider; without `OIDC_ISSUER` there is none.
    """
    folder = instance_folder(environment)
    public_url = environment.get("PUBLIC_URL", "http://127.0.0.1:8000")
    is_https = urlsplit(public_url).scheme == "https"
    return {
        "INSTANCE_FOLDER": str(folder),
        "SQLALCHEMY_DATABASE_URI": _database_url(environment, folder),
        "SECRET_KEY": environment.get("SECRET_KEY", ""),
        "PUBLIC_URL": public_url,
        "OIDC_ISSUER": environment.get("OIDC_ISSUER", ""),
        "OIDC_CLIENT_ID": environment.get("OIDC_CLIENT_ID", ""),
        "OIDC_CLIENT_SECRET": environment.get("OIDC_CLIENT_SECRET", ""),
        "OIDC_NAME": environment.get("OIDC_NAME", "OIDC"),
        "OIDC_ACCOUNT_CLAIM": environment.get("OIDC_ACCOUNT_CLAIM", "preferred_username"),
        "OIDC_CREATE": environment.get("OIDC_CREATE", "") == "1",
        "REDIS_URL": environment.get("REDIS_URL", ""),
        "MAIL_URL": environment.get("MAIL_URL", ""),
        "MAIL_FROM": environment.get("MAIL_FROM", ""),
        "ROBOT_ORIGINS": environment.get("ROBOT_ORIGINS", ""),
        "TRUSTED_PROXIES": int(environment.get("TRUSTED_PROXIES", "0")),
        "KEEP_FILES_DAYS": int(environment.get("KEEP_FILES_DAYS", "180")),
        "KEEP_PREVIEWS_DAYS": int(environment.get("KEEP_PREVIEWS_DAYS", "60")),
        "MAX_CONTENT_LENGTH": MAX_UPLOAD_BYTES + 1024 * 1024,
        "MAX_FORM_MEMORY_SIZE": 2 * 1024 * 1024,
        "SESSION_COOKIE_NAME": "studyapp",
        "SESSION_COOKIE_HTTPONLY": True,
        "SESSION_COOKIE_SAMESITE": "Lax",
        "SESSION_COOKIE_SECURE": is_https,
        "REMEMBER_COOKIE_SECURE": is_https,
        "PERMANENT_SESSION_LIFETIME": timedelta(days=30),
        "WTF_CSRF_TIME_LIMIT": None,  # as long as the sign-in: a quiz may stay open for hours
        "BABEL_DEFAULT_LOCALE": "zh",
        "BABEL_DEFAULT_TIMEZONE": "Asia/Shanghai",
    }


def _database_url(environment: Mapping[str, str], folder: Path) -> str:
    url = environment.get("DATABASE_URL", f"sqlite:///{folder / 'studyapp.sqlite3'}")
    for scheme in ("postgresql://", "postgres://"):
        if url.startswith(scheme):
            return "postgresql+psycopg://" + url.removeprefix(scheme)
    return url


def find_secret_key(folder: Path, environment: Mapping[str, str] = os.environ) -> str:
    """Return the key to sign with. A server makes the installation's key where there is none.

    A `flask` command writes nothing by itself: without a key on disk it signs with one that ends with the process.
    Commands whose signatures must last call `keep_secret_key` first.
    """
    path = folder / "secret-key"
    if environment.get("FLASK_RUN_FROM_CLI") == "true" and not path.exists():
        return secrets.token_hex(32)
    return keep_secret_key(folder)


def keep_secret_key(folder: Path) -> str:
    """Return the installation's signing key, made on first use in a file that only its owner can read."""
    return keep_secret(folder / "secret-key", secrets.token_hex(32))


def keep_secret(path: Path, secret: str) -> str:
    """Return what the file at `path` holds; where there is none, it then holds `secret`, for its owner's eyes only.

    The file appears whole or not at all, so two processes that start together agree.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    if not path.exists():
        handle, draft = tempfile.mkstemp(dir=path.parent, prefix=".new-")  # made with mode 600
        with os.fdopen(handle, "w", encoding="ascii") as file:
            file.write(secret)
        with suppress(FileExistsError):
            os.link(draft, path)
        Path(draft).unlink()
    return path.read_text(encoding="ascii").strip()
