"""Every table of the product: importing this makes the metadata complete, for migrations and for making a database."""

from studyapp.cases import models as cases
from studyapp.jobs import models as jobs
from studyapp.people import models as people
from studyapp.questions import models as questions
from studyapp.study import models as study
from studyapp.study import prediction_models as predictions

__all__ = ["cases", "jobs", "people", "predictions", "questions", "study"]
