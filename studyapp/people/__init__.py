"""Organizations, units, memberships, sign-in, permissions."""
