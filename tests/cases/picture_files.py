"""Files with pictures in them, made by the libraries that offices use."""

from __future__ import annotations

import base64
import io
import zipfile

import pypdfium2
from docx import Document
from PIL import Image, PngImagePlugin

from tests.cases.pdf_files import Placed, pdf_file

STORY = """\
案例一 楼道里的灯由谁来修
三楼的灯坏了两个月，没有人修。
居民认为应当由物业负责。
后来大家约定轮流换灯。
点评
先说清楚由谁负责，再谈怎么修。"""
AFTER = 2
"""The pictures stand behind this line of the story, counted from 0."""


def drawn(
    color: str = "red", size: tuple[int, int] = (320, 200), image_format: str = "PNG", **options: object
) -> bytes:
    """A picture of one color."""
    target = io.BytesIO()
    Image.new("RGB", size, color).save(target, image_format, **options)
    return target.getvalue()


def telling() -> bytes:
    """A picture that says more than its dots: where and by whom it was taken."""
    words = PngImagePlugin.PngInfo()
    words.add_text("Author", "secret-author")
    return drawn("blue", pnginfo=words)


def docx(picture: bytes, story: str = STORY) -> bytes:
    document = Document()
    for place, line in enumerate(story.split("\n")):
        document.add_paragraph(line)
        if place == AFTER:
            document.add_paragraph().add_run().add_picture(io.BytesIO(picture))
    target = io.BytesIO()
    document.save(target)
    return target.getvalue()


def html(picture: str, story: str = STORY) -> bytes:
    lines = [f"<p>{line}</p>" for line in story.split("\n")]
    lines.insert(AFTER + 1, f'<p><img src="{picture}" alt="坏了的灯"></p>')
    return f"<!doctype html><html><head><title>书</title></head><body>{''.join(lines)}</body></html>".encode()


def data_url(picture: bytes) -> str:
    return f"data:image/png;base64,{base64.b64encode(picture).decode()}"


def packed(**members: bytes) -> bytes:
    """A .zip with members; `__` in a name stands for a slash, a last `_` for the dot."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        for name, content in members.items():
            archive.writestr(".".join(name.replace("__", "/").rsplit("_", 1)), content)
    return target.getvalue()


def epub(picture: bytes, story: str = STORY) -> bytes:
    container = (
        '<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles>'
        '<rootfile full-path="O/b.opf" media-type="application/oebps-package+xml"/></rootfiles></container>'
    )
    package = (
        '<package xmlns="http://www.idpf.org/2007/opf"><metadata/><manifest>'
        '<item id="a" href="t/a.xhtml" media-type="application/xhtml+xml"/></manifest>'
        '<spine><itemref idref="a"/></spine></package>'
    )
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        archive.writestr("META-INF/container.xml", container)
        archive.writestr("O/b.opf", package)
        archive.writestr("O/t/a.xhtml", html("../i/lamp.png", story))
        archive.writestr("O/i/lamp.png", picture)
    return target.getvalue()


def pdf(picture: bytes, story: str = STORY) -> bytes:
    heights = [760, 700, 660, 420, 360, 330]
    document = pypdfium2.PdfDocument(
        pdf_file([[Placed(line, 80, y) for line, y in zip(story.split("\n"), heights, strict=True)]])
    )
    page = document[0]
    image = pypdfium2.PdfImage.new(document)
    opened = Image.open(io.BytesIO(picture))
    image.set_bitmap(pypdfium2.PdfBitmap.from_pil(opened))
    image.set_matrix(pypdfium2.PdfMatrix().scale(opened.width / 2, opened.height / 2).translate(80, 480))
    page.insert_obj(image)
    page.gen_content()
    target = io.BytesIO()
    document.save(target)
    return target.getvalue()


def odt(picture: bytes, story: str = STORY) -> bytes:
    lines = [f"<text:p>{line}</text:p>" for line in story.split("\n")]
    frame = '<draw:frame><draw:image xlink:href="Pictures/lamp.png"/><svg:desc>坏了的灯</svg:desc></draw:frame>'
    lines.insert(AFTER + 1, f"<text:p>{frame}</text:p>")
    names = {
        "office": "office",
        "text": "text",
        "draw": "drawing",
        "svg": "svg-compatible",
    }
    spaces = " ".join(f'xmlns:{one}="urn:oasis:names:tc:opendocument:xmlns:{end}:1.0"' for one, end in names.items())
    content = (
        f'<office:document-content {spaces} xmlns:xlink="http://www.w3.org/1999/xlink"><office:body><office:text>'
        f"{''.join(lines)}</office:text></office:body></office:document-content>"
    )
    return packed(content_xml=content.encode(), Pictures__lamp_png=picture)
