"""Serves the chat: the conversation at the left, the sources of its answers at the right.

python ui.py --index DIR [--host 127.0.0.1] [--port 7860]
"""

from __future__ import annotations

import logging
import sys
from pathlib import Path
from typing import Annotated

import typer

from chat.page import build_page
from chat.serve import serve
from index.errors import BaogaoError

app = typer.Typer(add_completion=False, pretty_exceptions_enable=False)


@app.command()
def start(
    index: Annotated[Path, typer.Option(help="The folder of the index.")] = Path("baogao-index"),
    host: Annotated[str, typer.Option(help="The address to listen on.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(min=1, max=65535, help="The port to listen on.")] = 7860,
) -> None:
    """Serve the chat over an index in the browser."""
    from index import Index
    from rag import Assistant

    shelf = Index.open(index)
    assistant = Assistant(shelf)
    assistant.warm()
    serve(build_page(assistant, shelf), host, port)


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
