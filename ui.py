"""Serves the chat: the conversation at the left, the sources of its answers at the right.

python ui.py --index DIR [--host 127.0.0.1] [--port 7860] [--users FILE] [--mcp]
python ui.py add-user NAME --users FILE
"""

from __future__ import annotations

import logging
import sys
from pathlib import Path
from typing import Annotated

import typer

from chat.server.users import Users, checked_name, put, refuse_without_login
from index.errors import BaogaoError

app = typer.Typer(add_completion=False, pretty_exceptions_enable=False)


@app.callback(invoke_without_command=True)
def start(
    context: typer.Context,
    index: Annotated[Path, typer.Option(help="The folder of the index.")] = Path("baogao-index"),
    host: Annotated[str, typer.Option(help="The address to listen on.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(min=1, max=65535, help="The port to listen on.")] = 7860,
    users: Annotated[Path | None, typer.Option(help="Who may log in; add-user writes it. Without: everybody.")] = None,
    insecure: Annotated[bool, typer.Option("--insecure", help="Let other machines in without a login.")] = False,
    mcp: Annotated[bool, typer.Option("--mcp", help="Offer the API as an MCP tool too.")] = False,
    max_upload: Annotated[str, typer.Option(help="The largest file that a visitor may bring.")] = "50mb",
    reports: Annotated[Path | None, typer.Option(help="The folder of its reports; files can be added.")] = None,
    meta: Annotated[Path | None, typer.Option(help="What `index build --meta` was given, for reports added.")] = None,
    feedback: Annotated[Path | None, typer.Option(help="Where it is kept what helped and what did not.")] = None,
    waiting: Annotated[int, typer.Option(min=1, help="Requests that may wait; one more is turned away.")] = 64,
) -> None:
    """Serve the chat over an index in the browser."""
    if context.invoked_subcommand:
        return
    known = Users.read(users) if users else None
    refuse_without_login(host, known, insecure)
    if meta and reports is None:
        raise BaogaoError(f"--meta {meta} says what the reports of a folder are: name it with --reports")

    from chat.conversation.feedback import Feedback  # here, so that add-user need not load what serves and answers
    from chat.conversation.page import build_page
    from chat.library.live import LiveShelf
    from chat.server.serve import Serving, serve, state_of

    serving = Serving(known, mcp, max_upload, waiting, lambda: state_of(live.index))
    live = LiveShelf(reports, index, largest=serving.largest_upload, meta=meta).ready()
    kept = Feedback(feedback or index.with_name(f"{index.name}-feedback.sqlite"))
    serve(build_page(live, kept), host, port, serving)


@app.command()
def add_user(
    name: Annotated[str, typer.Argument(help="The name to log in with.")],
    users: Annotated[Path, typer.Option(help="The file of users; it is made where there is none.")],
) -> None:
    """Let somebody log in, or give them a new password; a running server must be started again."""
    name = checked_name(name)
    password = typer.prompt("Password", hide_input=True, confirmation_prompt=True)
    is_new = put(users, name, password)
    print(f"{name}: {'added to' if is_new else 'new password in'} {users}")


def main() -> None:
    """Runs the command; a mistake that the user can mend is one line and an exit code of its own."""
    logging.basicConfig(format="%(asctime)s %(levelname)s %(name)s: %(message)s")
    try:
        app()
    except BaogaoError as error:
        print(f"error: {error}", file=sys.stderr)
        sys.exit(error.exit_code)


if __name__ == "__main__":
    main()
