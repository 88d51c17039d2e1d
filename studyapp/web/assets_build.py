"""Set-up of the browser's files: `python -m studyapp.web.assets_build`.

Copies what pages load, other people's files from `node_modules/` (brought by `npm ci`, which `make setup` runs first)
and our own from `static/src/`, to `static/dist/` under names that carry a hash of the content, each beside its gzip
copy, with a `manifest.json` from plain name to hashed name.
"""

from __future__ import annotations

import gzip
import hashlib
import json
import shutil
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
STYLES = (
    "tokens",
    "interface",
    "tables",
    "forms",
    "reading",
    "quiz",
    "review",
    "desk",
    "library",
    "meetings",
    "people",
    "print",
)  # in the order of the cascade
COMPRESSED = {".css", ".js", ".svg", ".json"}


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
    """Build, and say where the files are."""
    if not MODULES.exists():
        sys.exit("The front-end packages are not here yet. Run: make assets")
    manifest = build()
    sys.stdout.write(f"{len(manifest)} files in {DIST.relative_to(ROOT)}\n")


if __name__ == "__main__":
    main()
