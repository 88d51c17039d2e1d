"""The background worker as `serve.py` starts it: `flask jobs work` without the command line, which loads more."""

from __future__ import annotations

import logging
import os

from studyapp import create_app
from studyapp.jobs.working import LOG_FORMAT, work


def main() -> None:
    """Run background jobs until interrupted."""
    logging.basicConfig(level=os.environ.get("LOG_LEVEL", "WARNING").upper(), format=LOG_FORMAT)
    work(create_app())


if __name__ == "__main__":
    main()
