"""If these fail, a branch works with a request form that head office never sent, or never gets the one it did send."""

import pytest
import sqlalchemy as sa

from tests.headoffice.conftest import BothEnds
from tests.headoffice.test_policies import sent
from tests.wiring.test_own_forms import own_form
from watan_desk.common.errors import DamagedFile, Refused
from watan_desk.headoffice.forms import publish_form
from watan_desk.headoffice.intake import take_in
from watan_desk.headoffice.replies import reply
from watan_desk.headoffice.tables import form
from watan_desk.policy.signed import PACK, Signed, check, read_form
from watan_desk.wiring.own_forms import keep_own, look_over, request_forms, use_own


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
