"""The question desk's errors, gates and kinds in words."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l
from flask_babel.speaklater import LazyString

from studyapp.questions.wording import Problem

WORDS: dict[str, LazyString] = {
    "already-rescued": _l("This draft has been rescued in the meantime."),
    "challenge-decided": _l("This challenge has been answered in the meantime."),
    "challenge-not-found": _l("This challenge is not among those of your units."),
    "confidence-out-of-range": _l("The confidence is a percentage from 0 to 100."),
    "correction-changes-nothing": _l("Nothing is changed yet: mark another option as right, or add what also holds."),
    "correction-key-missing": _l("Mark at least one option as right, or withdraw the question."),
    "correction-not-found": _l("This correction is not in your bank."),
    "correction-reason-missing": _l("Say why; everybody concerned reads it."),
    "held-draft-not-found": _l("This draft is no longer among those held back."),
    "question-changed": _l(
        "Somebody has reworded this question in the meantime. Reload it and decide on what it says now."
    ),
    "question-exists": _l("The case has this very question already."),
    "question-not-found": _l("This question is not in your bank."),
    "case-withdrawn": _l("The case of this question was taken out of its casebook: nothing is asked about it."),
    "evidence-gone": _l(
        "What proved this question’s key does not stand in the case any more, so it cannot be asked. Write a new one."
    ),
    "question-state": _l("This question has been decided in the meantime. Reload it to see where it stands."),
    "question-withdrawn": _l("This question has been withdrawn and counts no more."),
    "reject-reason-missing": _l("Say in a few words why the question is rejected."),
    "wording-not-sound": _l("The question cannot be saved as it stands."),
}

PROBLEMS: dict[str, LazyString] = {
    "blank-answers": _l("The stem has %(blanks)s blanks, but answers are given for %(answers)s."),
    "blank-missing": _l("The stem has no blank. Write %(blank)s where the answer belongs."),
    "evidence-missing": _l("Copy at least one sentence from the case that proves the key."),
    "explanation-missing": _l("Say in the explanation why the key is right."),
    "key-not-supported": _l("The evidence does not say “%(text)s”."),
    "one-key-needed": _l("Mark exactly one option as the key."),
    "option-count": _l("This kind has %(least)s to %(most)s options."),
    "option-empty": _l("An option is marked as the key but has no text."),
    "option-twice": _l("The option “%(text)s” is offered twice."),
    "points-missing": _l("Name at least one point that an answer must contain."),
    "quote-not-in-case": _l("“%(quote)s” is not in the case word for word."),
    "stem-missing": _l("Write the stem."),
    "true-false-options": _l("A true or false question offers %(true)s and %(false)s."),
    "two-keys-needed": _l("Mark at least two options as keys, and leave one that is not."),
}

# Gates of the engine: what is wrong with a draft that one of them holds back.
GATES: dict[str, LazyString] = {
    "damaged-text": _l("stem or key is damaged, or its marks do not pair"),
    "distractor-in-case": _l("a wrong option stands in the case and may be right"),
    "duplicate": _l("another question of the case asks the same"),
    "enough-of-this-rule": _l("the case already has enough questions of this make"),
    "evidence-not-exact": _l("the evidence differs from the text"),
    "half-a-pair": _l("the stem says only the first half of a pair such as not only … but also"),
    "key-in-stem": _l("stem or title gives the answer away"),
    "key-not-in-evidence": _l("the key is not in the evidence word for word"),
    "length-giveaway": _l("the key is much longer or shorter than the other options"),
    "nobody-named": _l("the stem does not say who is meant"),
    "no-fitting-kind": _l("no kind of question fits, mostly for want of good wrong options"),
    "options-count": _l("too few or too many options for the kind"),
    "options-too-alike": _l("two options are too alike"),
    "sentence-asked-enough": _l("the sentence is already asked about"),
    "stem-asked-of-another-case": _l("another case is asked the very same question"),
    "stem-length": _l("the stem is too short or too long"),
    "stem-points-away": _l("a word of the stem points to something that is not said"),
    "word-giveaway": _l("key and stem share a word that gives it away"),
}

# Why nothing is asked about a sentence.
SILENCES: dict[str, LazyString] = {
    "set-aside": _l("its questions were rejected or retired"),
    "suspect": _l("the text is in doubt here, so it is not quoted"),
    "damaged": _l("the sentence holds odd characters or is damaged"),
    "heading": _l("a heading or an unfinished line, not a sentence"),
    "speech": _l("somebody’s words or a question: they tell the story, but prove nothing"),
    "leans": _l("it cannot be understood without the sentence before"),
    "short": _l("too short for a question that stands alone"),
    "no-rule": _l("no way of asking fits that would have one sure answer"),
}

SLOT_WORDS: dict[str, LazyString] = {
    "background": _l("Case card: background"),
    "problems": _l("Case card: problems"),
    "measures": _l("Case card: measures"),
    "results": _l("Case card: results"),
    "shifts": _l("Case card: shifts"),
    "lessons": _l("Case card: lessons"),
}

# What the answers so far say of a question.
FINDINGS: dict[str, LazyString] = {
    "suspected": _l("The key is in doubt: those who know more choose another option, or most do."),
    "misleads": _l("Those who know more answer it worse."),
    "too-hard": _l("Very hard: fewer than a third or so are right."),
    "too-easy": _l("Very easy: nearly everybody is right."),
    "does-not-tell": _l("It hardly tells those who know from those who do not."),
    "dead": _l("A wrong option that hardly anybody chooses."),
}

KINDS: dict[str, LazyString] = {
    "single": _l("Single choice"),
    "multiple": _l("Multiple choice"),
    "true_false": _l("True or false"),
    "blank": _l("Fill in the blank"),
    "matching": _l("Matching"),
    "ordering": _l("Ordering"),
    "short_answer": _l("Short answer"),
    "case_analysis": _l("Case analysis"),
    "prediction": _l("Judgement before the commentary"),
}

BLOOMS: dict[str, LazyString] = {
    "remember": _l("Remember"),
    "understand": _l("Understand"),
    "apply": _l("Apply"),
    "analyse": _l("Analyse"),
}


def problem_words(problem: Problem) -> str:
    """Return a wording's problem as a sentence, or the gate's words; a gate nobody worded speaks for itself."""
    if problem.code in PROBLEMS:
        return str(PROBLEMS[problem.code]) % problem.parameters
    return gate_words(problem.code, str(problem.parameters.get("reason", problem.code)))


def gate_words(name: str, otherwise: str | None = None) -> str:
    """Return what a gate holds back, in words."""
    return str(GATES.get(name, otherwise or name))
