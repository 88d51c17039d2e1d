from __future__ import annotations

import re

from studyapp.translations_build import compile_locale, extract, merge, missing, read_fragments

PLACEHOLDER = re.compile(r"%\((\w+)\)[sd]|%[sd]")


def places(words: str) -> list[str]:
    return sorted(set(PLACEHOLDER.findall(words)))


def test_every_word_of_the_interface_has_its_chinese() -> None:
    assert [(message.id, message.locations) for message in missing()] == []


def test_fragments_do_not_contradict_each_other() -> None:
    _, contradictions = merge()
    assert contradictions == []


def test_no_translation_is_a_guess() -> None:
    assert [
        (path.name, entry.id) for path, catalog in read_fragments() for entry in catalog if entry.id and entry.fuzzy
    ] == []


def test_placeholders_are_those_of_the_original() -> None:
    catalog, _ = merge()
    for message in catalog:
        if not message.id:
            continue
        original = message.id if isinstance(message.id, str) else message.id[-1]
        for chinese in [message.string] if isinstance(message.string, str) else message.string:
            assert places(chinese) == places(original), message.id


def test_chinese_sentences_end_in_chinese_marks() -> None:
    catalog, _ = merge()
    for message in catalog:
        for chinese in [message.string] if isinstance(message.string, str) else message.string:
            assert not message.id or not re.search(r"[\u4e00-\u9fff][,:;?!]|[\u4e00-\u9fff]\.$", chinese), chinese


def test_nothing_is_translated_that_nobody_says() -> None:
    said = {message.id if isinstance(message.id, str) else message.id[0] for message in extract() if message.id}
    kept = [message.id if isinstance(message.id, str) else message.id[0] for message in merge()[0] if message.id]
    assert [words for words in kept if words not in said] == []


def test_the_catalog_that_pages_read_is_compiled_from_the_fragments() -> None:
    assert compile_locale().stat().st_size > 1000
