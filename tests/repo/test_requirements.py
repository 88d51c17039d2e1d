"""What the code imports is declared, and what is declared is pinned in the files that set-up installs."""

from __future__ import annotations

import ast
import re
import sys
import tomllib
from importlib.metadata import packages_distributions

import pytest

from studyapp.config import ROOT

PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
OURS = {"studyapp", "tests", "benchmarks", "wsgi"}


def plain(name):
    """Return a distribution's name as the index compares it."""
    return re.sub(r"[-_.]+", "-", name).lower()


def pins(lines):
    """Return {distribution: version} of lines such as `psycopg[binary]==3.3.9`."""
    found = {}
    for line in lines:
        if match := re.match(r"([\w.-]+)(?:\[\w+\])?==(\S+)", line):
            found[plain(match[1])] = match[2]
    return found


def imported(folder):
    """Return {top-level module: a file that imports it} for everything from outside the standard library and us."""
    found = {}
    for path in sorted((ROOT / folder).rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.ImportFrom) and node.level == 0:
                names = [node.module]
            elif isinstance(node, ast.Import):
                names = [alias.name for alias in node.names]
            else:
                continue
            found.update({name.partition(".")[0]: path.relative_to(ROOT) for name in names})
    return {name: path for name, path in found.items() if name not in sys.stdlib_module_names | OURS}


@pytest.mark.parametrize(
    ("file", "declared"),
    [
        ("requirements.txt", PROJECT["dependencies"]),
        ("requirements-dev.txt", PROJECT["dependencies"] + PROJECT["optional-dependencies"]["dev"]),
    ],
)
def test_what_is_declared_is_pinned(file, declared):
    pinned = pins((ROOT / file).read_text(encoding="utf-8").splitlines())
    missing = {name: version for name, version in pins(declared).items() if pinned.get(name) != version}
    assert not missing, f"run make requirements: {file} is behind pyproject.toml: {missing}"


@pytest.mark.parametrize(("folder", "extra"), [("studyapp", []), ("tests", PROJECT["optional-dependencies"]["dev"])])
def test_what_is_imported_is_declared(folder, extra):
    declared = set(pins(PROJECT["dependencies"] + extra))
    needed = set(pins((ROOT / "requirements.txt").read_text(encoding="utf-8").splitlines())) if extra else set()
    brought_by = packages_distributions()
    undeclared = {
        name: str(path)
        for name, path in imported(folder).items()
        if not {plain(distribution) for distribution in brought_by.get(name, [name])} & (declared | needed)
    }
    assert not undeclared, f"declare in pyproject.toml, then make requirements: {undeclared}"


@pytest.mark.parametrize("file", ["requirements.txt", "requirements-dev.txt"])
def test_requirements_name_no_place_to_download_from(file):
    for line in (ROOT / file).read_text(encoding="utf-8").splitlines():
        assert re.fullmatch(r"|#.*|[\w.-]+==[\w.]+", line), line
