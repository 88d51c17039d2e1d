"""Score the reader against hand-made segmentations: shared texts where they are at hand, and our own golden books.

    python benchmarks/score_segmentation.py [FOLDER …]

The last line is one JSON object of figures. A missed goal is no failure: this measures, it does not test.
"""

from __future__ import annotations

import json
import os
import sys
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from studyapp.cases.reading import read_casebook
from studyapp.errors import UnreadableFileError

if TYPE_CHECKING:
    from studyapp.cases.casebook_text import ReadCase, ReadCasebook

ROOT = Path(__file__).resolve().parents[1]
TOLERANCE = 5


@dataclass
class Tally:
    """Counts over all books."""

    books: int = 0
    right_counts: int = 0
    boundaries_right: int = 0
    boundaries_ours: int = 0
    boundaries_gold: int = 0
    commentaries_gold: int = 0
    commentaries_right: int = 0
    uncommented: int = 0
    false_commentaries: int = 0
    cases_ours: int = 0
    false_cases: int = 0
    characters: int = 0
    lost: int = 0
    notes: list[str] = field(default_factory=list)


def visible_distance(text: str, one: int, other: int) -> int:
    """Count visible characters between two offsets."""
    low, high = sorted((one, other))
    return sum(not sign.isspace() for sign in text[low:high])


def read(path: Path) -> ReadCasebook | None:
    try:
        return read_casebook(path.read_bytes(), path.name)
    except UnreadableFileError:
        return None


def accepted_bodies(gold: dict[str, Any]) -> list[tuple[int, int]]:
    spans = [(gold["body"]["start"], gold["body"]["end"])]
    spans.extend((other["start"], other["end"]) for other in gold.get("acceptable_alternatives", []))
    return spans


def edge_hits(text: str, span: tuple[int, int], accepted: list[tuple[int, int]]) -> int:
    return max(
        sum(visible_distance(text, mine, theirs) <= TOLERANCE for mine, theirs in zip(span, one, strict=True))
        for one in accepted
    )


def match(gold_cases: list[dict[str, Any]], ours: list[ReadCase]) -> list[tuple[dict[str, Any], ReadCase | None]]:
    """Give each gold case the one of ours that overlaps its body most."""
    pairs = []
    for gold in gold_cases:
        start, end = gold["body"]["start"], gold["body"]["end"]
        best = max(
            ours, key=lambda case: min(end, case.raw_spans.body[1]) - max(start, case.raw_spans.body[0]), default=None
        )
        overlap = min(end, best.raw_spans.body[1]) - max(start, best.raw_spans.body[0]) if best else 0
        pairs.append((gold, best if best and overlap > 0 else None))
    return pairs


def score_book(path: Path, gold: dict[str, Any], tally: Tally) -> None:
    text = path.read_text(encoding="utf-8")
    book = read(path)
    ours = list(book.cases) if book else []
    tally.books += 1
    tally.characters += len(text)
    tally.lost += lost_characters(book) if book else 0
    tally.right_counts += len(ours) == gold["number_of_cases"]
    if len(ours) != gold["number_of_cases"]:
        tally.notes.append(f"{path.stem}: {len(ours)} cases, gold {gold['number_of_cases']}")
    tally.cases_ours += len(ours)
    tally.boundaries_ours += 2 * len(ours)
    tally.boundaries_gold += 2 * len(gold["cases"])
    used: set[int] = set()
    for wanted, case in match(gold["cases"], ours):
        if case is not None:
            used.add(case.text.number)
            hits = edge_hits(text, tuple(case.raw_spans.body), accepted_bodies(wanted))
            tally.boundaries_right += hits
            if hits < 2:
                tally.notes.append(f"{path.stem} case {wanted['n']}: {2 - hits} body edge(s) off")
        score_commentary(text, path.stem, wanted, case, tally)
    tally.false_cases += len(ours) - len(used)


def score_commentary(text: str, name: str, wanted: dict[str, Any], case: ReadCase | None, tally: Tally) -> None:
    said = case.raw_spans.commentary if case else None
    gold = wanted.get("commentary")
    if not gold:
        tally.uncommented += 1
        tally.false_commentaries += said is not None
        if said is not None:
            tally.notes.append(f"{name} case {wanted['n']}: a commentary where gold has none")
        return
    tally.commentaries_gold += 1
    spans = [(gold["start"], gold["end"])] + [(o["start"], o["end"]) for o in wanted.get("acceptable_alternatives", [])]
    right = said is not None and edge_hits(text, tuple(said), spans) == 2
    tally.commentaries_right += right
    if not right:
        tally.notes.append(f"{name} case {wanted['n']}: commentary {said} for {spans[0]}")


def lost_characters(book: ReadCasebook) -> int:
    """Count raw characters that no piece, repair, left-over or structural span accounts for."""
    seen = bytearray(len(book.raw))
    spans = [one.raw for one in book.repairs] + [one.raw for one in book.left_over] + list(book.structure)
    for case in book.cases:
        spans += [piece.raw for piece in (*case.body_pieces, *case.commentary_pieces)]
    spans += [piece.raw for piece in book.introduction_pieces]
    for start, end in spans:
        seen[start:end] = b"\1" * (end - start)
    return seen.count(0)


def figures(tally: Tally) -> dict[str, dict[str, Any]]:
    precision = tally.boundaries_right / max(1, tally.boundaries_ours)
    recall = tally.boundaries_right / max(1, tally.boundaries_gold)
    f1 = 2 * precision * recall / (precision + recall) if precision + recall else 0.0
    rows = [
        ("case count accuracy", tally.right_counts / max(1, tally.books), "share of books", 0.95, True),
        ("body-boundary F1", f1, "±5 visible characters", 0.95, True),
        (
            "commentary attachment",
            tally.commentaries_right / max(1, tally.commentaries_gold),
            "share of commentaries",
            0.95,
            True,
        ),
        ("false commentary", tally.false_commentaries, f"of {tally.uncommented} cases without one", 0, False),
        ("false cases", tally.false_cases, f"of {tally.cases_ours}", 0, False),
        ("characters lost", tally.lost, f"of {tally.characters}", 0, False),
    ]
    return {
        name: {
            "value": round(value, 4),
            "unit": unit,
            "goal": goal,
            "holds": value >= goal if at_least else value <= goal,
        }
        for name, value, unit, goal, at_least in rows
    }


def gold_folders() -> dict[str, Path]:
    shared = Path(os.environ.get("STUDYAPP_SHARED", ROOT.parent / "shared"))
    return {"corpus": shared / "corpus" / "dev", "golden": ROOT / "tests" / "golden"}


def main(arguments: list[str]) -> None:
    folders = {Path(one).name: Path(one) for one in arguments} or gold_folders()
    report: dict[str, Any] = {}
    for name, folder in folders.items():
        golds = sorted(folder.glob("*.json")) if folder.is_dir() else []
        if not golds:
            print(f"{name}: skipped, no texts at {folder}")
            continue
        tally = Tally()
        for gold_path in golds:
            gold = json.loads(gold_path.read_text(encoding="utf-8"))
            score_book(folder / gold["file"], gold, tally)
        for note in tally.notes:
            print(f"  {name}/{note}")
        print(f"{name}: {tally.books} books")
        report |= {f"{name}: {figure}": value for figure, value in figures(tally).items()}
    print(json.dumps(report, ensure_ascii=False))


if __name__ == "__main__":
    main(sys.argv[1:])
