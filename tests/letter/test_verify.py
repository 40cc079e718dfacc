"""If these fail, a changed letter passes for a genuine one, or a genuine one is called false."""

import subprocess
from io import BytesIO
from pathlib import Path
from typing import Any

import msgspec
import pikepdf
import pytest
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.reader import PdfFileReader

from tests.letter.conftest import letter_of
from tests.letter.sealing import ASSOCIATION, AUTHORITY, DAY, KEYS, NOW, NUMBER, RING, SEALER, drawn, sealed, token_of
from watan_desk.common.errors import Unusable
from watan_desk.letter import verify
from watan_desk.letter.authority import Authority
from watan_desk.letter.keyring import CodeKey, Keyring, SealKeys
from watan_desk.letter.seal import Sealed, Sealer
from watan_desk.letter.template import kinds
from watan_desk.letter.token import write_token
from watan_desk.letter.verify import Verified

TEXT = letter_of("L01").plain
EMPTY = Keyring(ASSOCIATION, RING.authority, ())


def found(data: bytes, keyring: Keyring = RING, register: dict[str, str] | None = None) -> Verified:
    return verify.verify(data, keyring, (register or {}).get)


def refused(data: bytes) -> bool:
    try:
        told = found(data)
    except Unusable:
        return True
    return told.seal == "broken" and not told.holds


@pytest.fixture(scope="module")
def letter_file() -> bytes:
    """Return a sealed letter."""
    return sealed()


