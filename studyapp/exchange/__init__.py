"""Files and protocols of others."""
