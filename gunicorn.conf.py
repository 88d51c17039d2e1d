"""How gunicorn serves the product. `gunicorn wsgi:app`, started in this directory, reads this file by itself.

The environment decides what differs between machines: HOST, PORT, WEB_CONCURRENCY (processes),
LOG_LEVEL and ACCESS_LOG (a file, or - for the terminal).
"""

from __future__ import annotations

from gevent import monkey

monkey.patch_all()  # before anything else is imported: sockets and locks then wait without holding the process

import gc  # noqa: E402 - see above
import os  # noqa: E402 - see above
import resource  # noqa: E402 - see above
from typing import Any  # noqa: E402 - see above

wsgi_app = "wsgi:app"
bind = f"{os.environ.get('HOST', '127.0.0.1')}:{os.environ.get('PORT', '8000')}"
workers = int(os.environ.get("WEB_CONCURRENCY", "2"))
worker_class = "gevent"
worker_connections = 4000  # phones in study sessions each hold a stream open
preload_app = True  # loaded once and shared between the processes: half the memory, one start-up
timeout = 60
graceful_timeout = 15
keepalive = 20
max_requests = 0
forwarded_allow_ips = ""  # whose X-Forwarded-* headers count is decided once, in the application (TRUSTED_PROXIES)
accesslog = os.environ.get("ACCESS_LOG") or None
errorlog = "-"
loglevel = os.environ.get("LOG_LEVEL", "warning")
control_socket_disable = True

# Every open stream is a file descriptor, and systems give a process 1,024 where it asks for no more.
resource.setrlimit(resource.RLIMIT_NOFILE, (resource.getrlimit(resource.RLIMIT_NOFILE)[1],) * 2)


def when_ready(server: Any) -> None:  # noqa: ARG001 - gunicorn's signature
    """Keep the collector away from what was loaded before the fork, so that its pages stay shared."""
    gc.collect()
    gc.freeze()


def post_fork(server: Any, worker: Any) -> None:  # noqa: ARG001 - gunicorn's signature
    """Give the new process database connections of its own."""
    from studyapp.db import db  # noqa: PLC0415 - the application is loaded only after this file
    from wsgi import app  # noqa: PLC0415 - likewise

    with app.app_context():
        db.engine.dispose(close=False)
