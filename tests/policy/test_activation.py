"""If these fail, requests are opened under a policy that its own text or head office does not let be used yet."""

import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import msgspec
import pytest

from tests.desks import DAY, PASSPHRASE, copied_desk, make_desk, person
from watan_desk.cli.hq import main
from watan_desk.common.errors import NotYet, Refused, Unusable
from watan_desk.headoffice.office import open_office
from watan_desk.headoffice.permissions import permissions_of, permit, retired_permissions
from watan_desk.headoffice.policies import Word, settle
from watan_desk.headoffice.replies import reply
from watan_desk.policy.activation import GRANTS, unmet
from watan_desk.policy.office import SETTINGS
from watan_desk.policy.pack import shipped_pack, shipped_packs
from watan_desk.store.settings import write_setting
from watan_desk.store.types import write_instant
from watan_desk.wiring import Desk, take_reply

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

    def made(slug: str) -> tuple[Desk, Path]:
        office = shutil.copytree(folders[slug] / "office", tmp_path / f"{slug}-office")
        return copied_desk(folders[slug] / "desk", tmp_path / slug), office

    return made


def _codes(refused: pytest.ExceptionInfo[NotYet]) -> list[str]:
    return [item.code for item in refused.value.missing]


def _permitted(desk: Desk, office: Path, name: str, tmp_path: Path) -> None:
    opened = open_office(office, PASSPHRASE).at(desk.clock)
    permit(opened, "WT03", name, "قرار الإدارة")
    reply(opened, "WT03", tmp_path / "reply.wdb")
    opened.engine.dispose()
    take_reply(desk, tmp_path / "reply.wdb")


def test_a_blank_approval_and_an_unset_period_keep_requests_closed(fresh: Made, tmp_path: Path) -> None:
    desk, office = fresh("huda")
    who = person(form="pilgrim")
    with pytest.raises(NotYet) as refused:
        desk.do("open", None, who.reception())
    assert _codes(refused) == ["setting.reply_period_days", "confirmation"]
    assert all(item.sentence(lang) for item in refused.value.missing for lang in ("ar", "en"))
    desk.set("reply_period_days", "20")
    with pytest.raises(NotYet) as again:
        desk.do("open", None, who.reception())
    assert _codes(again) == ["confirmation"]
    assert desk.cases() == ()
    _confirmed(desk, office, tmp_path)
    assert unmet(desk.office) == ()
    assert desk.do("open", None, who.reception()).dossier is not None


def _confirmed(desk: Desk, office: Path, tmp_path: Path) -> None:
    opened = open_office(office, PASSPHRASE).at(desk.clock)
    settle(opened, Word(None, DAY, "", "قرار المجلس", "أمين المجلس"))
    reply(opened, "WT03", tmp_path / "word.wdb")
    opened.engine.dispose()
    take_reply(desk, tmp_path / "word.wdb")


def test_a_permission_of_the_old_kind_is_kept_and_told_and_counts_for_nothing(
    fresh: Made, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A desk and an office of an earlier program hold one: both open, both say what is needed now."""
    desk, office = fresh("huda")
    desk.set("reply_period_days", "20")
    at = desk.clock.now()
    with desk.work("permit") as work:
        old = {"name": "approval_confirmed", "reason": "قرار الإدارة", "granted_at": at, "came_at": at}
        work.put("permission", old)
    opened = open_office(office, PASSPHRASE).at(desk.clock)
    kept = {"branch": "WT03", "id": "0" * 36, "name": "approval_confirmed", "reason": "قرار الإدارة"}
    with opened.writing() as connection:
        write_setting(connection, "permissions", [kept | {"granted_at": write_instant(at)}])
    with opened.reading() as connection:
        assert permissions_of(connection, "WT03") == ()
        assert [branch for branch, _ in retired_permissions(connection)] == ["WT03"]
    with pytest.raises(Refused) as retired:
        permit(opened, "WT03", "approval_confirmed", "قرار الإدارة")
    assert retired.value.key == "headoffice.permission_retired"
    opened.engine.dispose()
    desk.offices.forget()
    [item] = unmet(desk.office)
    assert item.code == "confirmation_old"
    assert all("approval_confirmed" in item.sentence(lang) for lang in ("ar", "en"))
    (tmp_path / "word").write_text(PASSPHRASE, encoding="utf-8")
    call = ["approval", "show", "--home", str(office), "--passphrase-file", str(tmp_path / "word"), "--lang", "en"]
    assert main(call) == 0
    assert "WT03 (2026-11-19: قرار الإدارة)" in capsys.readouterr().err
    _confirmed(desk, office, tmp_path)
    assert unmet(desk.office) == ()
    assert main(call) == 0
    assert "WT03" not in capsys.readouterr().err


def test_a_version_published_with_the_old_permission_asks_for_the_signed_word_instead(fresh: Made) -> None:
    desk, _ = fresh("huda")
    desk.set("reply_period_days", "20")
    pack = msgspec.structs.replace(desk.office.pack, activation=("grant:approval_confirmed",))
    assert [item.code for item in unmet(replace(desk.office, pack=pack))] == ["confirmation"]


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
    assert take_reply(desk, tmp_path / "reply.wdb")[0].status == "nothing-new"


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
