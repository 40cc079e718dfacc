"""If these fail, a request changed after signing looks as signed, or an unchanged one must be signed again."""

import json
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from watan_desk.attestation.fingerprint import attested_bytes, data_hash
from watan_desk.capture.records import DocumentCheck, Request

GOLDEN = Path(__file__).parent / "golden" / "attested.json"
AT = datetime(2026, 11, 19, 7, tzinfo=UTC)
REQUEST = Request(
    id="r",
    case_id="c",
    form_id="general",
    form_version="1",
    instance="<data/>",
    canonical='{"form":"general","version":"1","answers":[["/data/name_first","عبير"],["/data/household_size","3"]]}',
    answers={"name_first": "عبير", "household_size": "3"},
    complete=True,
    by="WT03A",
    at=AT,
)


def _shown(kind: str, **changes: object) -> DocumentCheck:
    answers = {"doc_type": kind, "doc_number": "R-1", "doc_expiry_date": "2027-01-02", "doc_match": "match"}
    whole = {
        "id": kind,
        "case_id": "c",
        "kind": kind,
        "number": "R-1",
        "issued_on": None,
        "expires_on": date(2027, 1, 2),
        "shown_on": date(2026, 11, 19),
        "match": "match",
        "validity": "valid",
        "superseded": False,
        "answers": answers | {"doc_copy_kept": "no"},
        "by": "WT03A",
        "at": AT,
    }
    return DocumentCheck(**whole | changes)  # type: ignore[arg-type]


DOCUMENTS = (_shown("lease"), _shown("national_id"))


def test_what_is_hashed_is_written_down_byte_by_byte() -> None:
    assert attested_bytes(REQUEST, DOCUMENTS) == GOLDEN.read_bytes().rstrip(b"\n")
    assert data_hash(REQUEST, DOCUMENTS) == "2a3f3b19c7b4eabc7b6d46b43237e5e4c34643aaf48c07932b47530cfc9da7c5"


def test_the_order_in_which_documents_were_shown_does_not_matter() -> None:
    assert data_hash(REQUEST, DOCUMENTS[::-1]) == data_hash(REQUEST, DOCUMENTS)


def test_what_the_person_does_not_attest_may_change() -> None:
    signed = data_hash(REQUEST, DOCUMENTS)
    assert data_hash(replace(REQUEST, id="x", by="WT03B", complete=False), DOCUMENTS) == signed
    noted = _shown("lease", answers=DOCUMENTS[0].answers | {"doc_copy_kept": "yes"}, by="WT03B")
    assert data_hash(REQUEST, (noted, DOCUMENTS[1])) == signed
    assert data_hash(REQUEST, (*DOCUMENTS, _shown("passport", superseded=True))) == signed


def test_any_changed_character_of_the_answers_changes_the_hash() -> None:
    signed, text = data_hash(REQUEST, DOCUMENTS), REQUEST.canonical
    for place in range(len(text)):
        changed = text[:place] + chr(ord(text[place]) ^ 1) + text[place + 1 :]
        assert data_hash(replace(REQUEST, canonical=changed), DOCUMENTS) != signed


@pytest.mark.parametrize(
    "name", ["doc_type", "doc_number", "doc_issuer", "doc_issue_date", "doc_expiry_date", "doc_match"]
)
def test_any_changed_field_of_a_document_changes_the_hash(name: str) -> None:
    changed = _shown("lease", answers=DOCUMENTS[0].answers | {name: "2027-01-03"})
    assert data_hash(REQUEST, (changed, DOCUMENTS[1])) != data_hash(REQUEST, DOCUMENTS)


def test_a_document_more_or_less_or_shown_again_changes_the_hash() -> None:
    signed = data_hash(REQUEST, DOCUMENTS)
    for documents in (
        DOCUMENTS[:1],
        (*DOCUMENTS, _shown("passport")),
        (_shown("lease", shown_on=date(2026, 11, 20)), DOCUMENTS[1]),
        (_shown("lease", validity="expiring"), DOCUMENTS[1]),
    ):
        assert data_hash(REQUEST, documents) != signed


def test_the_hashed_text_can_be_read_by_people() -> None:
    whole = json.loads(attested_bytes(REQUEST, DOCUMENTS))
    assert json.loads(whole["request"])["answers"][0][1] == "عبير"
