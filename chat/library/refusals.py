"""Why files cannot be read, as the index says it in English, and the same in Chinese.

Each reason that a loader or a worker can give stands here once, with `{}` for its values; `tests/ui/test_refusals.py`
holds the list against the code. What other programs add of their own, an error of the operating system, stays as it is.
"""

from __future__ import annotations

import re

from index.files.sidecar import SUFFIX

REASONS = {
    # any file
    "not a file that can be read to an end": "不是普通文件，无法读取",
    "larger than {} MiB; split it": "超过 {} MiB，请拆分",
    "cannot be opened ({})": "打不开（{}）",
    "cannot be opened: a link that leads out of the shelf; put the file itself there": (
        "打不开：是指向书架之外的链接，请放入文件本身"
    ),
    "the file is empty": "文件是空的",
    "neither text nor any format that is known": "不是文本，也不是可以识别的格式",
    "holds no text": "没有文字",
    "holds no text (a scan?); run OCR on it first": "没有文字，可能是扫描件，请先做文字识别（OCR）",
    "its text is gibberish ({} readable); run OCR on it or export it again": (
        "文字是乱码（可读的只有 {}），请重新导出，或做文字识别（OCR）"
    ),
    "holds more than {} million characters; split it": "超过 {}00 万字，请拆分",  # a million is 100 万
    "has more than {} pages; split it": "超过 {} 页，请拆分",
    "holds a table of more than {} cells; split it": "有表格超过 {} 个单元格，请拆分",
    "is locked with a password; save an open copy": "有密码保护，请另存一份不加密的",
    # its reader
    "needs more than {} GiB of memory; split it": "读取所需内存超过 {} GiB，请拆分",
    "took longer than {} s; split it": "读取超过 {} 秒，请拆分",
    "came no further for {} s; split it, or save it again": "读取停滞超过 {} 秒，请拆分，或重新保存",
    "is nested too deeply; save it again from the program that made it": "嵌套层次太深，请用原来的软件重新保存",
    "its reader failed ({} at {}:{}); save it in another format, and report the fault": (
        "读取程序出错（{}，{}:{}），请另存为其他格式，并向管理员反映"
    ),
    "its reader crashed (signal {}); save it again in another format": "读取程序崩溃（信号 {}），请另存为其他格式",
    "its reader crashed (exit status {}); save it again in another format": (
        "读取程序崩溃（退出码 {}），请另存为其他格式"
    ),
    # text and web pages
    "begins as {} but breaks off at byte {}; get it anew": "开头是 {} 编码，到字节 {} 处中断，请重新获取",
    "a web page without any main content": "网页里没有正文",
    "a web page nested too deep; save it as text": "网页嵌套层次太深，请另存为文本",
    "a saved web page nested too deep; save it as text": "保存的网页嵌套层次太深，请另存为文本",
    "a saved web page without a page in it; save it as .html": "保存的网页文件里没有网页，请另存为 .html",
    "an XML file that is neither a page nor a document; save it as .docx or PDF": (
        "是 XML 文件，既不是网页也不是文档，请另存为 .docx 或 PDF"
    ),
    # pictures and PDF
    "a picture, and OCR is off; turn it on, or save the text as a file": (
        "是图片，而文字识别（OCR）没有开启，请开启，或把文字另存为文件"
    ),
    "a picture in which no text was found; if there is any, scan it at 200 dpi or more": (
        "图片里没有找到文字，如确有文字，请以 200 dpi 以上重新扫描"
    ),
    "a broken picture; save it again, or scan the page anew": "图片已损坏，请重新保存，或重新扫描",
    "a picture of more than {} million pixels; scan it at 300 dpi or less": (
        "图片超过 {} 百万像素，请以 300 dpi 以下重新扫描"
    ),
    "a picture, and {}, which reads pictures, is not installed; {}": (
        "是图片，而服务器没有安装识别图片的 {}，请管理员运行：{}"
    ),
    "a picture, and the installed rapidocr comes without its models; {}": (
        "是图片，而服务器上的 rapidocr 没有附带模型，请管理员运行：{}"
    ),
    "its pages are gibberish, by OCR too; export it again": "各页都是乱码，文字识别（OCR）也读不出，请重新导出",
    "its pages are pictures or gibberish, and OCR is off; turn it on, or export the file again": (
        "各页是图片或乱码，而文字识别（OCR）没有开启，请开启，或重新导出"
    ),
    "a broken PDF file; export it again": "PDF 文件已损坏，请重新导出",
    "a PDF file with a page that cannot be drawn; export it again": "PDF 文件有一页无法显示，请重新导出",
    "an OFD file; print it to PDF": "是 OFD 文件，请打印为 PDF",
    # office files
    "a PowerPoint file; save it as PDF": "是 PowerPoint 文件，请另存为 PDF",
    "{}: install LibreOffice (Debian: apt-get install {}), or save it as .{}": (
        "是{0}，请另存为 .{2}，或请管理员安装 LibreOffice（Debian：apt-get install {1}）"
    ),
    "{} that LibreOffice cannot read (locked or broken?); save it as .{}": (
        "是{}，LibreOffice 读不了（可能有密码或已损坏），请另存为 .{}"
    ),
    "{} that LibreOffice works on too long; save it as .{}": "是{}，LibreOffice 处理太久，请另存为 .{}",
    "an archive that is not a Word file (.docx); save it as one": "不是 Word 文件（.docx），请另存为 .docx",
    "nested deeper than any office program writes; save it anew": "嵌套层次太深，请用办公软件重新保存",
    "an archive that is not a spreadsheet (.xlsx); save it as one": "不是电子表格（.xlsx），请另存为 .xlsx",
    "a broken spreadsheet; open it and save it again": "电子表格已损坏，请打开后重新保存",
    "a sheet of more than {} cells; split it": "有工作表超过 {} 个单元格，请拆分",
    "a broken document ({}); open it and save it again": "文档已损坏（{}），请打开后重新保存",
    "declares entities, which no office program does; save it anew": (
        "含有办公软件不会写入的实体声明，请用办公软件重新保存"
    ),
    # archives
    "an archive; unpack it into the folder": "是压缩包，请解压后放入",
    "a zip archive; unpack it into the folder": "是 ZIP 压缩包，请解压后放入",
    "a broken archive; get it anew, or open it and save it again": "文件已损坏，请重新获取，或打开后重新保存",
    "unpacks to more than {} MiB or {} files; split it": "解压后超过 {} MiB 或 {} 个文件，请拆分",
    "unpacks to more than {} times its size; save it anew": "解压后超过原大小的 {} 倍，请重新保存",
    # what a person says of a report
    "cannot be opened ({}); check its name and rights": "打不开（{}），请检查文件名和权限",
    "larger than {} KiB; write lines like year = 2023": "超过 {} KiB，请只写 year = 2023 这样的行",
    "is no TOML ({}); write lines like year = 2023": "不合 TOML 格式（{}），请写 year = 2023 这样的行",
    "is nested too deep; write lines like year = 2023": "嵌套层次太深，请写 year = 2023 这样的行",
    "is not UTF-8 (byte {}); save it as UTF-8": "不是 UTF-8 编码（字节 {}），请另存为 UTF-8",
    '["{}"]: no such report; write its path below {}': '["{}"]：没有这份报告，请写它在 {} 之下的路径',
    '{}: stands outside any table; put it under the report it is about: ["reports/a.pdf"]': (
        '{}：不在任何表内，请写到所说的报告之下，如 ["reports/a.pdf"]'
    ),
    "{}: unknown key; did you mean {}?": "{}：没有这一项，是不是 {}？",
    "{}: unknown key; use {}": "{}：没有这一项，可写的有 {}",
    "region: regions is given too; keep one of them": "region 与 regions 重复，请只留一项",
    '{}: {} is no text; write {} = "…"': '{}：{} 不是文字，请写成 {} = "…"',
    'regions: {} is no list of names; write regions = ["青岚市", "云湖区"]': (
        'regions：{} 不是地名的列表，请写成 regions = ["青岚市", "云湖区"]'
    ),
    "year: {} is no year from {} to {}; write year = 2023": "year：{} 不是 {} 至 {} 年间的年份，请写成 year = 2023",
    "date: {} is no day of the calendar; write date = 2024-01-30": "date：{} 不是有效日期，请写成 date = 2024-01-30",
}

