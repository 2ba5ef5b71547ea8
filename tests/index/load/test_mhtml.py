"""Pages saved with all their parts in one file."""

from __future__ import annotations

from email.mime.image import MIMEImage
from email.mime.multipart import MIMEMultipart
from email.mime.text import MIMEText

import pytest

from index.load.mhtml import is_mhtml, page
from index.load.sanity import Unreadable

PAGE = "<html><body><p>云湖区2023年共办理行政许可277件。</p></body></html>"


def saved(text: str, charset: str) -> bytes:
    whole = MIMEMultipart("related", type="text/html")
    whole["From"] = "<Saved by Blink>"
    whole.attach(MIMEText(text, "html", charset))
    whole.attach(MIMEImage(b"\x89PNG", "png"))
    return whole.as_bytes()


@pytest.mark.parametrize("charset", ["utf-8", "gb2312"])
def test_the_page_of_a_saved_page(charset: str) -> None:
    data = saved(PAGE, charset)
    assert is_mhtml(data)
    assert page(data) == PAGE


def test_a_page_that_is_not_wrapped() -> None:
    data = MIMEText(PAGE, "html", "utf-8").as_bytes()
    assert is_mhtml(data)
    assert page(data) == PAGE


@pytest.mark.parametrize(
    "data", [b"", PAGE.encode(), b"MIME-Version: 1.0\n\ntext", b"Content-Type: text/html\n", "云湖区".encode()]
)
def test_what_is_no_saved_page(data: bytes) -> None:
    assert not is_mhtml(data)


def test_a_saved_page_without_a_page() -> None:
    whole = MIMEMultipart("related")
    whole.attach(MIMEText("云湖区", "plain", "utf-8"))
    with pytest.raises(Unreadable, match="without a page"):
        page(whole.as_bytes())


def test_parts_within_parts_are_read_or_refused() -> None:
    levels = 3000
    opening = "".join(f'Content-Type: multipart/related; boundary="b{at}"\n\n--b{at}\n' for at in range(levels))
    data = f"MIME-Version: 1.0\n{opening}Content-Type: text/html; charset=utf-8\n\n{PAGE}\n".encode()
    try:
        assert PAGE in page(data)
    except Unreadable as refused:
        assert "nested" in str(refused)
