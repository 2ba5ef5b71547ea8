"""Saved web pages: the report without the page around it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from index.load.html import decode, is_html, read
from index.load.lines import Line
from index.load.sanity import Unreadable
from tests.index.load.row_words import tell, words_of

TITLE = "云湖区2023年法治政府建设报告"
MENU = "".join(
    f'<li><a href="/{at}">{words}</a></li>' for at, words in enumerate("首页 政务公开 互动交流 登录".split())
)
RELATED = "".join(
    f'<li><a href="/r">云湖区{year}年法治政府建设年度报告</a><span>{year}-01-11</span></li>'
    for year in (2020, 2021, 2022)
)
FOOT = (
    '<p>主办：云湖区人民政府办公室</p><p>网站标识码：0000000000　<a href="#">苏ICP备00000000号</a></p>'
    '<p><a href="#">网站地图</a> | <a href="#">联系我们</a></p>'
)
TABLE = (
    '<table border="1"><tr><td rowspan="2">项目</td><td colspan="2">本年处理</td><td rowspan="2">备注</td></tr>'
    "<tr><td>决定数量</td><td>办结数量</td></tr><tr><td>行政<br>许可</td><td>550</td><td>550</td><td>无</td></tr></table>"
)
GRID = [
    ["项目", "本年处理", "本年处理", "备注"],
    ["项目", "决定数量", "办结数量", "备注"],
    ["行政\n许可", "550", "550", "无"],
]
PARAGRAPHS = [
    "2023年，云湖区认真贯彻落实《法治政府建设实施纲要》，全年共办理行政许可277项，较上年增长一成。",
    "一、主要举措",
    "（一）推进学法。全年集体学法4次，覆盖全体干部。",
    "二、存在的问题",
    "执法力量不足，基层人员缺口较大，需要在今后的工作中逐步加以解决。",
]
SIGNATURE = ["云湖区司法局", "2024年1月18日"]
FURNITURE = (
    "登录 互动交流 当前位置 字号 字体 打印 分享 微信 收藏 上一篇 扫一扫 相关文档 年度报告 标识码 ICP 网站地图 "
    "浏览 关闭 机构概况 track"
).split()


def with_divisions(body: str) -> str:
    """As most sites are built today."""
    return f"""<!DOCTYPE html><!-- saved from url=(0027)http://www.yunhu.example/1 --><html><head><meta charset="utf-8">
<title>{TITLE}_云湖区人民政府</title><meta name="ArticleTitle" content="{TITLE}"></head><body>
<div class="top"><ul class="nav-ul">{MENU}</ul><form><input value="请输入"><button>搜索</button></form></div>
<div class="location">您当前的位置：<a href="/">首页</a> &gt; <a>政务公开</a></div>
<div class="main"><div class="box"><h1 class="title">{TITLE}</h1>
<div class="info"><span>发布日期：2024-01-18</span><span>来源：区司法局</span><span>浏览次数：<b>1234</b></span>
<span>字号：[ <a>大</a> <a>中</a> <a>小</a> ]</span><a href="javascript:print()">打印</a>
<div class="share">分享：<a>微信</a><a>微博</a></div></div>
<div class="content" style="overflow: hidden">{body}</div>
<p>上一篇：<a href="#">云湖区2022年报告</a></p><p>扫一扫在手机打开当前页</p><a>【打印本页】</a><a>【关闭窗口】</a></div>
<div class="more"><h3>相关文档</h3><ul>{RELATED}</ul></div></div>
<div class="foot">{FOOT}</div><script>track()</script></body></html>"""


def with_tables(body: str) -> str:
    """As sites were built of old: all in tables, the number and date of the paper in a box above."""
    return f"""<html><head><meta charset="gb2312"><title>{TITLE}</title></head><body bgcolor=#ffffff>
