"""flask questions totals rebuild."""

from studyapp.db import db
from studyapp.questions.models import QuestionTotals
from studyapp.study.handing_in import hand_in
from tests.people.houses import NOON
from tests.study.classroom import SECRET, make_classroom


def test_the_totals_are_made_anew_and_a_second_run_finds_nothing_to_mend(app, db_session):
    room = make_classroom()
    attempt = room.start(NOON)
    room.answer(attempt, 4, 2, NOON)
    hand_in(room.learner, attempt.id, NOON, SECRET)
    db_session.execute(db.update(QuestionTotals).values(n=7))
    db_session.commit()
    runner = app.test_cli_runner(env={"LANG": "en_US.UTF-8", "LC_ALL": "en_US.UTF-8"})
    first = runner.invoke(args=["questions", "totals", "rebuild"])
    assert first.output == "6 question versions with answers; the totals of 6 were mended.\n", first.output
    second = runner.invoke(args=["questions", "totals", "rebuild"])
    assert second.output == "6 question versions with answers; the totals of 0 were mended.\n"
    db_session.expire_all()
    assert {one.n for one in db_session.scalars(db.select(QuestionTotals))} == {1}
