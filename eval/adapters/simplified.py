"""A set of traditional characters turned simplified."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from typing import Any

from eval.adapters.draft import Block, Draft


def turned(block: Block) -> Block:
    """The block in simplified characters, one for one, so that spans hold."""
    drafts = {draft: Draft(_letters(draft.title), _letters(draft.body)) for draft in block.drafts}
    asked = [
        replace(
            one,
            text=_letters(one.text),
            proofs=tuple(replace(proof, draft=drafts[proof.draft]) for proof in one.proofs),
            other_forms=tuple(map(_letters, one.other_forms)),
        )
        for one in block.asked
    ]
    return Block(tuple(drafts.values()), tuple(asked))


def _letters(text: str) -> str:
    turned = str(_converter().convert(text))
    return turned if len(turned) == len(text) else "".join(_converter().convert(letter)[:1] for letter in text)


@cache
def _converter() -> Any:
    from opencc import OpenCC

    return OpenCC("t2s")
