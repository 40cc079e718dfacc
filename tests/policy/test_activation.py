"""If these fail, requests are opened under a policy that its own text or head office does not let be used yet."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.desks import PASSPHRASE, copied_desk, make_desk, person
from watan_desk.common.errors import NotYet, Refused, Unusable
from watan_desk.headoffice.office import open_office
from watan_desk.headoffice.permissions import permit
from watan_desk.headoffice.replies import reply
from watan_desk.policy.activation import GRANTS, unmet
from watan_desk.policy.office import SETTINGS
from watan_desk.policy.pack import shipped_pack, shipped_packs
from watan_desk.wiring import Desk

Made = Callable[[str], tuple[Desk, Path]]


@pytest.fixture(scope="module")
def folders(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Return folders with an office and a desk as they are right after enrolment."""
    made = {slug: tmp_path_factory.mktemp(slug) for slug in ("huda", "awn")}
    for slug, folder in made.items():
        make_desk(folder, slug, active=False)
    return made


@pytest.fixture
def fresh(folders: dict[str, Path], tmp_path: Path) -> Made:
    """Return a maker of desks right after enrolment, with the folder of their office."""
    return lambda slug: (copied_desk(folders[slug] / "desk", tmp_path / slug), folders[slug] / "office")


def _codes(refused: pytest.ExceptionInfo[NotYet]) -> list[str]:
    return [item.code for item in refused.value.missing]


def _permitted(desk: Desk, office: Path, name: str, tmp_path: Path) -> None:
    opened = open_office(office, PASSPHRASE).at(desk.clock)
    permit(opened, "WT03", name, "قرار الإدارة")
    reply(opened, "WT03", tmp_path / "reply.wdb")
    opened.engine.dispose()
    desk.take_in(tmp_path / "reply.wdb")


def test_a_blank_approval_and_an_unset_period_keep_requests_closed(fresh: Made, tmp_path: Path) -> None:
    desk, office = fresh("huda")
    who = person(form="pilgrim")
    with pytest.raises(NotYet) as refused:
        desk.do("open", None, who.reception())
    assert _codes(refused) == ["setting.reply_period_days", "grant.approval_confirmed"]
    assert all(item.sentence(lang) for item in refused.value.missing for lang in ("ar", "en"))
    desk.set("reply_period_days", "20")
    with pytest.raises(NotYet) as again:
        desk.do("open", None, who.reception())
    assert _codes(again) == ["grant.approval_confirmed"]
    assert desk.cases() == ()
    _permitted(desk, office, "approval_confirmed", tmp_path)
    assert unmet(desk.office) == ()
    assert desk.do("open", None, who.reception()).dossier is not None


def test_a_visit_that_ends_in_no_request_is_recorded_before(fresh: Made) -> None:
    desk, _ = fresh("huda")
    asked = person(form="pilgrim").reception() | {"outcome": "clarification"}
    asked.pop("identity_shown", None)
    assert desk.do("open", None, asked).dossier is None


def test_delegates_receive_only_with_a_permission_that_both_ends_keep(fresh: Made, tmp_path: Path) -> None:
    desk, office = fresh("awn")
    who = person(form="victim")
    with pytest.raises(NotYet) as refused:
        desk.do("open", None, who.reception())
    assert _codes(refused) == ["grant.delegate_intake"]
    assert "المناديب" in refused.value.missing[0].sentence("ar")
    _permitted(desk, office, "delegate_intake", tmp_path)
    opened = desk.do("open", None, who.reception()).dossier
    assert opened is not None
    assert opened.visits[0].channel == "interview"
    with desk.reading() as connection:
        rows = connection.exec_driver_sql("select kind from journal order by position").scalars().all()
        kept = connection.exec_driver_sql("select name, reason from permission").all()
    assert (rows[1], [tuple(row) for row in kept]) == ("permit", [("delegate_intake", "قرار الإدارة")])
    assert desk.take_in(tmp_path / "reply.wdb")[0].status == "nothing-new"


def test_head_office_permits_only_what_there_is_to_permit_and_says_why(fresh: Made) -> None:
    _, home = fresh("awn")
    office = open_office(home, PASSPHRASE)
    with pytest.raises(Refused):
        permit(office, "WT03", "dance", "لا سبب")
    with pytest.raises(Refused):
        permit(office, "WT03", "delegate_intake", "  ")
    with pytest.raises(Unusable):
        permit(office, "WT99", "delegate_intake", "قرار الإدارة")
    office.engine.dispose()


@pytest.mark.parametrize("slug", shipped_packs())
def test_a_pack_asks_only_for_settings_and_grants_that_exist(slug: str) -> None:
    pack = shipped_pack(slug)
    for asked in pack.activation:
        kind, _, name = asked.partition(":")
        assert name in (SETTINGS if kind == "setting" else GRANTS)
    assert {item.setting for item in pack.exemptions} <= set(SETTINGS)
    assert pack.wait.max_setting in {"", *SETTINGS}
