"""The kinds of jobs: one module each, listed here so that the worker knows them."""

from __future__ import annotations

__all__: list[str] = []
