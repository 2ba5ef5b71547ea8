"""What a person says of a report, in a TOML file: it overrides what was read.

Beside a report, as FILE.meta.toml:                For a whole shelf, one table a report:

    title = "云湖区2023年法治政府建设报告"              ["2023/scan-17.pdf"]
    issuer = "云湖区人民政府"                          year = 2023
    region = "云湖区"                                 regions = ["青岚市", "云湖区"]
    year = 2023
    number = "云政〔2024〕3号"
    date = 2024-01-30
    kind = "法治政府建设报告"
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from datetime import date
from difflib import get_close_matches
from pathlib import Path

from index.errors import UnreadableReport
from index.language.bodies import places_of
from index.language.gazetteer import lineage
from index.reasons import Code, Reason
from index.report import Origin, Report

SUFFIX = ".meta.toml"
_YEARS = range(1900, 2101)


@dataclass(frozen=True, slots=True)
class Overrides:
    """What a person says of one report; None where nothing is said. `date` is ISO; `regions` go from the widest."""

    title: str | None = None
    issuer: str | None = None
    regions: tuple[str, ...] | None = None
    year: int | None = None
    number: str | None = None
    date: str | None = None
    kind: str | None = None


_FIELDS = tuple(field.name for field in fields(Overrides))
_KEYS = (*_FIELDS, "region")


def is_sidecar(name: str) -> bool:
    """Is a file of this name a sidecar, and so no report itself?"""
    return name.lower().endswith(SUFFIX)


def beside(report: Path) -> Path:
    """Where the sidecar of a report would stand: 年报.pdf → 年报.pdf.meta.toml."""
    return report.with_name(report.name + SUFFIX)


def read(path: Path) -> Overrides:
    """What a sidecar says; raises UnreadableReport, naming the file, the key and the remedy."""
    return _overrides(path.name, _parsed(path))


def read_shelf(path: Path) -> dict[str, Overrides]:
    """Source → what a file for a whole shelf says of it; raises UnreadableReport as `read` does."""
    return {
        source: _overrides(f"{path.name}: {_shown(source)}", _table(path, source, t))
        for source, t in _parsed(path).items()
    }


def _table(path: Path, source: str, value: object) -> Mapping[str, object]:
    if isinstance(value, dict):
        return value
    raise UnreadableReport(path.name, Reason.of(Code.OUTSIDE_TABLE, _shown(source)))


def apply(report: Report, overrides: Overrides) -> Report:
    """The report as the person says, each field overridden with its origin; a place named by the issuer alone is
    looked up where no region is given."""
    said = {name: value for name in _FIELDS if (value := getattr(overrides, name)) is not None}
    if overrides.issuer and overrides.regions is None and (places := places_of(overrides.issuer)):
        said["regions"] = _from_the_widest(places)
    kept = tuple(origin for origin in report.origins if origin.field not in said)
    new = tuple(Origin(name, "sidecar", _words(value), 1.0) for name, value in said.items() if value)
    return replace(report, **said, origins=(*kept, *new))


def _words(value: object) -> str:
    return " ".join(value) if isinstance(value, tuple) else str(value)


def _from_the_widest(places: tuple[str, ...]) -> tuple[str, ...]:
    """The places with what lies above the first, as the gazetteer knows it."""
    whole = lineage(places[-1], "".join(places))
    return whole if {*places} <= {*whole} else (*lineage(places[0]), *places[1:])


def _parsed(path: Path) -> Mapping[str, object]:
    try:
        return tomllib.loads(path.read_text("utf-8-sig"))
    except tomllib.TOMLDecodeError as error:
        raise UnreadableReport(path.name, Reason.of(Code.NOT_TOML, str(error))) from error
    except RecursionError as error:
        raise UnreadableReport(path.name, Reason.of(Code.SIDECAR_TOO_DEEP)) from error
    except UnicodeDecodeError as error:
        raise UnreadableReport(path.name, Reason.of(Code.NOT_UTF8, error.start)) from error
    except OSError as error:
        raise UnreadableReport(path.name, Reason.of(Code.SIDECAR_CLOSED, str(error.strerror))) from error


def _overrides(where: str, table: Mapping[str, object]) -> Overrides:
    for key in table:
        if key not in _KEYS:
            raise UnreadableReport(where, _unknown(key))
    if "region" in table and "regions" in table:
        raise UnreadableReport(where, Reason.of(Code.REGION_TWICE))
    return Overrides(
        title=_text(where, table, "title"),
        issuer=_text(where, table, "issuer"),
        regions=_regions(where, table),
        year=_year(where, table),
        number=_text(where, table, "number"),
        date=_date(where, table),
        kind=_text(where, table, "kind"),
    )


def _unknown(key: str) -> Reason:
    near = get_close_matches(key.lower(), _KEYS, n=1)
    code, offered = (Code.KEY_MISSPELT, near[0]) if near else (Code.KEY_UNKNOWN, ", ".join(_KEYS))
    return Reason.of(code, _shown(key), offered)


def _shown(value: object) -> str:
    """A value of the file in one line."""
    return " ".join(str(value).split())[:60]


def _text(where: str, table: Mapping[str, object], key: str) -> str | None:
    value = table.get(key)
    if value is None or isinstance(value, str):
        return " ".join(value.split()) if value is not None else None
    raise UnreadableReport(where, Reason.of(Code.NOT_TEXT, key, _shown(value), key))


def _regions(where: str, table: Mapping[str, object]) -> tuple[str, ...] | None:
    if region := _text(where, table, "region"):
        return _from_the_widest(places_of(region) or (region,))
    value = table.get("regions")
    if value is None:
        return None
    if isinstance(value, list) and all(isinstance(name, str) and name.strip() for name in value):
        return tuple(name.strip() for name in value)
    raise UnreadableReport(where, Reason.of(Code.NOT_REGIONS, _shown(value)))


def _year(where: str, table: Mapping[str, object]) -> int | None:
    value = table.get("year")
    if value is None or (type(value) is int and value in _YEARS):
        return value
    raise UnreadableReport(where, Reason.of(Code.NOT_A_YEAR, _shown(value), _YEARS.start, _YEARS.stop - 1))


def _date(where: str, table: Mapping[str, object]) -> str | None:
    value = table.get("date")
    if value is None:
        return None
    try:
        day = value if isinstance(value, date) else date.fromisoformat(value if isinstance(value, str) else "")
        if day.year in _YEARS:
            return f"{day.year:04}-{day.month:02}-{day.day:02}"
    except ValueError:
        pass
    raise UnreadableReport(where, Reason.of(Code.NOT_A_DAY, _shown(value)))
