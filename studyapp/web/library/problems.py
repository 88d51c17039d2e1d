"""What can go wrong with casebooks and imports, in words: what it is and what to do."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l
from flask_babel.speaklater import LazyString

WORDS: dict[str, LazyString] = {
    "already-imported": _l("This file was imported before, as “%(title)s”."),
    "archive-too-large": _l("The file unpacks to far more than it should and was refused. Save it anew and try again."),
    "archive-too-nested": _l("The archive holds further archives. Unpack it and pack the casebook's files directly."),
    "binary-file": _l("The file holds no text. Save the casebook as .docx, .html, .md or .txt and try again."),
    "case-revised": _l("Somebody else corrected this case in the meantime. Look at its present text and try again."),
    "case-not-found": _l("This case is not in your library."),
    "casebook-not-found": _l("This casebook is not in your library."),
    "damaged-file": _l(
        "The file is damaged or is no real .%(format)s file. Open it in its own program and save it again."
    ),
    "empty-file": _l("The file is empty. Choose one that holds the casebook's text."),
    "glossary-line": _l(
        "Line %(line)s: write the term (up to %(term)s characters), a colon, and the explanation (up to "
        "%(explanation)s)."
    ),
    "glossary-many": _l("A glossary has at most %(most)s terms."),
    "glossary-twice": _l("“%(term)s” is explained twice. Keep one of the lines."),
    "file-missing": _l("Choose a file, or paste the text."),
    "file-too-large": _l(
        "The file has %(megabytes)s MB, more than the %(limit)s MB allowed. Split it, or save it without pictures."
    ),
    "import-not-failed": _l("This import has not failed; there is nothing to try again."),
    "import-not-found": _l("This import is not in your library, or was given up."),
    "import-not-in-preview": _l("This import is already confirmed, so it cannot be changed any more."),
    "import-not-read": _l("The file has not been read yet. Wait a moment and reload the page."),
    "import-taken-over": _l("Another run has taken this import over. Wait until it is done."),
    "job-failed": _l("Something went wrong on our side. Nothing was half-imported. Try again."),
    "job-lost": _l("The work was interrupted. Nothing was half-imported. Try again."),
    "job-unknown": _l("This server does not know this kind of work. Ask your administrator to update it."),
    "line-not-found": _l("This paragraph is not in the file."),
    "locked-file": _l("The file is protected by a password. Remove the protection and save it again."),
    "missing-file": _l("The file is not there any more. Hand it in again."),
    "module-not-found": _l("This module is not in your library."),
    "module-order": _l("The cases of this module have changed meanwhile. Reload the page and try again."),
    "module-question-count": _l("Enter a number of questions from 1 to %(most)s."),
    "module-title-missing": _l("Enter a title."),
    "needs-office": _l(
        "To read .%(format)s files, this server needs LibreOffice, which is not installed. Open the file"
        " in Word or WPS, choose “Save as” with the type .docx, and import that."
    ),
    "no-case": _l(
        "No case was recognised in the text. Mark each case with a label such as “案例一”, or a heading such as "
        "“基本案情”, and try again."
    ),
    "no-text": _l("No text was found in the file. If it was scanned, it needs text recognition first."),
    "not-a-file": _l("This is not a file. Choose a single file."),
    "nothing-chosen": _l("Every case is left out. Keep at least one, or give the import up."),
    "nothing-readable-inside": _l(
        "No file in the archive can be read as text. Pack .docx, .pdf, .txt, .md or .html files."
    ),
    "picture-file": _l("The file is a picture, whatever its name says. Hand in the text itself."),
    "reader-failed": _l("The file could not be read. Save it as .docx or .txt and try once more."),
    "scan-too-long": _l("The scanned file has %(pages)s pages; at most %(limit)s are recognised at a time. Split it."),
    "scanned-pdf": _l(
        "The pages of this file (%(pages)s) are pictures without text. Run text recognition (OCR) over "
        "it and import the result, or ask for tesseract with chi_sim to be installed on this server."
    ),
    "too-many-files": _l("The archive holds %(count)s files, more than the %(limit)s allowed. Import it in parts."),
    "too-many-pages": _l("The file has %(pages)s pages, more than the %(limit)s allowed. Split it."),
    "too-much-memory": _l("Reading needs too much memory and was stopped. Split the file and try again."),
    "took-too-long": _l("Reading took longer than %(seconds)s seconds and was stopped. Split the file and try again."),
    "unknown-encoding": _l("The file's text encoding cannot be made out. Save it as UTF-8 and try again."),
    "unreadable-path": _l("The file cannot be opened. Choose another one."),
    "unsafe-archive": _l("The archive names files outside itself and was refused. Pack the casebook's files anew."),
    "picture-not-found": _l("This picture is not there any more."),
    "reason-missing": _l("Say in a few words why."),
    "revision-not-found": _l("This case has no such revision."),
    "revision-unchanged": _l("Nothing is different from the present text."),
    "unsupported-format": _l(
        "Files of the kind .%(format)s cannot be read. Save it as .docx, .html, .md or .txt and try again."
    ),
}
