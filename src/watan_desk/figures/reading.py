"""From rows to figures. A row is a mapping of columns as JSON holds them: dates and instants as ISO text."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any

import sqlalchemy as sa

from watan_desk.figures.records import PROVIDER, SERVICE, TRUST, CaseFigures
from watan_desk.policy.pack import Pack
from watan_desk.store import tables
from watan_desk.store.types import plain, read_instant

Row = Mapping[str, Any]
ENTITIES = ("visit", "request", "raising", "decision", "notification", "registration", "delivery", "survey")
"""The tables of a case that figures are made of."""
_HIGHEST = 5


def figures_of(
    case: Row, rows: Mapping[str, list[Row]], deeds: Mapping[str, datetime], pack: Pack, branch: str = ""
) -> CaseFigures:
    """Return the figures of one case; the rows of each entity are oldest first."""
    visit, request, survey = _last(rows, "visit"), _last(rows, "request"), _last(rows, "survey")
    raised = _last(rows, "raising")
    decided = _last([row for row in rows.get("decision", ()) if row["raising_id"] == raised.get("id")])
    told = _last([row for row in rows.get("notification", ()) if row["decision_id"] == decided.get("id")])
    answers, rated = request.get("answers") or {}, survey.get("answers") or {}
    wanted = answers.get(pack.request.kinds) or () if pack.request.kinds else ()
    return CaseFigures(
        opened_at=read_instant(case["opened_at"]),
        branch=branch,
        channel=visit.get("channel", ""),
        place=visit.get("place", ""),
        request_form=case.get("request_form", ""),
        category=_category(rows, decided, answers, pack),
        services=tuple(wanted.split() if isinstance(wanted, str) else wanted),
        deeds=deeds,
        raised_on=_day(raised.get("raised_on")),
        told_on=_day(told.get("told_on")),
        outcome=decided.get("outcome", ""),
        reason=_reason(decided, pack),
        delivered=bool(rows.get("delivery")),
        offered=bool(survey),
        accepted=bool(survey.get("accepted")),
        scores={code: score for code in (*SERVICE, *PROVIDER, TRUST) if (score := _score(rated.get(code)))},
        rated_at=read_instant(survey["at"]) if survey else None,
    )


def desk_figures(connection: sa.Connection, pack: Pack, branch: str) -> tuple[CaseFigures, ...]:
    """Return the figures of every case of a desk."""
    rows: dict[str, dict[str, list[Row]]] = {}
    for name in ENTITIES:
        table = tables.metadata.tables[name]
        order = [table.c[column] for column in ("at", "received_at") if column in table.c]
        for row in connection.execute(sa.select(table).order_by(*order, table.c.id)).mappings():
            if row["case_id"]:
                rows.setdefault(row["case_id"], {}).setdefault(name, []).append(_plain(row))
    done = deeds_by_case(
        connection.execute(
            sa.select(tables.journal.c.case_id, tables.journal.c.kind, tables.journal.c.at).order_by(
                tables.journal.c.position
            )
        )
    )
    cases = connection.execute(sa.select(tables.case)).mappings()
    return tuple(
        figures_of(_plain(case), rows.get(case["id"], {}), done.get(case["id"], {}), pack, branch) for case in cases
    )


def deeds_by_case(found: Iterable[Any]) -> dict[str, dict[str, datetime]]:
    """Return, by case, when each kind of deed was done last; ``found`` are (case id, kind, instant) in order."""
    done: dict[str, dict[str, datetime]] = {}
    for case_id, kind, at in found:
        if case_id and at:
            done.setdefault(case_id, {})[kind] = at
    return done


def _plain(row: Any) -> dict[str, Any]:
    return {name: plain(value) for name, value in row.items()}


def _last(rows: Mapping[str, list[Row]] | list[Row], name: str = "") -> Row:
    found = rows if isinstance(rows, list) else rows.get(name, [])
    return found[-1] if found else {}


def _category(rows: Mapping[str, list[Row]], decided: Row, answers: Row, pack: Pack) -> str:
    """Return the category a person was registered in, or else was accepted in, or else claims."""
    registered = (_last(rows, "registration").get("answers") or {}).get("category")
    granted = (decided.get("details") or {}).get("category")
    claimed = answers.get(pack.request.category) if pack.request.category else ""
    return str(registered or granted or claimed or "")


def _reason(decided: Row, pack: Pack) -> str:
    """Return the code of a rejection's reason; own words are told to the person, and counted under none (R47)."""
    said, codes = str(decided.get("reason") or ""), {item.code for item in pack.reasons}
    code = str((decided.get("details") or {}).get("reason_code") or said)
    return code if code in codes else ""


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def _score(value: Any) -> int:
    text = str(value or "")
    return int(text) if text.isdecimal() and 1 <= int(text) <= _HIGHEST else 0
