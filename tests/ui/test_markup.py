"""The page's templates: what they show is escaped, and a value that is missing is an error, not nothing."""

from __future__ import annotations

from pathlib import Path

import pytest
from jinja2 import UndefinedError
from markupsafe import Markup

from chat.markup import paragraph, render
from rag.markup import BIDI_CONTROLS

TEMPLATES = Path(__file__).parents[2] / "chat" / "templates"


def test_words_are_escaped_and_cannot_turn_around_what_follows() -> None:
    assert paragraph("<b>\u202e'\"&") == "<p>&lt;b&gt;&#39;&#34;&amp;</p>"
    assert paragraph("a", '"><script>', role="status") == '<p class="&#34;&gt;&lt;script&gt;" role="status">a</p>'
    assert not set(paragraph("".join(map(chr, BIDI_CONTROLS)))) & set(map(chr, BIDI_CONTROLS))


def test_only_what_a_template_made_is_shown_as_it_is() -> None:
    inner = paragraph("1 < 2")
    assert "<p>1 &lt; 2</p></section>" in render("live.html", exchange=inner, language="zh", busy=False)
    assert "&lt;p&gt;</section>" in render("live.html", exchange="<p>", language="zh", busy=False)


def test_a_break_between_tags_is_nothing_and_one_between_attributes_is_a_space() -> None:
    shown = render("live.html", exchange=Markup(), language="en", busy=True)
    assert shown == '<section aria-label="Conversation" aria-live="polite" aria-busy="true"></section>'
    shown = render("step.html", name="a.pdf", doing="reading", done=1, total=2)
    assert shown.endswith('</bdi> <small>reading</small> <progress value="1" max="2"></progress></label></li>')


def test_a_value_that_is_missing_is_an_error() -> None:
    with pytest.raises(UndefinedError):
        render("paragraph.html", style="", role="")


def test_every_template_is_read_as_one() -> None:
    assert TEMPLATES.is_dir() and {file.suffix for file in TEMPLATES.iterdir()} == {".html"}
