"""What can go wrong in the room, in words."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l
from flask_babel.speaklater import LazyString

WORDS: dict[str, LazyString] = {
    "ballot-empty": _l("Nothing is chosen yet."),
    "ballot-invalid": _l("This answer does not fit the question. Reload the page."),
    "ballot-long": _l("At most %(most)s characters, please."),
    "ballot-places": _l("Give each entry a place of its own, from 1 on."),
    "check-in-early": _l("It is too early to check in. This is possible from an hour before the beginning."),
    "floor-empty": _l("Write your question first."),
    "floor-long": _l("A question has at most %(most)s characters."),
    "floor-many": _l("%(most)s of your questions are waiting already. Let those be answered first."),
    "floor-not-found": _l("This question is not there any more."),
    "guest-name": _l("Write the guest's name, in at most %(most)s characters."),
    "guests-many": _l("A study session takes at most %(most)s guests."),
    "guests-not-allowed": _l("Guests are not allowed in this study session. Whoever planned it can change that."),
    "hands-invalid": _l("Raised hands are whole numbers from 0 to %(most)s, one for each answer."),
    "join-number-wrong": _l("There is no study session with this number. Look at the projector again."),
    "not-checked-in": _l("Check in first, with the number on the projector."),
    "not-invited": _l("Your unit is not invited to this study session, and it takes no guests. Ask the host."),
    "not-on-the-roll": _l("This person is not on the roll of this study session."),
    "not-running": _l("The study session is not under way now."),
    "not-there-yet": _l("Somebody who has not come cannot leave early. Mark them present first."),
    "roll-closed": _l("The roll of this study session cannot be changed now."),
    "room-moved-on": _l("The room had already moved on. This is where it is now."),
    "round-not-begun": _l("This vote has not been opened yet."),
    "round-not-open": _l("This vote is closed. What you saved before counts."),
    "round-repeat-pending": _l("The result stays hidden until the room has voted again."),
    "round-state": _l("This vote is not in the state for that. This is where the room is now."),
    "somebody-else-hosts": _l("%(name)s is hosting now. To host yourself, take over first."),
    "step-without-case": _l("This step has no case. Go to the step of a case first."),
    "was-there": _l("This person was there and has nothing to make up."),
}
