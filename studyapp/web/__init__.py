"""Pages: read the request, check permission, call one function, render."""
