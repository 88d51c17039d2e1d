"""Count and check what is drafted from casebook files: yield, coverage, levels, and what a machine can judge.

    python benchmarks/score_questions.py FILE…

It does not replace judges: criteria of meaning are not measured here. The last line is one JSON object.
"""

from __future__ import annotations

import json
import sys
import time
from collections import Counter
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from studyapp.cases.casebook_text import CaseText
from studyapp.cases.reading import read_casebook
from studyapp.errors import UnreadableFileError
from studyapp.questions.analysis import analyse
from studyapp.questions.checks import GATES
from studyapp.questions.drafting import draft_questions
from studyapp.questions.lexicon import TermLexicon

TERMS = Path(__file__).resolve().parents[1] / "content" / "terms"
GOAL_YIELD, GOAL_ABOVE, LEAST_PER_CASE = 6.0, 0.5, 8


def complete(case: CaseText) -> bool:
    """Say whether a case has a body of some length and a commentary, and is not cut off."""
    return bool(case.commentary) and "truncated" not in case.flags and len(case.body) + len(case.commentary or "") > 600


def main(files: list[str]) -> int:
    lexicon = TermLexicon.load(TERMS)
    counts: Counter[str] = Counter()
    kinds: Counter[str] = Counter()
    levels: Counter[str] = Counter()
    failures: Counter[str] = Counter()
    withheld: Counter[str] = Counter()
    started = time.process_time()
    for file in files:
        try:
            cases = [one.text for one in read_casebook(Path(file).read_bytes(), Path(file).name).cases]
        except UnreadableFileError as error:
            print(f"{Path(file).name}: no case ({error.code})")
            continue
        drafted = draft_questions(cases, lexicon)
        again = draft_questions(cases, lexicon)
        counts["not_repeatable"] += drafted != again
        by_number = {case.number: analyse(case) for case in cases}
        characters = sum(len(case.body) + len(case.commentary or "") for case in cases)
        counts["characters"] += characters
        for draft in drafted.questions:
            case = by_number[draft.case]
            failures.update(gate.name for gate in GATES if not gate.keeps(draft, case))
            kinds[draft.kind] += 1
            levels[draft.bloom] += 1
        stems = Counter(draft.stem for draft in drafted.questions)
        failures["duplicate-stem"] += sum(count - 1 for count in stems.values())
        counts["questions"] += len(drafted.questions)
        for case in cases:
            if complete(case):
                counts["complete_cases"] += 1
                asked = sum(draft.case == case.number for draft in drafted.questions)
                counts["complete_cases_with_eight"] += asked >= LEAST_PER_CASE
        counts["sentences"] += sum(one.sentences + one.commentary_sentences for one in drafted.coverage)
        counts["covered"] += sum(one.covered + one.commentary_covered for one in drafted.coverage)
        withheld.update({f"{one.rule}: {one.reason}": one.count for one in drafted.withheld})
        per = 1000 * len(drafted.questions) / max(1, characters)
        print(f"{Path(file).name}: {len(cases)} cases, {characters} characters, ", end="")
        print(f"{len(drafted.questions)} questions, {per:.1f}/1000")
    seconds = time.process_time() - started
    for name, counted in (("kinds", kinds), ("levels", levels), ("withheld", withheld)):
        print(f"{name}: " + ", ".join(f"{key} {value}" for key, value in sorted(counted.items())))
    print("failed machine checks: " + (", ".join(f"{k} {v}" for k, v in sorted(failures.items()) if v) or "none"))
    print(json.dumps(figures(counts, levels, failures, seconds), ensure_ascii=False))
    return 0


def figures(counts: Counter[str], levels: Counter[str], failures: Counter[str], seconds: float) -> dict[str, object]:
    """Return each figure with its unit, its goal, and whether the goal holds."""
    total = max(1, counts["questions"])
    per = 1000 * counts["questions"] / max(1, counts["characters"])
    above = 1 - levels["remember"] / total
    eight = counts["complete_cases_with_eight"] / max(1, counts["complete_cases"])
    failed = sum(failures.values())
    return {
        "yield": figure(round(per, 2), "questions per 1000 characters", ">= 6", per >= GOAL_YIELD),
        "above_remember": figure(round(above, 3), "share", ">= 0.5", above >= GOAL_ABOVE),
        "complete_cases_with_eight": figure(round(eight, 3), "share", "1", eight >= 1),
        "coverage": figure(
            round(counts["covered"] / max(1, counts["sentences"]), 3), "share of sentences", "none", True
        ),
        "failed_machine_checks": figure(failed, "questions", "0", failed == 0),
        "repeatable": figure(counts["not_repeatable"], "files that differ", "0", counts["not_repeatable"] == 0),
        "processor_time": figure(round(seconds, 2), "s, two drafts of every file", "none", True),
    }


def figure(value: float, unit: str, goal: str, holds: bool) -> dict[str, object]:
    """Return one figure as the JSON of all benchmarks has it."""
    return {"value": value, "unit": unit, "goal": goal, "holds": holds}


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
