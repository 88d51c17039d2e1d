"""From bytes to Chinese text: which encoding was it written in?"""

from __future__ import annotations

import codecs
import re

from studyapp.errors import UnreadableFileError

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# The commonest characters of written Chinese, in both scripts: a wrong decoding hardly ever hits them.
_COMMON = frozenset(
    "的一是不了在人有我他这个们中来上大为和国地到以说时要就出会可也你对生能而子那得于着下自之年过发后作里用"
    "道行所然家种事成方多经么去法学如都同现当没动面起看定天分还进好小部其些主样理心"
    "本前开但因只从想实日军者意无力它与长把机十民第公此已工使情明性知全三又关点正业外将两高间由问很最重并物"
    "手应战向头文体政美相见被利什二等产或新己制身果加西斯月话合回特代内信表化老给世位次度门任常先海通教儿原"
    "东"
    "這個們來為國說時會對過發後裡與學樣經無將間問於業點機關體處應實長動現當進還開從頭產義務員總單區"
)
_CONTROLS = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")
_UNPRINTABLE = re.compile(r"[\x80-\x9f\ufffd\ue000-\uf8ff]")


def decode(data: bytes) -> tuple[str, str]:
    """Return the text and the name of its encoding.

    Raises `UnreadableFileError`: `binary-file` for bytes that are no text, `unknown-encoding` where no decoding
    gives readable Chinese.
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _strictly(data, encoding)
    if data.count(b"\0") > len(data) // 100:
        return _wide(data)
    if len(_CONTROLS.findall(data[:65536].decode("latin-1"))) > len(data[:65536]) // 200 + 1:
        raise UnreadableFileError("binary-file")
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        return _legacy(data)
    if text.count("\ufffd") > len(text) // 200:
        raise UnreadableFileError("unknown-encoding")
    return text, "utf-8"


def _strictly(data: bytes, encoding: str) -> tuple[str, str]:
    try:
        return data.decode(encoding), encoding
    except UnicodeDecodeError as error:
        raise UnreadableFileError("unknown-encoding") from error


def _wide(data: bytes) -> tuple[str, str]:
    """Decode UTF-16 without a mark; the byte order that gives common characters is the right one."""
    best = ("", "", 0.0)
    for encoding in ("utf-16-le", "utf-16-be"):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        best = max(best, (text, encoding, familiarity(text)), key=lambda one: one[2])
    if best[2] < 0.1:
        raise UnreadableFileError("binary-file")
    return best[0], best[1]


def _legacy(data: bytes) -> tuple[str, str]:
    best = ("", "", 0.0)
    for encoding in ("gb18030", "big5hkscs", "utf-8"):
        text = data.decode(encoding, errors="replace")
        damage = text.count("\ufffd")
        # A few broken bytes leave a short text readable; in UTF-8 they are broken for sure, elsewhere misread.
        if damage > len(text) // 500 + (4 if encoding == "utf-8" else 1):
            continue
        best = max(
            best, (text, "big5" if encoding == "big5hkscs" else encoding, familiarity(text)), key=lambda one: one[2]
        )
    if best[2] < 0.08:
        raise UnreadableFileError("unknown-encoding")
    return best[0], best[1]


def familiarity(text: str) -> float:
    """Return the share of common characters among all that are not ASCII, less what no text contains; 0 without any."""
    sample = [sign for sign in text[:200_000] if sign > "\x7f"]
    if not sample:
        return 0.0
    strange = len(_UNPRINTABLE.findall("".join(sample)))
    return (sum(sign in _COMMON for sign in sample) - 3 * strange) / len(sample)
