"""If these fail, the first thing anybody tries does not show what the program does."""

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from watan_desk.common.errors import Unusable
from watan_desk.demo import run_demo
from watan_desk.policy.pack import DEEDS, shipped_pack
from watan_desk.store.cases import STATES
from watan_desk.wiring import open_desk

Run = tuple[Path, dict[str, Any], list[str]]


@pytest.fixture(scope="module")
def run(tmp_path_factory: pytest.TempPathFactory) -> Run:
    """Return folder, summary and lines of one run with ten people."""
    out, lines = tmp_path_factory.mktemp("demo") / "out", list[str]()
    path = run_demo(out, "watan-tumuh", people=10, seed=1, grab=None, tell=lines.append)
    return out, json.loads(path.read_bytes()), lines


def _kinds(case: dict[str, Any]) -> set[str]:
    return {letter["kind"] for letter in case["letters"]}


def test_the_summary_has_the_shape_that_scripts_rely_on(run: Run) -> None:
    out, summary, _ = run
    assert {"association", "cases", "bundles", "screens", "seconds"} <= set(summary)
    assert (summary["association"], len(summary["cases"]), summary["screens"]) == ("watan-tumuh", 10, [])
    for case in summary["cases"]:
        assert {"number", "state", "deeds", "raised_on", "earliest_reply", "told_on", "decision", "letters"} <= set(
            case
        )
        assert case["state"] in STATES
        assert all(set(item) == {"deed", "at", "journal"} and item["deed"] in DEEDS for item in case["deeds"])
        for letter in case["letters"]:
            assert (out / letter["file"]).read_bytes().startswith(b"%PDF-")
            assert letter["kind"] in letter["file"]
    assert [bundle["direction"] for bundle in summary["bundles"]] == ["out", "back"]
    for bundle in summary["bundles"]:
        assert (bundle["items"] > 0, len(bundle["sha256"]), (out / bundle["file"]).is_file()) == (True, 64, True)


def test_every_way_of_a_real_desk_happens(run: Run) -> None:
    cases = run[1]["cases"]
    assert {case["state"] for case in cases} >= {"closed", "rejected", "attested", "unsigned"}
    assert {case["decision"] for case in cases} == {"accept", "reject", None}
    deeds = {item["deed"] for case in cases for item in case["deeds"]}
    assert deeds == {rule.kind for rule in shipped_pack("watan-tumuh").deeds}


def test_each_case_has_the_letters_its_way_calls_for(run: Run) -> None:
    _, summary, _ = run
    for case in summary["cases"]:
        done = {item["deed"] for item in case["deeds"]}
        if case["decision"] == "accept":
            assert _kinds(case) >= {"L01", "L03", "L06", "L07", "L09"}
        if case["decision"] == "reject":
            assert "L08" in _kinds(case)
        assert ("L04" in _kinds(case)) == ("clarify" in done)
        assert ("L06" in _kinds(case)) == ("raise" in done)
    assert any("L02" in _kinds(case) for case in summary["cases"])
    assert [sheet["kind"] for sheet in summary["sheets"]] == ["L12"] * len(summary["bundles"])
    numbers = [letter["number"] for case in summary["cases"] for letter in case["letters"]]
    numbers += [sheet["number"] for sheet in summary["sheets"]]
    assert sorted(int(number[-5:]) for number in numbers) == list(range(1, len(numbers) + 1))


def test_nobody_is_told_before_the_earliest_day(run: Run) -> None:
    told = [case for case in run[1]["cases"] if case["told_on"]]
    assert told
    for case in told:
        raised, earliest, day = (date.fromisoformat(case[name]) for name in ("raised_on", "earliest_reply", "told_on"))
        assert (earliest - raised).days == 14
        assert day >= earliest


def test_every_committed_deed_was_acknowledged(run: Run) -> None:
    _, summary, lines = run
    acknowledged = {line for line in lines if line.startswith("ack ")}
    deeds = {
        f"ack {case['number']} {item['deed']} {item['journal']}"
        for case in summary["cases"]
        for item in case["deeds"]
        if item["deed"] != "decide"
    }
    assert acknowledged == deeds


def test_the_desk_it_leaves_opens_with_its_passphrase_and_is_sound(run: Run) -> None:
    out, summary, _ = run
    desk = open_desk(out / "desk", (out / "passphrase").read_text(encoding="utf-8").strip())
    assert {case.number for case in desk.cases()} == {case["number"] for case in summary["cases"]}
    assert [finding for finding in desk.examine().findings if finding.severity == "error"] == []
    desk.close()


def test_an_earlier_run_is_left_alone(run: Run) -> None:
    out, _, _ = run
    before = (out / "summary.json").read_bytes()
    with pytest.raises(Unusable):
        run_demo(out, "watan-tumuh", people=1, seed=1, grab=None, tell=print)
    assert (out / "summary.json").read_bytes() == before
