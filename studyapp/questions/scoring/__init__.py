"""Marking: a pure function from a question and a response to a score from 0 to 1."""

from studyapp.questions.scoring.marking import Mark, mark

__all__ = ["Mark", "mark"]
