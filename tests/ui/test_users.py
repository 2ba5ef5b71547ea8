"""Logging in: the file of users, the command that writes it, and what is shut to whoever is not in it."""

from __future__ import annotations

import stat
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest
from playwright.sync_api import Browser, Page, expect
from typer.testing import CliRunner

import ui
from chat.conversation.page import Desk, build_page
from chat.server import users
from chat.server.serve import Serving
from chat.server.users import Hash, Users, UsersUnusable, is_loopback, put, refuse_without_login
from index.errors import BaogaoError

NAME, OTHER, PASSWORD = "小王", "老李", "一个 long password"
CHEAP = (2, 8, 1)


@pytest.fixture(autouse=True)
def cheap(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(users, "COST", CHEAP)


@pytest.fixture
def site(served: Any, shelf: Any, assistant: Any) -> Iterator[str]:
    known = Users({name: Hash.of(PASSWORD) for name in (NAME, OTHER)})
    with served(build_page(Desk(assistant, shelf)), Serving(known)) as address:
        yield address


def test_a_password_fits_its_own_hash_only() -> None:
    hashed = Hash.of(PASSWORD)
    assert Hash.parse(str(hashed)) == hashed and PASSWORD not in str(hashed)
    assert hashed.fits(PASSWORD) and not hashed.fits(PASSWORD + " ") and not hashed.fits("")
    assert str(Hash.of(PASSWORD)) != str(hashed)  # salted


def test_a_password_is_the_same_however_it_is_typed() -> None:
    assert Hash.of("e\u0301lysée99").fits("\u00e9lysée99")


def test_an_unknown_name_takes_as_long_as_a_wrong_password(caplog: pytest.LogCaptureFixture) -> None:
    known = Users({NAME: Hash.of(PASSWORD)})
    derived: list[object] = []
    original = users._key
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(users, "_key", lambda *given: derived.append(given) or original(*given))
        assert not known.knows("nobody", PASSWORD) and not known.knows(NAME, "wrong")
    assert len(derived) == 2
    assert PASSWORD not in caplog.text and "nobody" not in caplog.text


def test_nobody_gets_in_by_the_hash_that_stands_in_for_unknown_names() -> None:
    assert not any(Users({NAME: Hash.of(PASSWORD)}).knows(name, "") for name in ("", "nobody", "#"))


def test_the_file_is_private_and_keeps_what_else_stands_in_it(tmp_path: Path) -> None:
    path = tmp_path / "users"
    path.write_text("# of the office\n\n", encoding="utf-8")
    path.chmod(0o644)
    assert put(path, NAME, PASSWORD) and put(path, "li", PASSWORD) and not put(path, NAME, "another one")
    assert stat.S_IMODE(path.stat().st_mode) == 0o600 and list(tmp_path.iterdir()) == [path]
    assert path.read_text(encoding="utf-8").startswith("# of the office\n\nli:scrypt$")
    read = Users.read(path)
    assert read.knows(NAME, "another one") and read.knows("li", PASSWORD) and not read.knows(NAME, PASSWORD)


@pytest.mark.parametrize("name", ["", "  ", "a:b", "#a", "a\nb", "a" * 65])
def test_a_name_that_the_file_could_not_hold_is_refused(tmp_path: Path, name: str) -> None:
    with pytest.raises(UsersUnusable, match="a name has"):
        put(tmp_path / "users", name, PASSWORD)
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("", "nobody in it"),
        ("wang:secret\n", "line 1: not NAME"),
        ("wang:scrypt$1073741824$8$1$AAAA$AAAA\n", "line 1: not NAME"),
        (f"# x\nwang:{Hash.of('12345678')}\nwang:{Hash.of('12345678')}\n", "line 3: wang stands there twice"),
    ],
)
def test_a_faulty_file_is_one_line_that_says_where(tmp_path: Path, text: str, complaint: str) -> None:
    path = tmp_path / "users"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(UsersUnusable, match=complaint) as raised:
        Users.read(path)
    assert "\n" not in str(raised.value) and "secret" not in str(raised.value)


def test_a_file_that_is_not_there_is_one_line(tmp_path: Path) -> None:
    with pytest.raises(UsersUnusable, match="cannot be read"):
        Users.read(tmp_path / "none")


def test_add_user_asks_twice_and_shows_nothing(tmp_path: Path) -> None:
    path = tmp_path / "users"
    run = CliRunner().invoke(ui.app, ["add-user", NAME, "--users", str(path)], f"{PASSWORD}\n{PASSWORD}\n")
    assert run.exit_code == 0 and PASSWORD not in run.output and "added" in run.output
    assert Users.read(path).knows(NAME, PASSWORD)


def test_add_user_writes_nothing_when_the_passwords_differ_or_are_short(tmp_path: Path) -> None:
    path = tmp_path / "users"
    differing = CliRunner().invoke(ui.app, ["add-user", NAME, "--users", str(path)], f"{PASSWORD}\nother one\n")
    short = CliRunner().invoke(ui.app, ["add-user", NAME, "--users", str(path)], "short\nshort\n")
    assert differing.exit_code and isinstance(short.exception, UsersUnusable) and not path.exists()


