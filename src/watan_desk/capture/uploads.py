"""Files as answers: which may be kept, and how a deed takes them over.

Of a paper that identifies a person no copy is kept (Personal Data Protection Law, art. 28), unless the association
says by which law or at which authority's request it keeps them.
"""

from collections.abc import Iterable

from watan_desk.capture.records import UPLOADS, request_of
from watan_desk.common.arabic import normalise
from watan_desk.common.messages import LANGUAGES, say
from watan_desk.forms import Form
from watan_desk.policy.office import Answers, Office
from watan_desk.store.attachments import drop_unnamed, take_over
from watan_desk.store.work import Work

IDENTITY_COPY, NO_IDENTITY_COPY = "identity_copy", "no_identity_copy"
"""What a form's author may say of such a question (``wd:flag``); without a word its name and label tell."""
COPY_BASIS = "identity_copy_basis"
"""The setting that names the law or the request by which copies of identity papers are kept."""


def asks_identity_copy(office: Office, name: str, flag: str, labels: Iterable[str]) -> bool:
    """Tell whether a question for a file asks for a copy of a paper that identifies a person."""
    if flag in {IDENTITY_COPY, NO_IDENTITY_COPY}:
        return flag == IDENTITY_COPY
    if any(code in name.lower() for code in office.pack.documents.identity):
        return True
    words = [word for lang in LANGUAGES for word in say("capture.identity_words", lang).split("|")]
    words += [said for code in office.pack.documents.identity for said in _named(office, code)]
    told = [normalise(label) for label in labels]
    return any(normalise(word) in label for word in words for label in told)


def _named(office: Office, code: str) -> tuple[str, ...]:
    return tuple(said for said in office.choice_label("document", "doc_type", code).values() if said)


def refused_uploads(office: Office, form: Form) -> frozenset[str]:
    """Return the names of a form's questions whose files may not be kept at this desk."""
    if office.settings.get(COPY_BASIS):
        return frozenset()
    asked = [field for field in form.fields() if field.type in UPLOADS]
    return frozenset(
        each.name for each in asked if asks_identity_copy(office, each.name, each.flag, each.label.values())
    )


def take_over_files(work: Work, case_id: str | None, deed: str, answers: Answers, draft_id: str) -> None:
    """Let the files that a deed's answers name belong to it; of what a request names no more no bytes stay."""
    request = request_of(work.connection, case_id) if case_id and deed == "capture" else None
    said = request.instance if request is not None else str(answers)
    take_over(work, case_id, said, draft_id)
    if request is not None and case_id is not None:
        drop_unnamed(work, case_id, deed, said)
