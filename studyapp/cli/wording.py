"""One sentence for each reason why a file cannot be read, in the language of the terminal."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from studyapp.errors import DomainError

_SENTENCES = {
    "missing-file": ("There is no file {name}; check the path.", "找不到文件 {name}，请检查路径。"),
    "not-a-file": ("{name} is not a file; give the path of a single file.", "{name} 不是文件，请给出单个文件的路径。"),
    "unreadable-path": ("{name} cannot be opened; check its permissions.", "无法打开 {name}，请检查文件权限。"),
    "empty-file": (
        "The file is empty; choose one that holds the casebook's text.",
        "文件是空的，请选择含有案例正文的文件。",
    ),
    "file-too-large": (
        "The file has {megabytes} MB, more than the {limit} MB allowed; split it or save it without pictures.",
        "文件有 {megabytes} MB，超过 {limit} MB 的上限，请拆分文件或去掉图片后再试。",
    ),
    "picture-file": (
        "The file is a picture, whatever its name says; give the text itself (.txt, .md, .html or .docx).",
        "这是一张图片（不论扩展名是什么），请提供文字版文件（.txt、.md、.html 或 .docx）。",
    ),
    "binary-file": (
        "The file holds no text; save the casebook as .txt, .md, .html or .docx.",
        "文件内容不是文字，请把案例集另存为 .txt、.md、.html 或 .docx。",
    ),
    "unknown-encoding": (
        "The file's text encoding cannot be made out; save it as UTF-8.",
        "无法识别文件的文字编码，请另存为 UTF-8 编码后再试。",
    ),
    "unsupported-format": (
        "Files of the kind .{format} cannot be read; save it as .docx, .html, .md or .txt.",
        "暂不支持 .{format} 文件，请另存为 .docx、.html、.md 或 .txt。",
    ),
    "damaged-file": (
        "The file is damaged or is no real .{format} file; open it in its own program and save it again.",
        "文件已损坏，或并不是真正的 .{format} 文件，请用相应软件打开后重新保存。",
    ),
    "archive-too-large": (
        "The file unpacks to far more than it should and was refused; save it anew.",
        "文件解压后大得异常，已拒绝读取，请重新保存该文件。",
    ),
    "archive-too-nested": (
        "The archive holds further archives; unpack it and pack the casebook's files directly.",
        "压缩包里还套着压缩包，请先解压，再把案例集文件直接打包。",
    ),
    "unsafe-archive": (
        "The archive names files outside itself and was refused; pack the casebook's files anew.",
        "压缩包中有指向包外的路径，已拒绝读取，请重新打包案例集文件。",
    ),
    "nothing-readable-inside": (
        "No file in the archive can be read as text; pack .docx, .pdf, .txt, .md or .html files.",
        "压缩包里没有可以读取的文件，请打包 .docx、.pdf、.txt、.md 或 .html 文件。",
    ),
    "too-many-files": (
        "The archive holds {count} files, more than the {limit} allowed; import it in parts.",
        "压缩包里有 {count} 个文件，超过 {limit} 个的上限，请分批导入。",
    ),
    "locked-file": (
        "The file is protected by a password; remove the protection and save it again.",
        "文件设有密码，请取消密码保护并另存后再试。",
    ),
    "too-many-pages": (
        "The file has {pages} pages, more than the {limit} allowed; split it.",
        "文件有 {pages} 页，超过 {limit} 页的上限，请拆分后再试。",
    ),
    "scanned-pdf": (
        (
            "The {pages} pages of the file are pictures without text. Run text recognition (OCR) over it and import "
            "the result, or have tesseract with chi_sim installed on this server."
        ),
        (
            "文件的 {pages} 页都是扫描图片，没有文字。请先用文字识别（OCR）软件转换后再导入，"
            "或请管理员在服务器上安装 tesseract 及 chi_sim 语言包。"
        ),
    ),
    "scan-too-long": (
        "The scanned file has {pages} pages; at most {limit} are recognised at a time. Split it.",
        "扫描件有 {pages} 页，一次最多识别 {limit} 页，请拆分后再试。",
    ),
    "needs-office": (
        (
            "Files of the kind .{format} need LibreOffice on this server, which is not installed. Open the file in "
            "Word or WPS, choose “Save as” and the type .docx, and import that."
        ),
        (
            "读取 .{format} 文件需要服务器安装 LibreOffice，目前没有安装。"
            "请用 Word 或 WPS 打开，选择“另存为”，类型选 .docx，再导入。"
        ),
    ),
    "no-text": (
        "No text was found in the file; if it was scanned, it needs text recognition first.",
        "文件中没有文字；如果是扫描件，请先做文字识别。",
    ),
    "no-case": (
        "No case was recognised in the text; mark each case with a label such as 案例一 or a heading such as 基本案情.",
        "没有识别出任何案例；请用“案例一”之类的编号或“基本案情”之类的小标题标出每个案例。",
    ),
    "took-too-long": (
        "Reading took longer than {seconds} seconds and was stopped; split the file.",
        "读取超过 {seconds} 秒，已停止；请拆分文件后再试。",
    ),
    "too-much-memory": (
        "Reading needs too much memory and was stopped; split the file.",
        "读取占用内存过多，已停止；请拆分文件后再试。",
    ),
    "reader-failed": (
        "The file could not be read; save it again as .docx or .txt and try once more.",
        "无法读取该文件，请另存为 .docx 或 .txt 后再试。",
    ),
}


def terminal_language() -> str:
    """Return "zh" where the environment asks for Chinese, else "en"."""
    for variable in ("LC_ALL", "LC_MESSAGES", "LANG"):
        value = os.environ.get(variable, "")
        if value:
            return "zh" if value.lower().startswith("zh") else "en"
    return "en"


def sentence_for(error: DomainError) -> str:
    """Return the sentence that says what is wrong and what to do."""
    english, chinese = _SENTENCES.get(error.code, _SENTENCES["reader-failed"])
    return (chinese if terminal_language() == "zh" else english).format(**error.parameters)
