"""Set-up of the interface words: `python -m studyapp.translations_build`.

Each area keeps its words in a fragment of its own, `translations/<locale>/<area>.po`, so that two people rarely touch
one file. This step merges a locale's fragments into the one catalog that pages read. `missing` prints what has no
translation yet, ready to be pasted into a fragment.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).resolve().parents[1]
TRANSLATIONS = ROOT / "studyapp/translations"
LOCALE = "zh"
METHODS = [("studyapp/**.py", "python"), ("templates/**.html", "jinja2")]
KEYWORDS: dict[str, tuple[int, ...] | None] = {
    "_": None,
    "_l": None,
    "gettext": None,
    "lazy_gettext": None,
    "ngettext": (1, 2),
    "lazy_ngettext": (1, 2),
}
OPTIONS = {"templates/**.html": {"silent": "false", "trimmed": "true"}}


class Contradiction(NamedTuple):
    """Two fragments translate the same words differently."""

    words: object
    kept: Path
    refused: Path


def read_fragments(locale: str = LOCALE) -> Iterator[tuple[Path, Catalog]]:
    """Yield each fragment of `locale`, in the order of the names."""
    for path in sorted((TRANSLATIONS / locale).glob("*.po")):
        with path.open("rb") as file:
            yield path, read_po(file, locale=locale, abort_invalid=True)


def merge(locale: str = LOCALE) -> tuple[Catalog, list[Contradiction]]:
    """Return the words of all fragments as one catalog, and where two disagree; there the first fragment's stand."""
    merged = Catalog(locale=locale)
    origin: dict[object, Path] = {}
    contradictions = []
    for path, fragment in read_fragments(locale):
        for message in fragment:
            if not message.id or not message.string:
                continue
            before = merged.get(message.id, message.context)
            if before is None:
                merged.add(message.id, message.string, flags=message.flags, context=message.context)
                origin[message.id] = path
            elif before.string != message.string:
                contradictions.append(Contradiction(message.id, origin[message.id], path))
    return merged, contradictions


def extract() -> Catalog:
    """Return every word that code and templates ask for, with its places."""
    catalog = Catalog()
    found = extract_from_dir(str(ROOT), METHODS, OPTIONS, KEYWORDS, comment_tags=("L10N:",), directory_filter=_is_ours)
    for name, line, words, comments, context in found:
        catalog.add(words, locations=[(name, line)], auto_comments=comments, context=context)
    return catalog


def missing(locale: str = LOCALE) -> list[Message]:
    """Return the words asked for that no fragment translates."""
    merged, _ = merge(locale)
    return [message for message in extract() if message.id and not _is_translated(merged, message)]


def compile_locale(locale: str = LOCALE) -> Path:
    """Write the merged catalog where pages read it; return its path."""
    target = TRANSLATIONS / locale / "LC_MESSAGES/messages.mo"
    target.parent.mkdir(parents=True, exist_ok=True)
    with target.open("wb") as file:
        write_mo(file, merge(locale)[0])
    return target


def _is_translated(merged: Catalog, message: Message) -> bool:
    found = merged.get(message.id, message.context)
    return found is not None and all(found.string if isinstance(found.string, tuple) else (found.string,))


def _is_ours(path: str) -> bool:
    return Path(path).name not in {"node_modules", ".venv", "venv", "instance", "static", ".git", "tests"}


def main() -> None:
    """Compile, or print what is missing."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("task", nargs="?", choices=("compile", "missing"), default="compile")
    if parser.parse_args().task == "compile":
        sys.stdout.write(f"{compile_locale().relative_to(ROOT)}\n")
        return
    sheet = Catalog(locale=LOCALE)
    for message in missing():
        sheet.add(message.id, None, locations=message.locations, flags=message.flags, context=message.context)
    write_po(sys.stdout.buffer, sheet, omit_header=True)


if __name__ == "__main__":
    main()
