"""The background worker as `serve.py` starts it: `flask jobs work` without the command line, which loads more."""

from __future__ import annotations

import logging
import os

from studyapp.foundation import lay_for_work
from studyapp.jobs.working import LOG_FORMAT, work


def main() -> None:
    """Run background jobs until interrupted."""
    logging.basicConfig(level=os.environ.get("LOG_LEVEL", "WARNING").upper(), format=LOG_FORMAT)
    work(lay_for_work())


if __name__ == "__main__":
    main()
