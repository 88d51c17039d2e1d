"""The kinds of jobs: one module each, listed here so that the worker knows them."""

from __future__ import annotations

from studyapp.jobs.kinds import casebook_build, casebook_read, remark, reminders, report_make, roster_apply, roster_read

__all__ = ["casebook_build", "casebook_read", "remark", "reminders", "report_make", "roster_apply", "roster_read"]
