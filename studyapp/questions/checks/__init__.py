"""Gates: each has a name and a reason that a person understands; a draft must pass them all."""

from studyapp.questions.checks.gates import GATES, Gate, failed_gate

__all__ = ["GATES", "Gate", "failed_gate"]