KINDS = {
    "an old Word file (.doc, .wps)": "旧版 Word 文件（.doc、.wps）",
    "a rich text file (.rtf)": " RTF 文件（.rtf）",
    "a Word file as XML": " XML 格式的 Word 文件",
    "an OpenDocument file (.odt)": " OpenDocument 文档（.odt）",
    "an old Excel file (.xls, .et)": "旧版 Excel 文件（.xls、.et）",
    "a binary Excel file (.xlsb)": "二进制 Excel 文件（.xlsb）",
    "an Excel file as XML": " XML 格式的 Excel 文件",
    "an OpenDocument spreadsheet (.ods)": " OpenDocument 电子表格（.ods）",
}


def _pattern(english: str) -> re.Pattern[str]:
    return re.compile("(.*?)".join(map(re.escape, english.split("{}"))), re.DOTALL)


_PATTERNS = tuple((_pattern(english), chinese) for english, chinese in REASONS.items())


def refusal(reason: str, language: str) -> str:
    """Why a file cannot be read, in that language; a reason that is not known here stays as it is."""
    return (_in_chinese(reason) if language == "zh" else None) or reason


def _in_chinese(reason: str) -> str | None:
    file, is_beside, fault = reason.partition(f"{SUFFIX}: ")  # the fault of a sidecar is told with the report's name
    if is_beside and (known := _in_chinese(fault)):
        return f"{file}{SUFFIX}：{known}"
    found = ((pattern.fullmatch(reason), chinese) for pattern, chinese in _PATTERNS)
    return next((chinese.format(*map(_value, match.groups())) for match, chinese in found if match), None)


def _value(text: str) -> str:
    return KINDS.get(text, text)
