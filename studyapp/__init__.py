"""StudyApp: studying casebooks."""
