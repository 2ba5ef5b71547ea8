"""Each reason for which the index refuses a file, as its code words it, has a Chinese form with all its values."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterable, Iterator
from itertools import count, product
from pathlib import Path

import pytest

from chat.library.changes_html import reason
from chat.library.refusals import KINDS, REASONS, refusal
from index.errors import UnreadableReport

ROOT = Path(__file__).parents[2]
SLOT = "\0"  # stands for a value in what the code says
MESSAGE = {"Unreadable": 0, "UnreadableReport": -1, "Failure": 0}  # which argument says why
# Reasons that are handed on: they are found where they are first given.
HANDED_ON = {"str(error)", "error.reason", "result.reason", "f'{source}{sidecar.SUFFIX}: {error.reason}'"}

AS_IT_IS = re.compile(r'apt-get install|pip install|"reports/a\.pdf"|\.[a-z]+')  # commands, a path, suffixes
NAMES = set("LibreOffice Debian Word Excel PowerPoint OpenDocument RTF XML PDF OFD ZIP OCR TOML UTF".split())
NAMES |= set("MiB KiB GiB dpi rapidocr onnxruntime year date region regions".split())


class Code:
    """A module's source, and what can be said in it where."""

    def __init__(self, source: str) -> None:
        self._tree = ast.parse(source)
        nodes = [*ast.walk(self._tree)]
        self._classes = [it for it in nodes if isinstance(it, ast.ClassDef)]
        functions = [it for it in nodes if isinstance(it, ast.FunctionDef)]  # the outer ones first
        self._functions = {it.name: it for it in reversed(functions)}
        self._scopes: dict[ast.AST, ast.AST] = {node: it for it in functions for node in ast.walk(it)}

    def reasons(self) -> set[str]:
        """All that is said of a file that is refused, with a slot for each value."""
        return {text for node in ast.walk(self._tree) for text in self._said(node) if text}

    def _said(self, node: ast.AST) -> Iterator[str]:
        message = _message(node)
        if message is not None and ast.unparse(message) not in HANDED_ON:
            yield from self._texts(message, self._scopes.get(node, self._tree))

    def _texts(self, node: ast.AST, scope: ast.AST, above: tuple[ast.AST, ...] = ()) -> Iterator[str]:
        """What an expression can say; a slot where it is a value."""
        above = (*above, node)
        match node:
            case ast.Constant(value=str(text)):
                yield text
            case ast.JoinedStr(values=parts):
                yield from map("".join, product(*([*self._texts(part, scope, above)] for part in parts)))
            case ast.BinOp(left=left, op=ast.Add(), right=right):
                yield from map("".join, product(self._texts(left, scope, above), self._texts(right, scope, above)))
            case _:
                sources = [it for it in self._sources(node, scope) if it[0] not in above]
                for source, there in sources:
                    yield from self._texts(source, there, above)
                if not sources:
                    yield SLOT

    def _sources(self, node: ast.AST, scope: ast.AST) -> Iterable[tuple[ast.AST, ast.AST]]:
        """The expressions that give another its value, and where they stand."""
        match node:
            case ast.FormattedValue(value=value):
                return [(value, scope)]
            case ast.IfExp(body=one, orelse=other):
                return [(one, scope), (other, scope)]
            case ast.Name(id=name):
                return [*self._bound(name, scope)] or [*self._bound(name, self._tree)]
            case ast.Call(func=ast.Name(id=name)) if name in self._functions:
                return self._results(self._functions[name])
            case ast.Attribute(attr=name):
                return [(it, self._tree) for it in self._fields(name)]
        return []

    def _bound(self, name: str, scope: ast.AST) -> Iterator[tuple[ast.AST, ast.AST]]:
        """What is given a name in a function, or in the module outside any."""
        for node in ast.walk(scope):
            if self._scopes.get(node, self._tree) is not scope:
                continue
            match node:
                case ast.Assign(targets=[ast.Name(id=found)], value=value) if found == name:
                    yield value, scope
                case ast.AnnAssign(target=ast.Name(id=found), value=ast.expr() as value) if found == name:
                    yield value, scope
                case ast.NamedExpr(target=ast.Name(id=found), value=value) if found == name:
                    yield value, scope
                case ast.For(target=ast.Tuple(elts=names), iter=ast.Call(func=ast.Name(id=given))):
                    places = [at for at, it in enumerate(names) if isinstance(it, ast.Name) and it.id == name]
                    yield from (it for at in places for it in self._yielded(given, at))

    def _results(self, function: ast.FunctionDef) -> list[tuple[ast.AST, ast.AST]]:
        returns = [it for it in ast.walk(function) if isinstance(it, ast.Return)]
        return [(it.value, function) for it in returns if it.value]

    def _yielded(self, name: str, at: int) -> Iterator[tuple[ast.AST, ast.AST]]:
        """What stands at that place in each tuple that a generator of the module yields."""
        function = self._functions.get(name)
        for node in ast.walk(function) if function else ():
            match node:
                case ast.Yield(value=ast.Tuple(elts=parts)):
                    yield parts[at], self._functions[name]

    def _fields(self, name: str) -> Iterator[ast.AST]:
        """The words that a field of a class of the module is made with; a single word is a value, not English."""
        for node in ast.walk(self._tree):
            for owner in self._classes:
                fields = [ast.unparse(it.target) for it in owner.body if isinstance(it, ast.AnnAssign)]
                match node:
                    case ast.Call(func=ast.Name(id=called), args=args) if called == owner.name and name in fields:
                        given = args[fields.index(name) : fields.index(name) + 1]
                        yield from (it for it in given if isinstance(it, ast.Constant) and " " in str(it.value))


