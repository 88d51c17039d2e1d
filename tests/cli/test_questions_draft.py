import json

from click.testing import CliRunner

from studyapp.cli.questions import questions

BOOK = """案例一 摊位怎样管
针对摊位占道的问题，镇里划定了三处临时经营区，并公开抽签分配。为了让摊主看懂规则，执法队印制了图画版告知书。
【点评】
执法人员应当先说明依据，再作出决定。
"""


def run(*arguments: str):
    return CliRunner().invoke(questions, ["draft", *arguments])


def test_the_json_quotes_the_file_and_is_the_same_every_time(tmp_path):
    file = tmp_path / "book.txt"
    file.write_text(BOOK, encoding="utf-8")
    first, second = run(str(file), "--json"), run(str(file), "--json")
    data = json.loads(first.output)
    assert first.output == second.output
    assert {"questions", "coverage", "withheld"} <= set(data)
    assert all(proof["quote"] in BOOK for draft in data["questions"] for proof in draft["evidence"])
    assert data["questions"]


def test_a_missing_file_is_refused_with_one_line_and_status_two(tmp_path):
    result = run(str(tmp_path / "none.txt"))
    assert result.exit_code == 2
    assert len(result.stderr.strip().splitlines()) == 1
    assert "Traceback" not in result.stderr
