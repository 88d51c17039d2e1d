"""A network between a browser and the product that can be cut for real: what is sent while it is cut arrives nowhere.

The browser's own offline mode does not hold for a page that a service worker is just opening.
"""

from __future__ import annotations

import contextlib
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from urllib.parse import urlsplit

from playwright.sync_api import BrowserContext

CHUNK = 65536


class Network:
    """Forwards connections on a port of its own to the product, as long as it is not cut."""

    def __init__(self, url: str) -> None:
        target = urlsplit(url)
        self._target = (target.hostname or "127.0.0.1", target.port or 80)
        self._door = socket.create_server(("127.0.0.1", 0))
        self._ends: set[socket.socket] = set()
        self._is_cut = False
        self.url = f"http://127.0.0.1:{self._door.getsockname()[1]}"
        threading.Thread(target=self._accept, daemon=True).start()

    def cut(self, context: BrowserContext) -> None:
        """Let nothing through any more, and let the browser know that it is offline."""
        self._is_cut = True
        for end in list(self._ends):
            _shut(end)
        context.set_offline(True)

    def mend(self, context: BrowserContext) -> None:
        """Let everything through again."""
        self._is_cut = False
        context.set_offline(False)

    def close(self) -> None:
        """Forward nothing for good."""
        self._is_cut = True
        self._door.close()
        for end in list(self._ends):
            _shut(end)

    def _accept(self) -> None:
        with contextlib.suppress(OSError):
            while True:
                near, _ = self._door.accept()
                threading.Thread(target=self._forward, args=(near,), daemon=True).start()

    def _forward(self, near: socket.socket) -> None:
        with near, contextlib.suppress(OSError):
            if self._is_cut:
                return
            with socket.create_connection(self._target) as far:
                self._ends |= {near, far}
                back = threading.Thread(target=_pump, args=(far, near), daemon=True)
                back.start()
                _pump(near, far)
                back.join()
                self._ends -= {near, far}


@contextmanager
def network_to(url: str) -> Iterator[Network]:
    """A network to the product at `url`, closed at the end."""
    network = Network(url)
    try:
        yield network
    finally:
        network.close()


def _pump(source: socket.socket, target: socket.socket) -> None:
    with contextlib.suppress(OSError):
        while data := source.recv(CHUNK):
            target.sendall(data)
    _shut(target)


def _shut(end: socket.socket) -> None:
    with contextlib.suppress(OSError):
        end.shutdown(socket.SHUT_RDWR)