def _message(node: ast.AST) -> ast.expr | None:
    """The part of a call, or of a shelf's list of what is barred, that says why."""
    match node:
        case ast.Call(func=ast.Name(id=name) | ast.Attribute(attr=name), args=args, keywords=named) if name in MESSAGE:
            return next((it.value for it in named if it.arg == "reason"), None) or args[MESSAGE[name]]
        case ast.Assign(targets=[ast.Subscript(value=ast.Name("barred") | ast.Attribute(attr="barred"))], value=value):
            return value
    return None


def filled(text: str) -> tuple[str, list[str]]:
    """What is said with a value in each slot, and the values, no two alike."""
    values = [str(value) for value, _ in zip(count(9001), range(text.count(SLOT)), strict=False)]
    for value in values:
        text = text.replace(SLOT, value, 1)
    return text, values


def fault(text: str) -> str:
    """What is wrong with the Chinese form of what the code says; empty where nothing is."""
    english, values = filled(text)
    chinese = refusal(english, "zh")
    if chinese == english or not re.search("[一-鿿]", chinese):
        return f"{english!r} has no Chinese form"
    left = set(re.findall("[A-Za-z]+", AS_IT_IS.sub("", chinese))) - NAMES
    lost = [value for value in values if value not in chinese]
    return f"{chinese!r}: left in English {sorted(left)}, lost {lost}" if left or lost else ""


def fits(english: str, said: str) -> bool:
    return re.fullmatch(".+?".join(map(re.escape, english.split("{}"))), said) is not None


SAID = sorted({it for path in sorted((ROOT / "index").rglob("*.py")) for it in Code(path.read_text("utf-8")).reasons()})


def test_every_reason_has_a_chinese_form_with_its_values() -> None:
    assert [it for it in map(fault, SAID) if it] == []


def test_every_entry_is_used_and_no_two_fit_one_reason() -> None:
    said = [filled(text)[0] for text in SAID]
    assert [english for english in REASONS if not any(fits(english, it) for it in said)] == []
    assert [it for it in said if sum(fits(english, it) for english in REASONS) > 1] == []
    assert [kind for kind in KINDS if not any(kind in it for it in said)] == []


