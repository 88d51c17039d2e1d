"""One ballot a person; anonymous ones lead to nobody; nothing is told before its time."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from studyapp.errors import ConflictError, DomainError, ForbiddenError, NotFoundError
from studyapp.meetings import conducting, planning, roll, voting
from studyapp.meetings.models import Scene, StepKind, StudySessionState
from studyapp.meetings.moves import Move, is_repeat_pending, next_move
from studyapp.meetings.record import compose
from studyapp.meetings.room_models import Ballot, RoundState
from studyapp.meetings.rounds import add_from_bank, choose_anonymity, get_round, list_rounds, repeat_round
from studyapp.people.models import Role
from tests.meetings.meeting import MINUTE, make_meeting
from tests.meetings.meeting_room import SECRET, START, make_room
from tests.people.houses import make_house


@pytest.fixture
def room(db_session):
    return make_room()


def open_first(room):
    room.go(StepKind.FIRST_VOTE)
    room.do(Move.OPEN, 1)


def keys_shown(room):
    stage = room.stage()
    return [line.text for tally in (stage.before, stage.tally) if tally for line in tally.lines if line.is_key]


def ballots(db_session):
    return list(db_session.scalars(select(Ballot).order_by(Ballot.id)))


def test_answering_again_replaces_the_ballot_and_raises_its_version(room, db_session):
    open_first(room)
    assert room.vote(room.people[0], 1, "0") == 1
    assert room.vote(room.people[0], 1, "2") == 2
    assert [one.content for one in ballots(db_session)] == [{"chosen": [2]}]


def test_an_anonymous_ballot_holds_nothing_that_leads_to_its_voter(room, db_session):
    open_first(room)
    room.vote(room.people[0], 1, "0")
    one = ballots(db_session)[0]
    assert (one.attendance_id, one.saved_at) == (None, None)
    assert str(room.people[0].account_id) not in one.voter_key.split(":")
    assert voting.list_named(get_round(room.meeting.found, 1)) == []


def test_a_named_ballot_tells_the_host_who_answered_what(room):
    choose_anonymity(room.meeting.host, room.id, 1, is_anonymous=False)
    open_first(room)
    room.vote(room.people[0], 1, "1")
    assert [(one.name, one.content) for one in voting.list_named(get_round(room.meeting.found, 1))] == [
        ("学员丙", {"chosen": [1]})
    ]
    assert not get_round(room.meeting.found, 2).is_anonymous


def test_who_has_not_checked_in_does_not_vote(room):
    open_first(room)
    late = room.meeting.house.actor(room.meeting.join("没签到的"))
    with pytest.raises(ConflictError, match="not-checked-in"):
        room.vote(late, 1, "0")


def test_a_round_of_another_organization_does_not_exist(room):
    open_first(room)
    other = make_house("别处")
    with pytest.raises(NotFoundError):
        room.vote(other.actor(other.learner), 1, "0")


@pytest.mark.parametrize("state", [RoundState.PREPARED, RoundState.CLOSED, RoundState.REVEALED])
def test_only_an_open_round_takes_ballots(room, state):
    get_round(room.meeting.found, 1).state = state
    with pytest.raises(ConflictError, match="round-not-open"):
        room.vote(room.people[0], 1, "0")


def test_a_round_that_closes_between_check_and_save_takes_no_ballot(room, db_session):
    open_first(room)
    voter = voting.check_ballot(room.people[0], room.id, 1, ["0"], START, SECRET)
    room.do(Move.CLOSE, 1)
    with pytest.raises(ConflictError, match="round-not-open"):
        voting.save_ballot(voter, START)
    assert ballots(db_session) == []


def test_a_timer_ends_a_round_although_nobody_closes_it(room):
    get_round(room.meeting.found, 1).seconds = 30
    open_first(room)
    room.vote(room.people[0], 1, "0")
    room.now = START + MINUTE
    with pytest.raises(ConflictError, match="round-not-open"):
        room.vote(room.people[1], 1, "0")
    assert conducting.close_overdue(room.id, room.now)
    assert not conducting.close_overdue(room.id, room.now)
    assert get_round(room.meeting.found, 1).state is RoundState.CLOSED


def test_totals_and_key_stay_on_the_server_until_the_room_has_voted_again(room):
    open_first(room)
    room.vote_all(1, "0", "1", "1", "2", "0")
    room.do(Move.CLOSE, 1)
    assert room.stage().tally is None
    with pytest.raises(ConflictError, match="round-repeat-pending"):
        room.do(Move.RESULT, 1)


def test_the_key_waits_for_the_last_planned_repeat(room):
    repeat_round(room.meeting.host, room.id, 1)
    third = list_rounds(room.id)[-1].number
    for number in (1, 2, third):
        room.do(Move.OPEN, number)
        room.vote_all(number, "0", "1", "1", "0", "0")
        room.do(Move.CLOSE, number)
        if number == 2:
            room.do(Move.SHIFT, 2)
            assert keys_shown(room) == []
            assert [vote["lines"][0]["is_key"] for vote in compose(room.meeting.found, {})["votes"]] == [False, False]
    room.do(Move.SHIFT, third)
    assert len(keys_shown(room)) == 2  # before and after


def test_a_first_vote_that_was_passed_over_is_not_waited_for(room):
    rounds = list_rounds(room.id)
    rounds[1].state = RoundState.REVEALED
    assert not is_repeat_pending(rounds[1], rounds)


def test_a_question_of_the_bank_that_stands_twice_in_the_agenda_keeps_its_key_for_the_second_time(room):
    first = list_rounds(room.id)[0]
    again = add_from_bank(room.meeting.host, room.id, first.version_id, None)
    assert is_repeat_pending(first, [first, again])
    assert not is_repeat_pending(again, [first, again])


def test_the_shift_tells_who_moved_where_as_totals(room):
    open_first(room)
    room.vote_all(1, "1", "1", "2", "0")
    room.do(Move.CLOSE, 1)
    room.go(StepKind.SECOND_VOTE)
    room.do(Move.OPEN, 2)
    room.vote_all(2, "0", "1", "0", "0", "0")
    room.do(Move.CLOSE, 2)
    assert room.stage().shift is None
    room.do(Move.SHIFT, 2)
    stage = room.stage()
    assert stage.shift.flows == ((1, 0, 0), (1, 1, 0), (1, 0, 0))
    assert (stage.shift.both, stage.shift.moved) == (4, 2)
    assert stage.tally.lines[0].is_key
    assert [one.count for one in stage.before.lines] == [1, 2, 1]


def test_fewer_than_three_anonymous_ballots_are_not_told(room):
    open_first(room)
    room.vote_all(1, "0", "1")
    room.do(Move.CLOSE, 1)
    one = get_round(room.meeting.found, 1)
    assert voting.find_tally(one, with_key=False) is None
    one.is_anonymous = False
    assert voting.find_tally(one, with_key=False).answered == 2


def test_the_commentary_is_on_the_stage_only_once_it_is_revealed(room):
    room.go(StepKind.COMMENTARY)
    assert room.stage().commentaries == ()
    room.do(Move.COMMENTARY)
    assert room.stage().commentaries[0].text.startswith("先听后说")
    room.go(StepKind.SECOND_VOTE)
    assert room.stage().commentaries == ()


def test_raised_hands_are_counted_beside_the_phones(room):
    with pytest.raises(ConflictError, match="round-not-begun"):
        voting.count_hands(room.meeting.host, room.id, 1, [1, 2, 3])
    open_first(room)
    voting.count_hands(room.meeting.host, room.id, 1, [4, 0, 1])
    voting.count_hands(room.meeting.host, room.id, 1, [5, 0, 1])
    assert voting.find_hands(get_round(room.meeting.found, 1).id) == {0: 5, 2: 1}
    for wrong in ([1], [1, 2, -1], [1, 2, 10_001]):
        with pytest.raises(DomainError, match="hands-invalid"):
            voting.count_hands(room.meeting.host, room.id, 1, wrong)


def test_the_usual_way_leads_from_the_beginning_to_the_end(db_session):
    room = make_room()
    found, taken = room.meeting.found, []
    for _ in range(60):
        stage = room.stage()
        move = next_move(found, stage.steps, list_rounds(found.id), has_commentary=bool(stage.revision))
        if move is None:
            break
        taken.append(move.move)
        room.do(move.move, move.about)
    assert taken.count(Move.OPEN) == 4
    assert taken.count(Move.SHIFT) == 2
    assert taken.count(Move.COMMENTARY) == 2
    assert taken[-1] is Move.END
    assert found.state is StudySessionState.ENDED


def test_two_hosts_at_once_the_second_is_told_who_hosts(room):
    admin = room.meeting.house.actor(room.meeting.house.administrator)
    with pytest.raises(ConflictError, match="somebody-else-hosts"):
        room.do(Move.STEP, 1, actor=admin)
    conducting.take_over(admin, room.id, START)
    room.do(Move.STEP, 1, actor=admin)
    with pytest.raises(ConflictError, match="somebody-else-hosts"):
        room.do(Move.STEP, 2)


def test_a_second_press_of_the_same_button_moves_nothing(room):
    command = conducting.Command(Move.STEP, 1, room.meeting.found.event_number)
    conducting.conduct(room.meeting.host, room.id, command, START)
    with pytest.raises(ConflictError, match="room-moved-on"):
        conducting.conduct(room.meeting.host, room.id, command, START)


def test_an_organizer_of_part_of_the_units_does_not_take_over(db_session):
    meeting = make_meeting()
    meeting.found.host_id = meeting.house.administrator.id
    west = meeting.join("西馆组织者", meeting.house.west, Role.ORGANIZER)
    with pytest.raises((ForbiddenError, NotFoundError)):
        conducting.take_over(meeting.house.actor(west), meeting.id, START)


def test_going_on_closes_the_open_round(room):
    open_first(room)
    room.go(StepKind.DISCUSSION)
    assert get_round(room.meeting.found, 1).state is RoundState.CLOSED
    assert room.stage().scene is Scene.STEP


def test_calling_off_while_running_keeps_everything_and_stops_the_room(room, db_session):
    open_first(room)
    room.vote(room.people[0], 1, "0")
    planning.cancel(room.meeting.host, room.id, START)
    with pytest.raises(ConflictError, match="study-session-cancelled"):
        room.vote(room.people[1], 1, "0")
    with pytest.raises(ConflictError, match="study-session-cancelled"):
        room.do(Move.CLOSE, 1)
    assert len(ballots(db_session)) == 1
    assert room.stage().round is None


def test_ending_closes_the_roll_and_credits_the_time(room):
    absent = room.meeting.join("没来的")
    room.now = START + 90 * MINUTE
    room.do(Move.END)
    entries = {one.account_id: one.attendance for one in roll.list_roll(room.meeting.found)}
    assert entries[room.people[0].account_id].credited_minutes == 90
    assert entries[absent.id].credited_minutes == 0
