"""If these fail, a bundle would not open in other programs, or one of its bytes could be changed unnoticed."""

import io
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from watan_desk.bundle import archive
from watan_desk.common.errors import DamagedFile

names = st.text("abcdef0123456789./", min_size=1, max_size=40)
contents = st.dictionaries(names, st.binary(max_size=200), min_size=1, max_size=8).map(lambda made: list(made.items()))


@given(entries=contents)
def test_other_programs_read_what_we_write(entries: list[archive.Entry]) -> None:
    raw = archive.build(entries)
    with zipfile.ZipFile(io.BytesIO(raw)) as packed:
        assert packed.testzip() is None
        assert [(info.filename, packed.read(info)) for info in packed.infolist()] == entries
        assert all(info.compress_type == zipfile.ZIP_STORED for info in packed.infolist())


@given(entries=contents)
def test_what_goes_in_comes_out(entries: list[archive.Entry]) -> None:
    assert archive.parse(archive.build(entries)) == entries


@given(entries=contents, data=st.data())
def test_no_byte_is_free(entries: list[archive.Entry], data: st.DataObject) -> None:
    """Names and contents are covered too: their checksums and the directory must agree."""
    raw = bytearray(archive.build(entries))
    place = data.draw(st.integers(0, len(raw) - 1))
    raw[place] ^= data.draw(st.integers(1, 255))
    with pytest.raises(DamagedFile):
        archive.parse(bytes(raw))


@given(raw=st.binary(max_size=300))
def test_noise_is_no_archive(raw: bytes) -> None:
    for noise in (raw, b"PK\x03\x04" + raw):
        with pytest.raises(DamagedFile):
            archive.parse(noise)


def test_too_many_entries_are_refused() -> None:
    many = [(f"{number}", b"") for number in range(archive.MAX_ENTRIES + 1)]
    with pytest.raises(DamagedFile):
        archive.parse(archive.build(many))
    assert len(archive.parse(archive.build(many[:-1]))) == archive.MAX_ENTRIES