@pytest.mark.parametrize(
    "source",
    [
        'raise Unreadable("a tape; play it")',
        'raise sanity.Unreadable("a tape; play it")',
        'raise UnreadableReport(source, "a tape; play it")',
        'raise UnreadableReport(source, reason="a tape; play it")',
        'def f(): return Failure("a tape; " + "play it", "time")',
        'TAPE = "a tape; play it"\ndef f(): raise Unreadable(TAPE)',
        'def f(x):\n what: str = "a tape" if x else "a disc"\n raise Unreadable(f"{what}; play it")',
        'def f(): raise Unreadable(g())\ndef g(): return "a tape; play it"',
        'def f():\n for at, it in g(): shelf.barred[at] = it\ndef g(): yield 1, h()\ndef h(): return "a tape; play it"',
        'class Kind:\n name: str\nTAPE = Kind("a tape; play it")\ndef f(kind): raise Unreadable(f"{kind.name}")',
    ],
)
def test_a_reason_without_a_chinese_form_is_found(source: str) -> None:
    said = Code(source).reasons()
    assert "a tape; play it" in said and all(map(fault, said))


@pytest.mark.parametrize("message", ["told_elsewhere(data)", "'{} tapes'.format(count)", "reason", "word or reason"])
def test_a_reason_that_cannot_be_followed_is_found(message: str) -> None:
    assert all(map(fault, Code(f"def f(reason): raise Unreadable({message})").reasons()))


@pytest.mark.parametrize(
    ("english", "chinese"),
    [
        ("the file is empty", "文件是空的"),
        ("larger than 200 MiB; split it", "超过 200 MiB，请拆分"),
        ("holds more than 10 million characters; split it", "超过 1000 万字，请拆分"),
        ("cannot be opened (Permission denied)", "打不开（Permission denied）"),
        ("cannot be opened (a); check its name and rights", "打不开（a），请检查文件名和权限"),
        (
            "its reader crashed (signal 11); save it again in another format",
            "读取程序崩溃（信号 11），请另存为其他格式",
        ),
        (
            "an old Word file (.doc, .wps): install LibreOffice (Debian: apt-get install libreoffice-writer-nogui), "
            "or save it as .docx",
            "是旧版 Word 文件（.doc、.wps），请另存为 .docx，"
            "或请管理员安装 LibreOffice（Debian：apt-get install libreoffice-writer-nogui）",
        ),
        (
            "an Excel file as XML that LibreOffice works on too long; save it as .xlsx",
            "是 XML 格式的 Excel 文件，LibreOffice 处理太久，请另存为 .xlsx",
        ),
        (
            "年报.pdf.meta.toml: yaer: unknown key; did you mean year?",
            "年报.pdf.meta.toml：yaer：没有这一项，是不是 year？",
        ),
        (
            'a.meta.toml: b.pdf.meta.toml: title: {x} is no text; write title = "…"',
            'a.meta.toml：b.pdf.meta.toml：title：{x} 不是文字，请写成 title = "…"',
        ),
        (
            "year: ({0}\n) is no year from 1900 to 2100; write year = 2023",
            "year：({0}\n) 不是 1900 至 2100 年间的年份，请写成 year = 2023",
        ),
    ],
)
def test_a_reason_is_told_in_the_language_asked_for(english: str, chinese: str) -> None:
    assert refusal(english, "zh") == chinese
    assert refusal(english, "en") == english


@pytest.mark.parametrize(
    "unknown", ["", "a tape; play it", "The file is empty", "the file is empty!", "a.meta.toml: x"]
)
def test_an_unknown_reason_stays_as_it_is(unknown: str) -> None:
    assert refusal(unknown, "zh") == refusal(unknown, "en") == unknown


def test_the_page_tells_it() -> None:
    error = UnreadableReport("空.txt", "the file is empty")
    assert (reason(error, "zh"), reason(error, "en")) == ("文件是空的", "the file is empty")