@pytest.fixture(scope="module")
def photo(letter_file: bytes, tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """Return a picture of a sealed letter at 150 dpi."""
    folder = tmp_path_factory.mktemp("photo")
    (folder / "page.pdf").write_bytes(letter_file)
    page = ["pdftoppm", "-r", "150", "-png", "-singlefile", str(folder / "page.pdf"), str(folder / "page")]
    subprocess.run(page, check=True)
    return (folder / "page.png").read_bytes()


@pytest.mark.parametrize("kind", kinds())
def test_an_issued_letter_holds(kind: str) -> None:
    told = found(sealed(kind))
    assert (told.seal, told.code, told.kind, told.number) == ("valid", "valid", kind, NUMBER)
    assert told.issuer == f"{ASSOCIATION} - WT03A"
    assert told.issued_at == NOW.isoformat()
    assert told.text == letter_of(kind).plain
    assert told.holds
    assert told.outcome == "sealed"


def test_one_changed_byte_anywhere_is_refused(letter_file: bytes) -> None:
    """The seal is what tells, whatever else is read; now and then it is asked by way of the whole check."""
    for place in range(0, len(letter_file), 97):
        assert verify._seal_of(changed(letter_file, place), RING) is None, place
    for place in range(0, len(letter_file), 997):
        assert refused(changed(letter_file, place)), place


def test_one_changed_byte_in_the_signature_itself_is_refused(letter_file: bytes) -> None:
    """No signature covers its own place; our one form of it does."""
    (seal,) = PdfFileReader(BytesIO(letter_file)).embedded_signatures
    _, start, end, _ = (int(each) for each in seal.sig_object["/ByteRange"])
    for place in range(start, end, 23):
        assert verify._seal_of(changed(letter_file, place), RING) is None, place
    for place in range(start, end, 499):
        assert refused(changed(letter_file, place)), place
    assert refused(letter_file[:start] + letter_file[start:end].lower() + letter_file[end:])


def changed(data: bytes, place: int) -> bytes:
    return data[:place] + bytes([data[place] ^ 1]) + data[place + 1 :]


@pytest.mark.parametrize("end", [10, 2000, 30_000, -700, -1])
def test_a_letter_cut_short_is_refused(letter_file: bytes, end: int) -> None:
    told = found(letter_file[:end])
    assert told.seal != "valid"
    assert not told.holds


def test_a_letter_with_something_added_is_refused(letter_file: bytes) -> None:
    assert refused(letter_file + b"\n%%EOF\n")
    writer: Any = IncrementalPdfFileWriter(BytesIO(letter_file))
    writer.root["/Lang"] = writer.root["/Lang"]
    writer.update_root()
    out = BytesIO()
    writer.write(out)
    assert found(out.getvalue()).seal == "broken"


def test_a_letter_saved_anew_is_refused(letter_file: bytes) -> None:
    out = BytesIO()
    with pikepdf.open(BytesIO(letter_file)) as document:
        document.save(out)
    assert found(out.getvalue()).seal == "broken"


def test_a_letter_sealed_by_somebody_else_is_refused() -> None:
    stranger = Authority.new(ASSOCIATION, "watan-tumuh HQ", NOW)
    false = Sealer(KEYS, stranger.grant("WT03A", ASSOCIATION, KEYS.public, NOW))
    told = found(sealed(sealer=false))
    assert (told.seal, told.code, told.outcome) == ("broken", "code-genuine", "seal_broken")
    assert not told.holds


def test_a_seal_made_with_another_key_than_the_certificate_names_is_refused() -> None:
    assert found(sealed(sealer=Sealer(SealKeys.new(), SEALER.certificate))).seal == "broken"


def test_a_desk_of_the_association_that_the_ring_does_not_list_may_seal() -> None:
    """The authority vouches for it; only its codes need a newer ring."""
    keys = SealKeys.new()
    other = Sealer(keys, AUTHORITY.grant("WT09A", ASSOCIATION, keys.public, NOW))
    told = found(sealed(sealer=other, code=write_token(token_of(), keys.code)))
    assert (told.seal, told.code, told.issuer) == ("valid", "unknown-key", f"{ASSOCIATION} - WT09A")
    assert told.outcome == "unknown_key"
    assert not told.holds


@pytest.mark.parametrize("other", [token_of("L02"), token_of(number="WT03A-1448-00128")])
def test_a_genuine_code_of_another_letter_is_refused(other: object) -> None:
    told = found(sealed(code=write_token(other, KEYS.code)))  # type: ignore[arg-type]
    assert (told.seal, told.code, told.outcome) == ("valid", "broken", "code_broken")
    assert not told.holds


def test_a_picture_is_never_more_than_a_genuine_code(photo: bytes) -> None:
    told = found(photo, register={NUMBER: TEXT})
    assert told == Verified("absent", "code-genuine", "L01", NUMBER, f"{ASSOCIATION} - WT03A", DAY.isoformat(), TEXT)
    assert told.holds
    assert told.outcome == "compare"


def test_the_text_to_compare_is_the_one_that_the_code_speaks_of(photo: bytes) -> None:
    assert found(photo).text is None
    assert found(photo, register={NUMBER: TEXT + " "}).text is None


def test_a_code_of_an_unknown_key_is_told_apart(photo: bytes) -> None:
    told = found(photo, EMPTY)
    assert (told.seal, told.code, told.number, told.outcome) == ("absent", "unknown-key", None, "unknown_key")
    assert not told.holds


def test_a_false_code_under_a_known_name_is_broken() -> None:
    stranger = SealKeys.new()
    false = msgspec.structs.replace(RING, codes=(CodeKey("WT03A", stranger.public.code),))
    short = found(sealed(code=write_token(token_of(), stranger.code)), false)
    assert (short.seal, short.code) == ("valid", "valid")
    text = write_token(token_of(), stranger.code)
    told = found(drawn(code=text[:-1] + ("0" if text[-1] != "0" else "1")), false)
    assert (told.seal, told.code, told.outcome) == ("absent", "broken", "code_broken")
    assert not told.holds


def test_an_unsealed_pdf_is_no_more_than_a_picture() -> None:
    told = found(drawn())
    assert (told.seal, told.code, told.text) == ("absent", "code-genuine", None)


def test_a_file_without_seal_and_code_does_not_hold() -> None:
    told = found(drawn(code=""))
    assert (told.seal, told.code, told.outcome) == ("absent", "absent", "nothing")
    assert not told.holds


def test_two_codes_that_disagree_are_broken() -> None:
    both = pikepdf.open(BytesIO(drawn()))
    with pikepdf.open(BytesIO(drawn(code=write_token(token_of("L02"), KEYS.code)))) as other:
        both.pages.extend(other.pages)
        out = BytesIO()
        both.save(out)
    assert found(out.getvalue()).code == "broken"


def test_a_seal_without_our_words_in_it_is_refused() -> None:
    """A signature by the desk's own key over any PDF makes no letter of it."""
    pdf = SEALER.seal(drawn(), Sealed("L01", NUMBER, DAY.isoformat(), TEXT), NOW)
    assert found(pdf.replace(b"/WDSK", b"/WDSX")).seal == "broken"


@pytest.mark.parametrize("raw", [b"", b"text", b"PK\x03\x04"])
def test_other_files_are_unusable(raw: bytes) -> None:
    with pytest.raises(Unusable):
        found(raw)


def test_a_huge_file_is_not_even_read() -> None:
    with pytest.raises(Unusable, match="too_large"):
        found(b"%PDF-" + bytes(64 << 20))


def test_nothing_is_asked_of_the_network(letter_file: bytes, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    def no_socket(*_: object, **__: object) -> None:
        raise AssertionError(tmp_path)

    monkeypatch.setattr("socket.socket.connect", no_socket)
    monkeypatch.setattr("socket.getaddrinfo", no_socket)
    assert found(letter_file).holds