<table width=1000><tr><td><img src=b.jpg></td></tr><tr><td><a href=/>首页</a> | <a href=/a>互动交流</a> | <a>登录</a>
</td></tr></table><table width=1000><tr><td width=200><table><tr><td><a href=1>机构概况</a></td></tr>
<tr><td><a href=2>法规公文</a></td></tr><tr><td><a href=3>工作动态</a></td></tr></table></td>
<td><table><tr><td>当前位置：<a href=/>首页</a>&gt;&gt;正文</td></tr></table>
<table border=1><tr><td>发布机构：</td><td>云湖区人民政府办公室</td><td>发布日期：</td><td>2024-01-18</td></tr>
<tr><td>文　　号：</td><td>云政发〔2024〕3号</td><td>有 效 性：</td><td>有效</td></tr></table>
<table><tr><td align=center><font size=5><b>{TITLE}</b></font></td></tr>
<tr><td>【字体：<a>大</a> <a>中</a> <a>小</a>】　浏览次数：345</td></tr>
<tr><td id=zoom>{body}</td></tr><tr><td>【<a>打印</a>】【<a>关闭</a>】</td></tr></table></td></tr></table>
<table><tr><td align=center>版权所有：云湖区人民政府　网站标识码：0000000000</td></tr></table></body></html>"""


def from_word(body: str) -> str:
    """As Word saves a page."""
    return (
        f"<html xmlns:w='urn:schemas-microsoft-com:office:word'><head><title>{TITLE}</title><style>p {{margin:0}}"
        f"</style></head><body lang=ZH-CN><div class=Section1><p align=center><b><span>{TITLE}</span></b></p>"
        f"{body}</div></body></html>"
    )


def bare(body: str) -> str:
    return f"<!DOCTYPE html><html><head><title>{TITLE}</title></head><body><h1>{TITLE}</h1>{body}</body></html>"


def in_paragraphs() -> str:
    styled = "".join(f'<p style="text-indent:2em"><span>　　{text}</span></p>' for text in PARAGRAPHS)
    return styled + TABLE + "".join(f"<p align=right>{text}</p>" for text in SIGNATURE)


def in_lines() -> str:
    return "<br>\n<br>\n".join(f"　　{text}" for text in PARAGRAPHS) + TABLE + "<br>".join(SIGNATURE)


def in_divisions() -> str:
    return (
        "".join(f"<div><font>　　{text}</font></div>" for text in [*PARAGRAPHS])
        + TABLE
        + "".join(f"<div>{text}</div>" for text in SIGNATURE)
    )


@pytest.mark.parametrize("body", [in_paragraphs, in_lines, in_divisions])
@pytest.mark.parametrize("page", [with_divisions, with_tables, from_word, bare])
def test_the_report_is_there_whole_and_the_page_around_it_is_not(
    page: Callable[[str], str], body: Callable[[], str]
) -> None:
    lines = read(page(body())).lines
    texts = [line.text for line in lines]
    table = ["项目\t本年处理\t备注", "决定数量\t办结数量", "行政 许可\t550\t550\t无"]
    assert texts[-10:] == PARAGRAPHS + table + SIGNATURE
    assert [line.text for line in lines if line.level == 1] == [TITLE]
    assert not [words for words in FURNITURE for text in texts if words in text]


def test_merged_cells_are_told_in_every_row() -> None:
    rows = [line for line in read(with_divisions(in_paragraphs())).lines if "\t" in line.text]
    assert [words_of(row) for row in rows] == tell(GRID)


def test_the_caption_of_a_table_is_told() -> None:
    captioned = TABLE.replace('<table border="1">', '<table border="1"><caption>表1 执法情况</caption>')
    for table in (captioned, f"<p>表1 执法情况</p>{TABLE}"):
        body = "".join(f"<p>{text}</p>" for text in PARAGRAPHS) + table
        assert "表1 执法情况" in words_of(read(bare(body)).lines[-1])


def test_number_and_date_stand_below_the_title() -> None:
    lines = [line.text for line in read(with_tables(in_paragraphs())).lines]
    assert lines[:3] == [TITLE, "发布机构：云湖区人民政府办公室", "发布日期：2024-01-18"]
    assert "文 号：云政发〔2024〕3号" in lines[:6]
    assert [line.text for line in read(with_divisions(in_paragraphs())).lines][
        1
    ] == "发布日期：2024-01-18 来源：区司法局"


PAGE = f"""<!DOCTYPE html><html><head><title>{TITLE}</title></head><body><article><h1>{TITLE}</h1>
<p>{PARAGRAPHS[0]}</p><h2>一、主要举措</h2>
<p>第一行说的是学法，全年集体学法4次。<br>第二行说的是普法，全年普法宣传12场。</p>
<p>中文里的换行
不算什么，but words
stay apart.</p>
<ul><li>推进“一网通办”改革，压减办理时限。</li></ul>
<ol start="3"><li>公开政务，回应群众关切。</li><li>4. 自带编号的事项。</li></ol>
<ol style="list-style: none"><li>不显示编号的事项。</li></ol><ol type="a"><li>字母编号的事项。</li></ol>
<p style="display:none">看不见的一段话，不应当出现。</p><div hidden>看不见的又一段话。</div>
<table><tr><td>只为排版的一格，里面是一段话。</td></tr></table><pre>原样
两行</pre>
<p>{PARAGRAPHS[-1]}</p></article></body></html>"""


@pytest.fixture(scope="module")
def lines() -> tuple[Line, ...]:
    return read(PAGE).lines


def test_headings_carry_their_level(lines: tuple[Line, ...]) -> None:
    assert [(line.text, line.level) for line in lines if line.level] == [(TITLE, 1), ("一、主要举措", 2)]


def test_lines_are_as_a_browser_shows_them(lines: tuple[Line, ...]) -> None:
    assert [line.text for line in lines[3:-1]] == [
        "第一行说的是学法，全年集体学法4次。",
        "第二行说的是普法，全年普法宣传12场。",
        "中文里的换行不算什么，but words stay apart.",
        "推进“一网通办”改革，压减办理时限。",
        "3. 公开政务，回应群众关切。",
        "4. 自带编号的事项。",
        "不显示编号的事项。",
        "a. 字母编号的事项。",
        "只为排版的一格，里面是一段话。",
        "原样",
        "两行",
    ]
    assert all(line.solid for line in lines)


def test_an_example_page_keeps_its_number_and_title() -> None:
    page = Path(__file__).parents[3] / "examples" / "reports" / "云湖区政务服务办2023年法治政府建设情况报告.html"
    head = [line.text for line in read(page.read_text("utf-8")).lines[:3]]
    assert any("法治政府建设情况报告" in line for line in head)
    assert any("云政服办〔2024〕5号" in line for line in head)


def test_a_title_that_the_page_does_not_show_comes_from_its_head() -> None:
    page = f"<html><head><title>{TITLE}_云湖区人民政府</title></head><body><p>{PARAGRAPHS[0]}</p></body></html>"
    assert read(page).lines[0] == Line(TITLE, level=1, solid=True)


def test_the_name_of_a_site_is_no_title() -> None:
    page = f"<html><head><title>云湖区人民政府门户网站</title></head><body><p>{PARAGRAPHS[0]}</p></body></html>"
    assert [line.text for line in read(page).lines] == [PARAGRAPHS[0]]


@pytest.mark.parametrize("depth", [1000, 100_000])
@pytest.mark.parametrize("tag", ["div", "span", "font", "table><tr><td"])
def test_pages_nested_deep_are_read_or_refused(tag: str, depth: int) -> None:
    page = f"<html><body>{f'<{tag}>' * depth}<p>{PARAGRAPHS[0]}</p></body></html>"
    try:
        assert [line.text for line in read(page).lines] == [PARAGRAPHS[0]]
    except Unreadable as refused:
        assert "nested" in str(refused)


@pytest.mark.parametrize(
    "opening",
    [
        "<!DOCTYPE html>",
        "\ufeff<html>",
        "<!-- saved -->\n<!doctype HTML>",
        '<?xml version="1.0"?><html>',
        "  <div>",
        "<p>",
        '<meta charset="utf-8">',
        "<h1 class=a>",
    ],
)
def test_openings_of_a_page(opening: str) -> None:
    assert is_html(opening + "…")


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("<h><p>云湖区</p><p>2023年</p><div>报告</div>", "report.txt"),
        ("云湖区报告 <p>云湖区</p><p>2023年</p><div>报告</div>", "report.HTML"),
        ("<ul><li>云湖区</li></ul>", "report"),
    ],
)
def test_a_page_by_its_tags_or_its_name(text: str, name: str) -> None:
    assert is_html(text, name)


def test_a_text_with_a_few_tags_is_no_page() -> None:
    assert not is_html("云湖区报告 <p>云湖区</p><p>2023年</p><div>报告</div>", "report.md")
    assert not is_html("云湖区报告", "report.html")


@pytest.mark.parametrize("text", ["", "云湖区<p>", "<云湖区>", "<pre>", "# 报告\n<p>", "a < b", "<person>"])
def test_what_is_no_page(text: str) -> None:
    assert not is_html(text)


@pytest.mark.parametrize(
    "page", ["<html></html>", "<p></p>", "<html><body><script>x()</script></body></html>", "<!-- -->", ""]
)
def test_a_page_without_content(page: str) -> None:
    with pytest.raises(Unreadable, match="without any main content"):
        read(page)


def declared(charset: str) -> str:
    head = f'<meta http-equiv="Content-Type" content="text/html; charset={charset}">'
    return f"<html><head>{head}</head><body>云湖区鎔基</body></html>"


@pytest.mark.parametrize(
    ("charset", "encoding"),
    [
        ("gb2312", "gb18030"),
        ("GBK", "gb18030"),
        ("utf-8", "utf-8"),
        ("utf-8", "gb18030"),
        ("nonsense", "utf-8"),
        ("iso-8859-1", "gb18030"),
        ("unicode_escape", "utf-8"),
        ("utf-16", "utf-8-sig"),
    ],
)
def test_the_charset_is_believed_where_it_fits(charset: str, encoding: str) -> None:
    page = declared(charset)
    assert decode(page.encode(encoding)).removeprefix("\ufeff") == page


def test_a_stray_byte_does_not_cost_the_page() -> None:
    page = declared("gb2312").replace("云湖区", "云湖区" * 1000).encode("gb18030") + b"\xff"
    assert decode(page).count("云湖区") == 1000


def test_a_charset_declared_outside_of_the_page() -> None:
    page = "<p>臺北市政府</p>"
    assert decode(page.encode("big5"), "big5") == page
