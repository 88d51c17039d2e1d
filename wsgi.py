"""The application as servers and the `flask` command find it."""

from studyapp import create_app

app = create_app()
