"""If these fail, a branch works with a request form that head office never sent, or never gets the one it did send."""

from zipfile import ZipFile

import pytest
import sqlalchemy as sa

from tests.desks import person, take_to
from tests.headoffice.conftest import BothEnds
from tests.headoffice.test_policies import sent
from tests.wiring.test_form_media import form_with_media, packed, picture
from tests.wiring.test_own_forms import own_form
from watan_desk.common.errors import DamagedFile, Refused
from watan_desk.forms import FormError
from watan_desk.headoffice.forms import missing_media, publish_form
from watan_desk.headoffice.intake import take_in
from watan_desk.headoffice.replies import reply
from watan_desk.headoffice.tables import form
from watan_desk.policy.signed import PACK, Signed, check, read_form
from watan_desk.wiring.form_media import pictures_of
from watan_desk.wiring.own_forms import keep_own, look_over, request_forms, use_own
from watan_desk.wiring.policies import accept


def test_a_published_form_reaches_the_desk_is_offered_and_does_not_come_again(ends: BothEnds) -> None:
    publish_form(ends.office, own_form(ends.folder))
    assert sent(ends, "first.wdb").items == 1
    [kept] = request_forms(ends.desk).own
    assert (kept.form_id, kept.version, kept.since) == ("own_general", "7", None)
    assert ends.desk.office.form_of("capture").id == "general"
    use_own(ends.desk, "own_general", "7")
    assert ends.desk.office.form_of("capture").id == "own_general"

    assert sent(ends, "second.wdb").status == "nothing-new"
    _, file = ends.hand_over()
    take_in(ends.office, file)
    assert reply(ends.office, "WT03", ends.folder / "third.wdb").policies == 0


def test_a_form_that_the_desk_imported_itself_is_the_same_form(ends: BothEnds) -> None:
    file = own_form(ends.folder)
    own = keep_own(ends.desk, look_over(ends.desk, file))
    publish_form(ends.office, file)
    assert sent(ends).status == "nothing-new"
    assert request_forms(ends.desk).own == (own,)


def test_the_lists_and_pictures_beside_a_form_travel_with_it_and_work_at_the_desk(ends: BothEnds) -> None:
    file = form_with_media(ends.folder)
    row = "| | select_one_from_file places.csv | own_place | المكان | Place |\n| choices |"
    file.write_text(file.read_text(encoding="utf-8").replace("| choices |", row, 1), encoding="utf-8")
    archive = packed(ends.folder, file)
    with pytest.raises(FormError, match="needs_files"):
        publish_form(ends.office, archive)
    with ZipFile(archive, "a") as more:
        more.writestr("form/places.csv", "name,label\nwaha,الواحة\nrawda,الروضة\n")
    made = publish_form(ends.office, archive)
    assert sorted(missing_media(made)) == ["house.mp3", "lost.png"]
    assert sent(ends).items == 1

    use_own(ends.desk, "own_general", "7")
    accept(ends.desk)
    number = take_to(ends.desk, person(), "consent")
    ends.desk.do("capture", number, {**person().request(), "own_place": "rawda"})
    request = ends.desk.dossier(number).request
    assert request is not None
    assert (request.complete, request.answers["own_place"]) == (True, "rawda")
    record = ends.desk.office.blank("capture", now=ends.desk.clock.now)
    place = next(view for view in record.questions() if view.name == "own_place")
    assert place.choices == (("waha", "الواحة"), ("rawda", "الروضة"))
    found = pictures_of(ends.desk, ends.desk.office, "capture", record)
    assert found.files == {
        "house-ar.png": picture("red"), "house-en.png": picture("green"), "rent.png": picture("blue"),
    }  # fmt: skip


def test_what_a_desk_could_not_work_with_is_not_published(ends: BothEnds) -> None:
    with pytest.raises(Refused, match="lacks"):
        publish_form(ends.office, own_form(ends.folder, without="name_family"))
    publish_form(ends.office, own_form(ends.folder))
    with pytest.raises(Refused, match="version_taken"):
        publish_form(ends.office, own_form(ends.folder))


def test_a_form_that_was_changed_after_signing_is_kept_aside(ends: BothEnds) -> None:
    publish_form(ends.office, own_form(ends.folder))
    with ends.office.writing() as connection:
        row = connection.execute(sa.select(form)).one()
        key = ends.office.keys(connection).signer.public_key()
        assert read_form(Signed(bytes(row.body), row.signature), key).version == "7"
        with pytest.raises(DamagedFile):
            check(PACK, Signed(bytes(row.body), row.signature), key)
        changed = bytes(row.body).replace(b'"version":"7"', b'"version":"6"')
        assert changed != bytes(row.body)
        connection.execute(sa.update(form).values(body=changed))
    report = sent(ends)
    assert [each.reason for each in report.quarantined] == ["policy.not_signed"]
    assert request_forms(ends.desk).own == ()
