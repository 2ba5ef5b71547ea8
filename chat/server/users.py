"""Who may use the chat: a file with a name and a salted password hash on each line.

python ui.py add-user NAME --users FILE
"""

from __future__ import annotations

import asyncio
import base64
import hashlib
import hmac
import ipaddress
import logging
import os
import secrets
import tempfile
import unicodedata
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path

from index.errors import BaogaoError

log = logging.getLogger(__name__)

SHORTEST_PASSWORD, LONGEST_NAME = 8, 64
COST = (2**14, 8, 5)  # scrypt's n, r and p: 16 MiB and a fifth of a second for each guess
MOST_MEMORY = 2**28
AT_ONCE = 2  # passwords checked at the same time: logging in must not starve those who ask


class UsersUnusable(BaogaoError):
    """The file of users cannot be read, or a name or password cannot be used."""

    exit_code = 10


@dataclass(frozen=True, slots=True)
class Hash:
    """A password as the file keeps it, with the cost it was made at, so that the cost can rise later."""

    n: int
    r: int
    p: int
    salt: bytes
    key: bytes = field(repr=False)

    @classmethod
    def of(cls, password: str) -> Hash:
        salt = secrets.token_bytes(16)
        return cls(*COST, salt, _key(password, *COST, salt))

    @classmethod
    def parse(cls, text: str) -> Hash:
        """The inverse of `str`; raises ValueError."""
        method, n, r, p, salt, key = text.split("$")
        made = cls(int(n), int(r), int(p), base64.b64decode(salt, validate=True), base64.b64decode(key, validate=True))
        sound = made.n > 1 and not made.n & (made.n - 1) and 0 < made.r <= 32 and 0 < made.p <= 16
        if method != "scrypt" or not sound or 128 * made.n * made.r > MOST_MEMORY // 2 or len(made.key) != 32:
            raise ValueError(f"no scrypt hash: {method}")
        return made

    def __str__(self) -> str:
        coded = (base64.b64encode(part).decode() for part in (self.salt, self.key))
        return "$".join(("scrypt", str(self.n), str(self.r), str(self.p), *coded))

    def fits(self, password: str) -> bool:
        return hmac.compare_digest(self.key, _key(password, self.n, self.r, self.p, self.salt))


NOBODY = Hash(*COST, bytes(16), bytes(32))  # checked for a name that there is none of: the time taken does not tell


class Users:
    """Everyone who may log in. Safe to share between threads."""

    def __init__(self, hashes: Mapping[str, Hash]) -> None:
        self._hashes = dict(hashes)
        self._checking = ThreadPoolExecutor(AT_ONCE, thread_name_prefix="login")

    @classmethod
    def read(cls, path: Path) -> Users:
        """The users in the file; raises UsersUnusable."""
        hashes: dict[str, Hash] = {}
        for number, line in enumerate(_lines(path), 1):
            if not line.strip() or line.startswith("#"):
                continue
            name, _, hashed = line.partition(":")
            try:
                parsed = Hash.parse(hashed.strip())
            except ValueError as error:
                raise UsersUnusable(f"{path}, line {number}: not NAME:scrypt$…; write it with add-user") from error
            if name in hashes:
                raise UsersUnusable(f"{path}, line {number}: {name} stands there twice; delete one of the lines")
            hashes[name] = parsed
        if not hashes:
            raise UsersUnusable(f"{path}: nobody in it; run python ui.py add-user NAME --users {path}")
        return cls(hashes)

    def knows(self, name: str, password: str) -> bool:
        """Whether that is the name of a user and this the password."""
        name = _normal(name).strip()
        hashed = self._hashes.get(name, NOBODY)
        known = hashed.fits(password) and hashed is not NOBODY
        if not known:
            log.warning("login refused: %s", "an unknown name" if hashed is NOBODY else name)
        return known

    async def login(self, name: str, password: str) -> bool:
        """As `knows`, without holding up the server meanwhile."""
        return await asyncio.get_running_loop().run_in_executor(self._checking, self.knows, name, password)


def checked_name(name: str) -> str:
    """The name as it is kept; raises UsersUnusable for one that could not be told from another line or be typed."""
    name = _normal(name).strip()
    if not name or len(name) > LONGEST_NAME or ":" in name or name.startswith("#") or not name.isprintable():
        raise UsersUnusable(f"{name!r}: a name has 1 to {LONGEST_NAME} characters, no colon, and does not begin with #")
    return name


def put(path: Path, name: str, password: str) -> bool:
    """Writes the user into the file, or a new password for a name that is there; True for a new name."""
    name, path = checked_name(name), path.resolve()
    if len(password) < SHORTEST_PASSWORD:
        raise UsersUnusable(f"the password is too short: {SHORTEST_PASSWORD} characters at least")
    lines = _lines(path) if path.exists() else []
    kept = [line for line in lines if line.partition(":")[0] != name]
    try:
        _write_private(path, "".join(f"{line}\n" for line in (*kept, f"{name}:{Hash.of(password)}")))
    except OSError as error:
        raise UsersUnusable(f"{path}: cannot be written ({error.strerror})") from error
    return len(kept) == len(lines)


def refuse_without_login(host: str, users: Users | None, insecure: bool) -> None:
    """Raises BaogaoError where other machines could reach the chat and nobody would have to log in."""
    if users is None and not insecure and not is_loopback(host):
        raise BaogaoError(
            f"{host} can be reached from other machines: name who may log in with --users FILE, "
            "or let everybody in with --insecure"
        )


def is_loopback(host: str) -> bool:
    """Whether only this machine can reach the address."""
    try:
        return ipaddress.ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return host.lower() == "localhost"


def _lines(path: Path) -> list[str]:
    try:
        return path.read_text(encoding="utf-8-sig").splitlines()
    except OSError as error:
        raise UsersUnusable(f"{path}: cannot be read ({error.strerror})") from error
    except UnicodeDecodeError as error:
        raise UsersUnusable(f"{path}: not UTF-8 text") from error


def _write_private(path: Path, text: str) -> None:
    """Replaces the file in one step; nobody else can read it at any time (mode 0600)."""
    handle, aside = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        Path(aside).replace(path)
    except BaseException:
        Path(aside).unlink(missing_ok=True)
        raise


def _key(password: str, n: int, r: int, p: int, salt: bytes) -> bytes:
    typed = _normal(password).encode("utf-8", "surrogatepass")
    return hashlib.scrypt(typed, salt=salt, n=n, r=r, p=p, maxmem=MOST_MEMORY, dklen=32)


def _normal(text: str) -> str:
    """The same characters however a keyboard composes them."""
    return unicodedata.normalize("NFC", text)
