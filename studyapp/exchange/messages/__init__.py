"""Messages that leave the house: by mail, and through the robots of groups. Nothing here knows the database."""
