"""Reading a response as a person with a strict browser would."""

from __future__ import annotations

import re
import warnings
from collections import Counter
from typing import Any

import html5lib
from werkzeug.test import TestResponse


class Page:
    """A valid page: one title, one h1, ids that occur once. `find` takes ElementPath, as `.//form[@method='post']`."""

    def __init__(self, response: TestResponse) -> None:
        self.status = response.status_code
        self.root = _parsed(response.get_data(as_text=True))
        ids = Counter(element.get("id") for element in self.root.iter() if element.get("id"))
        repeated = [name for name, times in ids.items() if times > 1]
        assert not repeated, f"ids occur more than once: {repeated}"
        labelled = {element.get("for") for element in self.root.iter("label") if element.get("for")}
        assert labelled <= set(ids), f"labels without their field: {labelled - set(ids)}"
        assert self.title, "the page has no title"
        assert len(self.find_all(".//h1")) == 1, f"the page has {len(self.find_all('.//h1'))} h1"

    @property
    def title(self) -> str:
        return text_of(self.root.find(".//title"))

    @property
    def heading(self) -> str:
        return text_of(self.root.find(".//h1"))

    @property
    def text(self) -> str:
        """What is read on the page, with single spaces."""
        return text_of(self.root.find("body"))

    def find(self, path: str) -> Any:
        """Return the only element at `path`."""
        found = self.find_all(path)
        assert len(found) == 1, f"{len(found)} elements at {path}"
        return found[0]

    def find_all(self, path: str) -> list[Any]:
        return self.root.findall(path)

    def link(self, words: str) -> str:
        """Return where the first link reading `words` leads."""
        for element in self.root.iter("a"):
            if text_of(element) == words:
                return element.get("href")
        raise AssertionError(f"no link reads {words!r}")


def html(response: TestResponse) -> Page:
    """Return the response's page, or fail on invalid HTML."""
    return Page(response)


def text_of(element: Any) -> str:
    """Return the text of an element and what is in it, with single spaces; empty for None."""
    if element is None:
        return ""
    return re.sub(r"\s+", " ", "".join(element.itertext())).strip()


def _parsed(source: str) -> Any:
    parser = html5lib.HTMLParser(tree=html5lib.getTreeBuilder("etree"), namespaceHTMLElements=False)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)
        root = parser.parse(source)
    lines = source.splitlines()
    problems = [
        f"line {line}: {html5lib.constants.E[code] % values}: {''.join(lines[line - 1 : line]).strip()[:100]}"
        for (line, _), code, values in parser.errors
    ]
    assert not problems, "invalid HTML:\n" + "\n".join(problems[:10])
    return root
