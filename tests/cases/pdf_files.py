"""Small PDF files for tests: text is set in a Chinese font that every reader knows by name, so none is embedded."""

from typing import NamedTuple


class Placed(NamedTuple):
    """A run of text at a place, in points from the lower left corner; `width` pads single characters apart."""

    text: str
    x: float
    y: float
    size: float = 10.5


# How text is turned to stand upright on a page that is shown turned, and where a place then lies.
_TURNED = {
    0: ("1 0 0 1", lambda x, y: (x, y)),
    90: ("0 1 -1 0", lambda x, y: (595 - y, x)),
    180: ("-1 0 0 -1", lambda x, y: (595 - x, 842 - y)),
    270: ("0 -1 1 0", lambda x, y: (y, 842 - x)),
}


def pdf_file(pages, turn=0):
    """Return the bytes of a PDF whose pages are lists of `Placed`; each is upright once shown turned by `turn`."""
    matrix, place = _TURNED[turn]
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"",
        b"<</Type/Font/Subtype/Type0/BaseFont/STSong-Light/Encoding/UniGB-UCS2-H/DescendantFonts[4 0 R]>>",
        (
            b"<</Type/Font/Subtype/CIDFontType0/BaseFont/STSong-Light/CIDSystemInfo<</Registry(Adobe)/Ordering(GB1)"
            b"/Supplement 2>>/DW 1000/W[1 95 500]/FontDescriptor 5 0 R>>"
        ),
        (
            b"<</Type/FontDescriptor/FontName/STSong-Light/Flags 6/FontBBox[-25 -254 1000 880]/ItalicAngle 0/Ascent 880"
            b"/Descent -120/CapHeight 880/StemV 93>>"
        ),
    ]
    kids = []
    for page in pages:
        stream = b"".join(
            b"BT /F1 %g Tf %s %g %g Tm <%s> Tj ET\n"
            % (one.size, matrix.encode(), *place(one.x, one.y), one.text.encode("utf-16-be").hex().encode())
            for one in page
        )
        objects.append(b"<</Length %d>>stream\n%s\nendstream" % (len(stream), stream))
        objects.append(
            b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Rotate %d"
            b"/Resources<</Font<</F1 3 0 R>>>>/Contents %d 0 R>>" % (turn, len(objects))
        )
        kids.append(b"%d 0 R" % len(objects))
    objects[1] = b"<</Type/Pages/Count %d/Kids[%s]>>" % (len(kids), b" ".join(kids))
    return assembled(objects)


def assembled(objects):
    """Return a PDF file made of numbered objects, the first being the catalogue."""
    data = b"%PDF-1.7\n"
    places = []
    for number, body in enumerate(objects, start=1):
        places.append(len(data))
        data += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    start = len(data)
    data += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    data += b"".join(b"%010d 00000 n \n" % place for place in places)
    return data + b"trailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF" % (len(objects) + 1, start)


def set_text(paragraphs, *, x=90, top=750, width=38, size=10.5, pitch=18.0):
    """Set paragraphs (indented by two characters) in full lines of `width` characters, from the top down."""
    lines = []
    y = top
    for paragraph in paragraphs:
        rest, indent = paragraph, 2
        while rest:
            line, rest = rest[: width - indent], rest[width - indent :]
            lines.append(Placed(line, x + indent * size, y, size))
            indent = 0
            y -= pitch
    return lines
