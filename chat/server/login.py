"""The login: whoever has not logged in gets the login page and nothing else.

Gradio guards most of its own addresses, but neither the MCP endpoint nor those of running events. This stands before
all of them.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import secrets
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.types import ASGIApp, Receive, Scope, Send

from chat.server.users import Users

# What a browser needs to show the login page; startup-events is what gradio asks itself as it starts, and says nothing.
OPEN = {"/", "/login", "/login/", "/logout", "/health", "/theme.css", "/favicon.ico", "/robots.txt", "/manifest.json"}
OPEN |= {"/gradio_api/startup-events", "/gradio_api/theme.css"}
OPEN_BELOW = ("/static/", "/assets/", "/svelte/")


class Gate:
    """Middleware that answers 401 to whoever is not logged in.

    A browser or gradio_client shows the cookie of its login. What cannot log in by a form, as MCP clients, sends name
    and password with each request (`Authorization: Basic`).
    """

    def __init__(self, app: ASGIApp, users: Users) -> None:
        self._app, self._users = app, users
        self._secret = secrets.token_bytes(32)
        self._sessions: dict[bytes, str] = {}  # so that scrypt runs once for a client, not at each of its requests

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or is_open(scope["path"]):
            await self._app(scope, receive, send)
            return
        request = Request(scope)
        if any(request.cookies.get(name) in scope["app"].tokens for name in cookies(scope["app"])):
            await self._app(scope, receive, send)
        elif token := await self._session(scope["app"], request.headers.get("authorization", "")):
            await self._app(_with_cookie(scope, token), receive, send)
        else:
            await JSONResponse({"detail": "Not authenticated"}, 401)(scope, receive, send)

    async def _session(self, server: Any, header: str) -> str:
        """The token of a session for whom the header names; empty where name and password do not fit."""
        name, password = credentials(header)
        if not name:
            return ""
        digest = hmac.digest(self._secret, f"{name}:{password}".encode(), hashlib.sha256)
        if self._sessions.get(digest) not in server.tokens:
            if not await self._users.login(name, password):
                return ""
            self._sessions[digest] = open_session(server, name)
        return self._sessions[digest]


def is_open(path: str) -> bool:
    """Whether everybody may ask for that address."""
    return path in OPEN or path.startswith(OPEN_BELOW)


def open_session(server: Any, name: str) -> str:
    """Logs that name in at gradio's server; the token that proves it."""
    token = secrets.token_urlsafe(16)
    server.tokens[token] = name
    return token


def cookies(server: Any) -> tuple[str, str]:
    """The names under which gradio looks for a token: the one for any connection first."""
    return f"access-token-unsecure-{server.cookie_id}", f"access-token-{server.cookie_id}"


def credentials(header: str) -> tuple[str, str]:
    """Name and password of an `Authorization: Basic` header; empty where there are none."""
    kind, _, coded = header.partition(" ")
    if kind.lower() != "basic":
        return "", ""
    try:
        name, _, password = base64.b64decode(coded, validate=True).decode().partition(":")
    except ValueError:
        return "", ""
    return name, password


def _with_cookie(scope: Scope, token: str) -> Scope:
    kept = [(name, value) for name, value in scope["headers"] if name != b"cookie"]
    return {**scope, "headers": [*kept, (b"cookie", f"{cookies(scope['app'])[0]}={token}".encode())]}
