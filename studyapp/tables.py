"""Every table of the product: importing this makes the metadata complete, for migrations and for making a database."""

from studyapp.cases import glossary_models as glossary
from studyapp.cases import models as cases
from studyapp.chasing import models as chasing
from studyapp.jobs import models as jobs
from studyapp.meetings import minutes_models as minutes
from studyapp.meetings import models as meetings
from studyapp.meetings import reflection_models as reflections
from studyapp.meetings import room_models as rooms
from studyapp.people import identities
from studyapp.people import invitation_models as invitations
from studyapp.people import models as people
from studyapp.people import sign_in_models as sign_ins
from studyapp.people.roster import models as rosters
from studyapp.programmes import models as programmes
from studyapp.questions import models as questions
from studyapp.study import blueprint_models as blueprints
from studyapp.study import certificate_models as certificates
from studyapp.study import challenge_models as challenges
from studyapp.study import extra_time_models as extra_time
from studyapp.study import figure_models as figures
from studyapp.study import models as study
from studyapp.study import prediction_models as predictions
from studyapp.study import reading_models as reading
from studyapp.study import report_models as reports
from studyapp.study import review_models as reviews

__all__ = [
    "blueprints",
    "cases",
    "certificates",
    "challenges",
    "chasing",
    "extra_time",
    "figures",
    "glossary",
    "identities",
    "invitations",
    "jobs",
    "meetings",
    "minutes",
    "people",
    "predictions",
    "programmes",
    "questions",
    "reading",
    "reflections",
    "reports",
    "reviews",
    "rooms",
    "rosters",
    "sign_ins",
    "study",
]
