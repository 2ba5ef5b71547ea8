"""Conversations as the browser keeps them: what was asked of which bodies and years, and never a word of a report.

They are asked anew when they are opened, so that an answer is always of the reports that are there now.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

from rag.answer import Answer, Scope

CONVERSATIONS, TURNS, USERS = 20, 30, 10  # kept; older ones are forgotten

Kept = list[list[dict[str, Any]]]
"""Conversations, the latest last; each a list of turns with `question`, `bodies` and `years`."""


def turn(answer: Answer, scope: Scope | None) -> dict[str, Any]:
    """What has to be known to ask it again."""
    asked = scope or Scope()
    return {"question": answer.question, "bodies": list(asked.bodies), "years": list(asked.years)}


def with_turn(kept: Kept, turns: Sequence[Mapping[str, Any]], is_new: bool) -> Kept:
    """The conversations, the latest of them with these turns; one more where they begin a new one."""
    others = kept if is_new else kept[:-1]
    return [*others, [dict(it) for it in turns[-TURNS:]]][-CONVERSATIONS:]


def stored(value: object, user: str, kept: Kept) -> list[list[Any]]:
    """What the browser is to keep from now on, user by user: others may use it too, each with their own conversations.

    Pairs, as gradio takes a mapping for settings of its own.
    """
    others: list[list[Any]] = [[name, theirs] for name, theirs in _users(value).items() if name != user]
    return [*others, [user, kept]][-USERS:]


def readable(value: object, user: str) -> Kept:
    """What the browser gave back of this user's, less all that is not ours: it is theirs to change."""
    mine = _users(value).get(user)
    conversations = mine if isinstance(mine, list) else []
    lists = (values for values in conversations[-CONVERSATIONS:] if isinstance(values, list))
    read = [[turn for turn in map(_turn, values) if turn] for values in lists]
    return [turns[-TURNS:] for turns in read if turns]


def _users(value: object) -> dict[str, object]:
    pairs = (it for it in value if isinstance(it, list) and len(it) == 2) if isinstance(value, list) else ()
    return {name: theirs for name, theirs in pairs if isinstance(name, str)}


def scope_of(turn: Mapping[str, Any]) -> Scope | None:
    """The scope in which a turn was asked; None where its question alone said it."""
    scope = Scope(tuple(turn["bodies"]), tuple(turn["years"]))
    return scope if scope != Scope() else None


def listed(kept: Kept) -> list[tuple[str, str]]:
    """Each conversation by its first question, the latest first, with a key that `found` knows it by later."""
    keys = [json.dumps([number, _title(turns)], ensure_ascii=False) for number, turns in enumerate(kept)]
    return [(_title(turns), key) for turns, key in reversed(list(zip(kept, keys, strict=True)))]


def found(kept: Kept, key: str) -> int | None:
    """Where the conversation of a key stands; those before it may have been forgotten since it was listed."""
    try:
        number, title = json.loads(key)
    except (ValueError, TypeError):
        return None
    places = range(min(number, len(kept) - 1), -1, -1) if isinstance(number, int) else ()
    return next((at for at in places if _title(kept[at]) == title), None)


def _title(turns: Sequence[Mapping[str, Any]]) -> str:
    return str(turns[0]["question"])[:40]


def _turn(value: object) -> dict[str, Any] | None:
    from rag.assistant import LONGEST_QUESTION  # here, so that importing the page stays quick

    if not isinstance(value, dict):
        return None
    question, bodies, years = value.get("question"), value.get("bodies"), value.get("years")
    if not isinstance(question, str) or not 0 < len(question) <= LONGEST_QUESTION:
        return None
    return {
        "question": question,
        "bodies": [it for it in bodies if isinstance(it, str)] if isinstance(bodies, list) else [],
        "years": [it for it in years if isinstance(it, int)] if isinstance(years, list) else [],
    }
