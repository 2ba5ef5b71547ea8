"""Everything that can go wrong with reports and their index, each error saying what, where and the remedy.

BaogaoError                 exit code 1
├── UnreadableReport        one file cannot be read; the rest of the shelf goes on      (exit 3)
├── ShelfMissing            the folder of reports is not there                          (exit 4)
├── ModelUnavailable        the embedding model cannot be had                           (exit 5)
├── IndexUnusable           (exit 6)
│   ├── IndexMissing        no index at this path, or an unfinished one
│   ├── IndexBroken         a file of the index is missing or altered
│   ├── IndexMismatch       written by another format or another embedder
│   └── IndexBusy           another process is writing this index
├── QuestionsInvalid        a file of questions is faulty; lives in eval.questions          (exit 7)
├── SetInvalid              a public set cannot be read; lives in eval.adapters             (exit 7)
├── FolderUnusable          its folder holds something else; lives in eval.adapters
├── GateFailed              a run does not hold the line; lives in eval.thresholds          (exit 9)
├── GateUnusable            thresholds that say nothing of a run; lives in eval.thresholds  (exit 7)
├── UsersUnusable           a file of users is faulty; lives in chat.server.users           (exit 10)
├── QuestionUnusable        a question is empty or too long                                 (exit 8)
├── ArgumentInvalid         a value of the wrong type was handed over                       (exit 11)
├── NotOnShelf              a scope names a body or a source that the shelf lacks           (exit 12)
└── SettingInvalid          an environment variable holds a value that there is none of     (exit 13)
"""

from __future__ import annotations

from index.reasons import Reason


class BaogaoError(Exception):
    """Base of all errors that a user can mend; `str()` is one line fit to be shown as it is."""

    exit_code = 1


class UnreadableReport(BaogaoError):
    """A file that cannot become a report: `source` names it, `reason` says why."""

    exit_code = 3

    def __init__(self, source: str, reason: Reason) -> None:
        super().__init__(f"{source}: {reason}")
        self.source = source
        self.reason = reason


class ShelfMissing(BaogaoError):
    """The folder of reports does not exist or holds no file."""

    exit_code = 4


class ModelUnavailable(BaogaoError):
    """The embedding model is neither installed, nor at the path given, nor to be had from a hub."""

    exit_code = 5


class IndexUnusable(BaogaoError):
    """The index folder cannot be used as it is; the message names the command that mends it."""

    exit_code = 6


class IndexMissing(IndexUnusable):
    """There is no finished index at the path."""


class IndexBroken(IndexUnusable):
    """A file of the generation in use is missing, or is not what its manifest says."""


class IndexMismatch(IndexUnusable):
    """The index was written in another format, or with another embedder than the one asked for."""


class IndexBusy(IndexUnusable):
    """Another process holds the writer's lock."""


class QuestionUnusable(BaogaoError):
    """A question that cannot be asked: nothing in it, or too much."""

    exit_code = 8


class ArgumentInvalid(BaogaoError, TypeError):
    """A value of the wrong type: text where a sequence is due, a year as text."""

    exit_code = 11


class SettingInvalid(BaogaoError, ValueError):
    """An environment variable or an option holds a value that there is none of; the message names those that are."""

    exit_code = 13


class NotOnShelf(BaogaoError, LookupError):
    """A scope names a body or a source that no report has; the message names the nearest that one has."""

    exit_code = 12
