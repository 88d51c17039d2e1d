"""The signal to the worker loads no more than this installation uses."""

from __future__ import annotations

import subprocess
import sys

from studyapp.config import ROOT

LOAD = """
import sys
from flask import Flask
from studyapp.jobs.waking import open_huey
app = Flask("waking")
app.config["INSTANCE_FOLDER"] = sys.argv[1]
huey, send = open_huey(app, print)
send(7)
assert not {"redis", "psycopg", "gevent"} & set(sys.modules), "loaded, or left as missing"
import redis
print(len(huey))
"""


def test_without_redis_nothing_of_redis_is_loaded_and_it_stays_loadable(tmp_path):
    command = [sys.executable, "-c", LOAD, str(tmp_path)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert done.stdout.strip() == "1"