@pytest.mark.parametrize(
    ("host", "ours"),
    [
        *((ours, True) for ours in ("127.0.0.1", "127.8.8.8", "localhost", "::1", "[::1]")),
        *((others, False) for others in ("0.0.0.0", "::", "192.168.1.2", "office.example", "")),
    ],
)
def test_which_addresses_only_this_machine_reaches(host: str, ours: bool) -> None:
    assert is_loopback(host) == ours


def test_other_machines_are_let_in_with_a_login_or_knowingly() -> None:
    refuse_without_login("0.0.0.0", Users({}), insecure=False)
    refuse_without_login("0.0.0.0", None, insecure=True)
    with pytest.raises(BaogaoError, match=r"--users FILE.*--insecure"):
        refuse_without_login("0.0.0.0", None, insecure=False)


def test_an_open_door_is_refused_at_once_in_one_line() -> None:
    command = [sys.executable, ui.__file__, "--host", "0.0.0.0", "--index", "nowhere"]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=60)
    assert done.returncode == 1 and done.stderr.startswith("error: 0.0.0.0") and done.stderr.count("\n") == 1


SHUT = [
    ("GET", "config"),
    ("GET", "openapi.json"),
    ("GET", "gradio_api/info"),
    ("GET", "gradio_api/openapi.json"),
    ("GET", "gradio_api/file=/etc/hostname"),
    ("GET", "gradio_api/heartbeat/abc"),
    ("GET", "gradio_api/mcp/"),
    ("POST", "gradio_api/mcp/"),
    ("GET", "gradio_api/mcp/schema"),
    ("GET", "gradio_api/queue/data?session_hash=a"),
    ("POST", "gradio_api/queue/join"),
    ("POST", "gradio_api/call/ask"),
    ("POST", "gradio_api/call/v2/ask"),
    ("POST", "gradio_api/run/ask"),
    ("POST", "gradio_api/cancel"),
    ("POST", "gradio_api/upload"),
    ("GET", "anything/else"),
]


def test_everything_is_shut_to_who_has_not_logged_in(site: str) -> None:
    with httpx.Client(base_url=site, trust_env=False) as visitor:
        answers = {address: visitor.request(method, address).status_code for method, address in SHUT}
        forged = visitor.get("config", headers={"authorization": "Basic !", "cookie": "access-token=1"})
        home = visitor.get("/")
    assert set(answers.values()) == {401}, answers
    assert forged.status_code == 401
    assert home.status_code == 200 and "auth_required" in home.text and "云湖区" not in home.text


def test_name_and_password_open_it_until_logout(site: str) -> None:
    with httpx.Client(base_url=site, trust_env=False) as visitor:
        assert visitor.post("login", data={"username": NAME, "password": "wrong"}).status_code == 400
        assert visitor.get("config").status_code == 401
        assert visitor.post("login", data={"username": NAME, "password": PASSWORD}).status_code == 200
        assert visitor.get("config").json()["username"] == NAME
        stolen = "; ".join(f"{name}={value}" for name, value in visitor.cookies.items())
        visitor.get("logout")
    assert httpx.get(f"{site}config", headers={"cookie": stolen}, trust_env=False).status_code == 401


def test_a_program_may_send_both_with_each_request(site: str) -> None:
    with httpx.Client(base_url=site, trust_env=False, auth=(NAME.encode(), PASSWORD.encode())) as program:
        assert program.get("config").json()["username"] == NAME
        assert program.get("gradio_api/info").status_code == 200
    with httpx.Client(base_url=site, trust_env=False, auth=(NAME.encode(), b"wrong")) as program:
        assert program.get("config").status_code == 401


def test_two_share_a_browser_and_neither_sees_what_the_other_asked(site: str, browser: Browser) -> None:
    tab = browser.new_context(locale="zh-CN").new_page()
    tab.set_default_timeout(40_000)
    tab.goto(site)
    assert _log_in(tab, NAME, "wrong password") == 400 and _log_in(tab, NAME, PASSWORD) == 200
    tab.locator(".welcome").wait_for()
    tab.locator("#box textarea").fill("火星上有多少项？")
    tab.locator("#box textarea").press("Enter")
    expect(tab.locator("#live .actions")).to_be_visible()
    expect(tab.locator(".visitor")).to_contain_text(NAME)
    tab.get_by_role("link", name="退出").click()
    assert _log_in(tab, OTHER, PASSWORD) == 200
    expect(tab.locator(".visitor")).to_contain_text(OTHER)
    expect(tab.locator(".welcome")).to_be_visible()
    expect(tab.locator(".exchange")).to_have_count(0)
    tab.locator("#box textarea").fill("月亮上有多少项？")
    tab.locator("#box textarea").press("Enter")
    expect(tab.locator("#live .actions")).to_be_visible()
    tab.get_by_role("link", name="退出").click()
    assert _log_in(tab, NAME, PASSWORD) == 200
    expect(tab.locator("#live .question")).to_have_text("火星上有多少项？")
    tab.context.close()


def _log_in(tab: Page, name: str, password: str) -> int:
    """Fills in gradio's form, which empties itself after a wrong password; the status of the answer."""
    expect(tab.locator("input").first).to_have_value("")
    for field, text in enumerate((name, password)):
        tab.locator("input").nth(field).fill(text)
    with tab.expect_response("**/login") as answer:
        tab.get_by_role("button").last.click()
    return answer.value.status
