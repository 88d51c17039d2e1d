"""What can go wrong in the room, in words."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l
from flask_babel.speaklater import LazyString

WORDS: dict[str, LazyString] = {
    "check-in-early": _l("It is too early to check in. This is possible from an hour before the beginning."),
    "guest-name": _l("Write the guest's name, in at most %(most)s characters."),
    "guests-many": _l("A study session takes at most %(most)s guests."),
    "guests-not-allowed": _l("Guests are not allowed in this study session. Whoever planned it can change that."),
    "join-number-wrong": _l("There is no study session with this number. Look at the projector again."),
    "not-checked-in": _l("Check in first, with the number on the projector."),
    "not-invited": _l("Your unit is not invited to this study session, and it takes no guests. Ask the host."),
    "not-on-the-roll": _l("This person is not on the roll of this study session."),
    "not-there-yet": _l("Somebody who has not come cannot leave early. Mark them present first."),
    "roll-closed": _l("The roll of this study session cannot be changed now."),
    "was-there": _l("This person was there and has nothing to make up."),
}
