"""Sets in the style of SQuAD: articles of paragraphs, each with its questions and the offsets of their answers."""

from __future__ import annotations

from collections.abc import Iterator

from eval.adapters.draft import Asked, Block, Draft, Proof, nearest, sentence
from eval.adapters.reading import Node, parsed

SHAPE = (
    "a set of this style is {data: [{paragraphs: [{context, qas: [{id, question, answers: [{text, answer_start}]}]}]}]}"
)


def blocks(text: str) -> Iterator[Block]:
    """Raises Faulty with the first fault."""
    root = parsed(text)
    for article in root.take("data", list).items():
        title = article.take("title", str, default="").text()
        for paragraph in article.take("paragraphs", list).items():
            draft = Draft(title, paragraph.take("context", str).text())
            yield Block((draft,), tuple(_question(qa, draft) for qa in paragraph.take("qas", list).items()))


def _question(qa: Node, draft: Draft) -> Asked:
    answerable = not qa.take("is_impossible", bool, default=False).value
    answers = [*qa.take("answers", list, default=None if answerable else []).items()]
    forms = [answer.take("text", str).text() for answer in answers]
    offsets = [int(answer.take("answer_start", int).value) for answer in answers]
    spans = [nearest(draft.body, form, at) for form, at in zip(forms, offsets, strict=True) if form.strip()]
    return Asked(
        Node(str(qa.take("id", str, int).value), qa.place).text(),
        qa.take("question", str).text(),
        answerable,
        tuple(Proof(draft, span, sentence(draft.body, *span)) for span in spans if span),
        () if any(spans) else tuple(forms),
    )
