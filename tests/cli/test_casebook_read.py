"""flask casebook read: what it prints, and one clear sentence for every file that cannot be read."""

import json

import pytest
from flask import Flask

from studyapp.cli.casebook import casebook

BOOK = (
    "案例一：窗口搬到村口\n甲县乙镇过去办事要跑三趟。今年起，镇里把窗口搬到了村口，村民当天就能办完。\n"
    "点评：把服务送到门口，比让群众多跑一趟更有用。\n"
    "案例二：旧楼装上电梯\n丙小区的老人上下楼困难。社区组织十一次协商，电梯最终装成，费用由各层分担。\n点评：商量着办，难事才能办成。\n"
)


@pytest.fixture
def run(monkeypatch):
    app = Flask(__name__)
    app.cli.add_command(casebook)

    def run(*arguments, lang="zh_CN.UTF-8"):
        for name in ("LC_ALL", "LC_MESSAGES"):
            monkeypatch.delenv(name, raising=False)
        monkeypatch.setenv("LANG", lang)
        return app.test_cli_runner().invoke(args=["casebook", "read", *map(str, arguments)])

    return run


def test_json_holds_the_promised_keys(run, tmp_path):
    path = tmp_path / "book.txt"
    path.write_text(BOOK, encoding="utf-8")

    done = run(path, "--json")

    book = json.loads(done.stdout)
    assert list(book) == ["source", "title", "introduction", "cases", "repairs", "suspects", "left_over"]
    assert [case["label"] for case in book["cases"]] == ["案例一", "案例二"]
    assert book["cases"][1]["title"] == "旧楼装上电梯"
    assert book["cases"][1]["commentary"] == "商量着办，难事才能办成。"
    assert {"case", "title", "body", "commentary"} == set(book["cases"][0]["raw_spans"])


def test_raw_prints_the_decoded_file_unchanged(run, tmp_path):
    path = tmp_path / "book.txt"
    path.write_bytes(BOOK.replace("\n", "\r\n").encode("gb18030"))

    assert run(path, "--raw").stdout_bytes.decode("utf-8") == BOOK.replace("\n", "\r\n")


@pytest.mark.parametrize(
    ("content", "chinese", "english"),
    [
        (b"", "文件是空的", "empty"),
        (b"\x89PNG\r\n\x1a\n" + b"\0" * 400, "图片", "picture"),
        (b"\xff\xd8\xff\xe0" + bytes(range(256)) * 9, "图片", "picture"),
        (bytes(range(256)) * 40, "不是文字", "no text"),
        ("今天天气很好，大家去公园散步。".encode(), "没有识别出任何案例", "No case"),
        ("甲乙丙".encode()[:-1] + bytes([0xFF, 0xC0] * 40), "编码", "encoding"),
        (b"PK\x03\x04 not a zip", "损坏", "damaged"),
    ],
)
def test_a_bad_file_is_one_sentence_and_status_2(run, tmp_path, content, chinese, english):
    path = tmp_path / "book.txt"
    path.write_bytes(content)

    in_chinese, in_english = run(path, "--json"), run(path, lang="C.UTF-8")

    assert in_chinese.exit_code == in_english.exit_code == 2
    assert chinese in in_chinese.stderr
    assert english in in_english.stderr
    assert len(in_chinese.stderr.strip().splitlines()) == 1
    assert in_chinese.stdout == ""


def test_a_file_over_the_limit_is_refused_before_it_is_read(run, tmp_path):
    path = tmp_path / "big.txt"
    with path.open("wb") as file:
        file.truncate(60 * 1024 * 1024)

    done = run(path)

    assert done.exit_code == 2
    assert "60 MB" in done.stderr


def test_a_missing_path_is_named(run, tmp_path):
    done = run(tmp_path / "nowhere.txt")

    assert done.exit_code == 2
    assert "nowhere.txt" in done.stderr
