"""Why a file cannot be read, in the language of the page.

What other programs add of their own, an error of the operating system, is a value and stays as it is.
"""

from __future__ import annotations

from index.reasons import Code, Reason

CHINESE = {
    # any file
    Code.ENDLESS: "不是普通文件，无法读取",
    Code.TOO_LARGE: "超过 {} MiB，请拆分",
    Code.CLOSED: "打不开（{}）",
    Code.LINK_OUTWARDS: "打不开：是指向书架之外的链接，请放入文件本身",
    Code.EMPTY: "文件是空的",
    Code.UNKNOWN_FORMAT: "不是文本，也不是可以识别的格式",
    Code.NO_TEXT: "没有文字",
    Code.NO_TEXT_SCAN: "没有文字，可能是扫描件，请先做文字识别（OCR）",
    Code.GIBBERISH: "文字是乱码（可读的只有 {}），请重新导出，或做文字识别（OCR）",
    Code.TOO_LONG: "超过 {}00 万字，请拆分",
    Code.TOO_MANY_PAGES: "超过 {} 页，请拆分",
    Code.TABLE_TOO_LARGE: "有表格超过 {} 个单元格，请拆分",
    Code.LOCKED: "有密码保护，请另存一份不加密的",
    # its reader
    Code.OUT_OF_MEMORY: "读取所需内存超过 {} GiB，请拆分",
    Code.TOO_SLOW: "读取超过 {} 秒，请拆分",
    Code.STALLED: "读取停滞超过 {} 秒，请拆分，或重新保存",
    Code.TOO_DEEP: "嵌套层次太深，请用原来的软件重新保存",
    Code.READER_FAILED: "读取程序出错（{}，{}:{}），请另存为其他格式，并向管理员反映",
    Code.KILLED: "读取程序崩溃（信号 {}），请另存为其他格式",
    Code.CRASHED: "读取程序崩溃（退出码 {}），请另存为其他格式",
    # text and web pages
    Code.ENCODING_BREAKS_OFF: "开头是 {} 编码，到字节 {} 处中断，请重新获取",
    Code.PAGE_EMPTY: "网页里没有正文",
    Code.PAGE_TOO_DEEP: "网页嵌套层次太深，请另存为文本",
    Code.ARCHIVED_PAGE_TOO_DEEP: "保存的网页嵌套层次太深，请另存为文本",
    Code.ARCHIVED_PAGE_MISSING: "保存的网页文件里没有网页，请另存为 .html",
    Code.XML_UNKNOWN: "是 XML 文件，既不是网页也不是文档，请另存为 .docx 或 PDF",
    # pictures and PDF
    Code.PICTURE_WITHOUT_OCR: "是图片，而文字识别（OCR）没有开启，请开启，或把文字另存为文件",
    Code.PICTURE_WITHOUT_TEXT: "图片里没有找到文字，如确有文字，请以 200 dpi 以上重新扫描",
    Code.PICTURE_BROKEN: "图片已损坏，请重新保存，或重新扫描",
    Code.PICTURE_TOO_LARGE: "图片超过 {} 百万像素，请以 300 dpi 以下重新扫描",
    Code.OCR_MISSING: "是图片，而服务器没有安装识别图片的 {}，请管理员运行：{}",
    Code.OCR_WITHOUT_MODELS: "是图片，而服务器上的 rapidocr 没有附带模型，请管理员运行：{}",
    Code.GIBBERISH_BY_OCR: "各页都是乱码，文字识别（OCR）也读不出，请重新导出",
    Code.PAGES_WITHOUT_OCR: "各页是图片或乱码，而文字识别（OCR）没有开启，请开启，或重新导出",
    Code.PDF_BROKEN: "PDF 文件已损坏，请重新导出",
    Code.PDF_PAGE_BROKEN: "PDF 文件有一页无法显示，请重新导出",
    Code.OFD: "是 OFD 文件，请打印为 PDF",
    # office files
    Code.POWERPOINT: "是 PowerPoint 文件，请另存为 PDF",
    Code.OFFICE_MISSING: "是{0}，请另存为 .{2}，或请管理员安装 LibreOffice（Debian：apt-get install {1}）",
    Code.OFFICE_FAILED: "是{}，LibreOffice 读不了（可能有密码或已损坏），请另存为 .{}",
    Code.OFFICE_TOO_SLOW: "是{}，LibreOffice 处理太久，请另存为 .{}",
    Code.NOT_WORD: "不是 Word 文件（.docx），请另存为 .docx",
    Code.DOCUMENT_TOO_DEEP: "嵌套层次太深，请用办公软件重新保存",
    Code.NOT_EXCEL: "不是电子表格（.xlsx），请另存为 .xlsx",
    Code.SPREADSHEET_BROKEN: "电子表格已损坏，请打开后重新保存",
    Code.SHEET_TOO_LARGE: "有工作表超过 {} 个单元格，请拆分",
    Code.DOCUMENT_BROKEN: "文档已损坏（{}），请打开后重新保存",
    Code.ENTITIES: "含有办公软件不会写入的实体声明，请用办公软件重新保存",
    # archives
    Code.ARCHIVE: "是压缩包，请解压后放入",
    Code.ZIP: "是 ZIP 压缩包，请解压后放入",
    Code.ARCHIVE_BROKEN: "文件已损坏，请重新获取，或打开后重新保存",
    Code.UNPACKS_TO_TOO_MUCH: "解压后超过 {} MiB 或 {} 个文件，请拆分",
    Code.INFLATES_TOO_MUCH: "解压后超过原大小的 {} 倍，请重新保存",
    # what a person says of a report
    Code.SIDECAR_CLOSED: "打不开（{}），请检查文件名和权限",
    Code.SIDECAR_TOO_LARGE: "超过 {} KiB，请只写 year = 2023 这样的行",
    Code.NOT_TOML: "不合 TOML 格式（{}），请写 year = 2023 这样的行",
    Code.SIDECAR_TOO_DEEP: "嵌套层次太深，请写 year = 2023 这样的行",
    Code.NOT_UTF8: "不是 UTF-8 编码（字节 {}），请另存为 UTF-8",
    Code.NO_SUCH_REPORT: '["{}"]：没有这份报告，请写它在 {} 之下的路径',
    Code.OUTSIDE_TABLE: '{}：不在任何表内，请写到所说的报告之下，如 ["reports/a.pdf"]',
    Code.KEY_MISSPELT: "{}：没有这一项，是不是 {}？",
    Code.KEY_UNKNOWN: "{}：没有这一项，可写的有 {}",
    Code.REGION_TWICE: "region 与 regions 重复，请只留一项",
    Code.NOT_TEXT: '{}：{} 不是文字，请写成 {} = "…"',
    Code.NOT_REGIONS: 'regions：{} 不是地名的列表，请写成 regions = ["青岚市", "云湖区"]',
    Code.NOT_A_YEAR: "year：{} 不是 {} 至 {} 年间的年份，请写成 year = 2023",
    Code.NOT_A_DAY: "date：{} 不是有效日期，请写成 date = 2024-01-30",
    # kinds of office files
    Code.OLD_WORD: "旧版 Word 文件（.doc、.wps）",
    Code.RICH_TEXT: " RTF 文件（.rtf）",
    Code.WORD_XML: " XML 格式的 Word 文件",
    Code.OPEN_TEXT: " OpenDocument 文档（.odt）",
    Code.OLD_EXCEL: "旧版 Excel 文件（.xls、.et）",
    Code.BINARY_EXCEL: "二进制 Excel 文件（.xlsb）",
    Code.EXCEL_XML: " XML 格式的 Excel 文件",
    Code.OPEN_SHEET: " OpenDocument 电子表格（.ods）",
    # in other words
    Code.BESIDE: "{}：{}",
    Code.WORDS: "{}",
}


def refusal(reason: Reason, language: str) -> str:
    """Why a file cannot be read, in that language."""
    if language != "zh":
        return str(reason)
    return CHINESE[reason.code].format(*(refusal(it, "zh") if isinstance(it, Reason) else it for it in reason.values))
