"""If these fail, a changed, cut or foreign file could enter the case records, and a lost stick could be read."""

import hashlib
import resource
import shutil
import signal
import subprocess
import zipfile
from collections.abc import Callable
from pathlib import Path

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.bundle.conftest import INSTANT, Parties
from watan_desk.bundle import archive, sealing
from watan_desk.bundle.container import Address, Part, Receiver, inspect, read_bundle, write_bundle
from watan_desk.bundle.keys import PartyKeys, PublicParty
from watan_desk.bundle.manifest import Manifest, PartEntry, decode, encode, inner_header
from watan_desk.bundle.signature import NAMESPACE, minisign_public, minisign_sign, ssh_public, ssh_sign
from watan_desk.common.errors import DamagedFile, ForeignFile, Unusable

LINES = (b'{"a":1}', '{"b":"طلب"}'.encode())

Change = Callable[[list[archive.Entry]], list[archive.Entry]]


@pytest.fixture(scope="module")
def good(parties: Parties, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return parties.write(tmp_path_factory.mktemp("good") / "WT03A-7.wdb", Part("entries", "HQ", LINES))


def refused(path: Path, parties: Parties) -> str:
    with pytest.raises((DamagedFile, ForeignFile)) as caught:
        read_bundle(path, parties.known, parties.receiver)
    return caught.value.key


lines = st.lists(st.binary(max_size=300).map(lambda data: data.replace(b"\n", b" ")), max_size=12).map(tuple)


@given(contents=st.lists(st.tuples(st.sampled_from(["entries", "receipts"]), lines), min_size=1, max_size=4))
def test_what_goes_in_comes_out(
    contents: list[tuple[str, tuple[bytes, ...]]], parties: Parties, tmp_path_factory: pytest.TempPathFactory
) -> None:
    parts = tuple(Part(kind, "HQ", held) for kind, held in contents)
    path = parties.write(tmp_path_factory.mktemp("round") / "b.wdb", *parts)
    opened = read_bundle(path, parties.known, parties.receiver)
    assert opened.parts == parts
    assert opened.manifest.items == sum(len(held) for _, held in contents)
    assert (opened.manifest.sender, opened.manifest.to, opened.manifest.number) == ("WT03A", "HQ", 7)
    assert (opened.manifest.have, opened.manifest.created_at) == (3, INSTANT)


@pytest.mark.parametrize("mask", [0x01, 0x80, 0xFF])
def test_every_changed_byte_is_refused(mask: int, good: Path, parties: Parties, tmp_path: Path) -> None:
    raw = good.read_bytes()
    mutant = tmp_path / "m.wdb"
    for place in range(len(raw)):
        changed = bytearray(raw)
        changed[place] ^= mask
        mutant.write_bytes(changed)
        refused(mutant, parties)


def test_every_length_is_refused(good: Path, parties: Parties, tmp_path: Path) -> None:
    raw = good.read_bytes()
    mutant = tmp_path / "m.wdb"
    for size in range(len(raw)):
        mutant.write_bytes(raw[:size])
        refused(mutant, parties)
    for longer in (raw + b"\0", b"\0" + raw, raw + raw):
        mutant.write_bytes(longer)
        refused(mutant, parties)


TRICKS: dict[str, Change] = {
    "path traversal": lambda entries: [*entries, ("../../../evil", b"x")],
    "absolute path": lambda entries: [*entries, ("/etc/cron.d/evil", b"x")],
    "drive letter": lambda entries: [*entries, ("C:\\evil.exe", b"x")],
    "unsigned extra part": lambda entries: [*entries, ("p/" + "a" * 64 + ".age", b"x")],
    "manifest twice": lambda entries: [*entries, entries[0]],
    "missing part": lambda entries: entries[:-1],
    "no entries": lambda _: [],
    "other order": lambda entries: [entries[1], entries[0], *entries[2:]],
    "deep JSON": lambda entries: [("manifest.json", b"[" * 200_000), *entries[1:]],
    "huge manifest": lambda entries: [("manifest.json", b" " * (1 << 20) + entries[0][1]), *entries[1:]],
    "no second signature": lambda entries: [*entries[:2], *entries[3:]],
}


@pytest.mark.parametrize("trick", TRICKS)
def test_tricks_with_the_archive_are_refused(trick: str, good: Path, parties: Parties, tmp_path: Path) -> None:
    path = tmp_path / "m.wdb"
    path.write_bytes(archive.build(TRICKS[trick](archive.parse(good.read_bytes()))))
    assert refused(path, parties) in {"bundle.damaged", "bundle.not_a_bundle"}
    assert not list(tmp_path.parent.rglob("*evil*"))


def test_a_compressed_entry_is_refused(good: Path, parties: Parties, tmp_path: Path) -> None:
    path = tmp_path / "m.wdb"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, data in archive.parse(good.read_bytes()):
            packed.writestr(name, data)
    assert refused(path, parties) == "bundle.damaged"


def forged(good: Path, path: Path, keys: PartyKeys, sealed: bytes, change: Callable[[Manifest], Manifest]) -> None:
    """Sign a bundle of one sealed part as somebody who owns ``keys``."""
    manifest = decode(archive.parse(good.read_bytes())[0][1])
    part = PartEntry("entries", "HQ", len(LINES), hashlib.sha256(sealed).hexdigest(), len(sealed))
    manifest = change(msgspec.structs.replace(manifest, parts=(part,)))
    raw = encode(manifest)
    signed = [
        ("manifest.json", raw),
        ("manifest.json.minisig", minisign_sign(keys.signer, raw, manifest.comment)),
        ("manifest.json.sig", ssh_sign(keys.signer, raw)),
    ]
    path.write_bytes(archive.build([*signed, (part.name, sealed)]))


def same(manifest: Manifest) -> Manifest:
    return manifest


def plain(good: Path) -> bytes:
    manifest = decode(archive.parse(good.read_bytes())[0][1])
    return b"\n".join([inner_header(manifest, 0), *LINES])


def test_a_forged_bundle_is_told_from_an_honest_one(good: Path, parties: Parties, tmp_path: Path) -> None:
    """The forger itself works: with the desk's own keys and header its bundle is taken."""
    path = tmp_path / "m.wdb"
    forged(good, path, parties.desk, sealing.seal(plain(good), [parties.office.public.sealing]), same)
    assert read_bundle(path, parties.known, parties.receiver).parts[0].lines == LINES


def test_a_stranger_signing_in_the_desks_name_is_refused(good: Path, parties: Parties, tmp_path: Path) -> None:
    path = tmp_path / "m.wdb"
    forged(good, path, parties.stranger, sealing.seal(plain(good), [parties.office.public.sealing]), same)
    assert refused(path, parties) == "bundle.damaged"


def test_an_unknown_sender_is_refused(good: Path, parties: Parties) -> None:
    with pytest.raises(ForeignFile) as caught:
        read_bundle(good, {"WT04A": PublicParty("WT04A", parties.desk.public)}, parties.receiver)
    assert caught.value.key == "bundle.stranger"


@pytest.mark.parametrize(
    "told",
    [
        {"number": 8},
        {"sender": "WT03B"},
        {"bundle": "0" * 32},
    ],
)
def test_a_sealed_part_of_another_bundle_is_refused(
    told: dict[str, object], good: Path, parties: Parties, tmp_path: Path
) -> None:
    """A part cut out of one bundle and signed into another by a known desk."""
    path = tmp_path / "m.wdb"
    sealed = sealing.seal(plain(good), [parties.office.public.sealing])
    forged(good, path, parties.desk, sealed, lambda manifest: msgspec.structs.replace(manifest, **told))
    known = parties.known | {"WT03B": PublicParty("WT03B", parties.desk.public)}
    with pytest.raises(DamagedFile) as caught:
        read_bundle(path, known, parties.receiver)
    assert caught.value.key == "bundle.lying_header"


def test_fewer_lines_than_declared_are_refused(good: Path, parties: Parties, tmp_path: Path) -> None:
    path = tmp_path / "m.wdb"
    short = plain(good).rsplit(b"\n", 1)[0]
    forged(good, path, parties.desk, sealing.seal(short, [parties.office.public.sealing]), same)
    assert refused(path, parties) == "bundle.lying_header"


def test_a_part_sealed_to_somebody_else_is_refused(good: Path, parties: Parties, tmp_path: Path) -> None:
    path = tmp_path / "m.wdb"
    forged(good, path, parties.desk, sealing.seal(plain(good), [parties.stranger.public.sealing]), same)
    assert refused(path, parties) == "bundle.not_openable"


def test_a_decompression_bomb_is_stopped(parties: Parties) -> None:
    bomb = sealing.seal(b"\0" * (1 << 26), [parties.office.public.sealing])
    assert len(bomb) < 1 << 16
    with pytest.raises(DamagedFile) as caught:
        sealing.unseal(bomb, parties.office.identity, limit=1 << 20)
    assert caught.value.key == "bundle.too_large"


def test_a_bundle_for_another_office_is_refused(good: Path, parties: Parties, tmp_path: Path) -> None:
    other = Receiver("naba", practice=False, names=frozenset({"HQ"}), keys=parties.office)
    with pytest.raises(ForeignFile) as caught:
        read_bundle(good, parties.known, other)
    assert caught.value.key == "bundle.not_for_us"
    elsewhere = tmp_path / "b.wdb"
    write_bundle(
        elsewhere,
        parties.address(to="WT04"),
        [Part("receipts", "WT04A", ())],
        parties.desk,
        {"WT04A": parties.stranger.public.sealing},
    )
    assert refused(elsewhere, parties) == "bundle.not_for_us"


def test_practice_and_real_work_do_not_mix(good: Path, parties: Parties, tmp_path: Path) -> None:
    practice = parties.write(tmp_path / "p.wdb", Part("entries", "HQ", LINES), address=parties.address(practice=True))
    assert refused(practice, parties) == "bundle.practice"
    rehearsing = Receiver("watan-tumuh", practice=True, names=frozenset({"HQ"}), keys=parties.office)
    assert read_bundle(practice, parties.known, rehearsing).parts[0].lines == LINES
    with pytest.raises(ForeignFile) as caught:
        read_bundle(good, parties.known, rehearsing)
    assert caught.value.key == "bundle.real"


def test_a_missing_file_is_told_as_such(tmp_path: Path, parties: Parties) -> None:
    with pytest.raises(Unusable) as caught:
        read_bundle(tmp_path / "nothing.wdb", parties.known, parties.receiver)
    assert caught.value.key == "bundle.unreadable"


def test_the_outside_says_nothing_of_the_inside(good: Path) -> None:
    outside = inspect(good)
    assert outside.size == good.stat().st_size
    assert outside.sha256 == hashlib.sha256(good.read_bytes()).hexdigest()
    assert outside.manifest.items == len(LINES)
    raw = good.read_bytes()
    assert "طلب".encode() not in raw
    assert LINES[0] not in raw


def test_a_newer_format_asks_for_an_update(good: Path, parties: Parties, tmp_path: Path) -> None:
    path = tmp_path / "m.wdb"
    sealed = sealing.seal(plain(good), [parties.office.public.sealing])
    forged(good, path, parties.desk, sealed, lambda manifest: msgspec.structs.replace(manifest, version=2))
    assert refused(path, parties) == "bundle.newer"


def test_a_line_with_a_break_is_a_mistake_of_ours(parties: Parties, tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="line break"):
        parties.write(tmp_path / "b.wdb", Part("entries", "HQ", (b"a\nb",)))
    assert not list(tmp_path.iterdir())


def test_a_full_disk_leaves_no_half_file(parties: Parties, tmp_path: Path) -> None:
    """A file limit stands in for a full stick: the write fails half-way and nothing stays behind."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    old = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (1000, before[1]))
    try:
        with pytest.raises(OSError, match="too large"):
            parties.write(tmp_path / "b.wdb", Part("entries", "HQ", LINES))
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
        signal.signal(signal.SIGXFSZ, old)
    assert not list(tmp_path.iterdir())


def test_ssh_keygen_and_unzip_agree(good: Path, parties: Parties, tmp_path: Path) -> None:
    """Anybody can check a bundle with the tools every Windows, macOS and Debian brings along."""
    keygen = shutil.which("ssh-keygen")
    if keygen is None:
        pytest.fail("this test needs ssh-keygen (Debian: openssh-client)")
    with zipfile.ZipFile(good) as packed:
        assert packed.testzip() is None
        packed.extractall(tmp_path)
    key = parties.desk.public.verifier
    (tmp_path / "allowed").write_text(f'WT03A namespaces="{NAMESPACE}" {ssh_public(key)}\n')
    command = [keygen, "-Y", "verify", "-f", "allowed", "-I", "WT03A", "-n", NAMESPACE, "-s", "manifest.json.sig"]
    manifest = (tmp_path / "manifest.json").read_bytes()
    told = subprocess.run(command, cwd=tmp_path, input=manifest, capture_output=True, check=False)
    assert told.returncode == 0, told.stderr
    changed = subprocess.run(command, cwd=tmp_path, input=manifest + b" ", capture_output=True, check=False)
    assert changed.returncode != 0
    assert len(minisign_public(key)) == 56


def test_two_desks_of_a_branch_open_only_their_own_part(parties: Parties, tmp_path: Path) -> None:
    """A reply to a branch holds a part for each laptop; a laptop opens its own and no other."""
    path = tmp_path / "reply.wdb"
    address = Address("watan-tumuh", practice=False, sender="HQ", to="WT03", number=1, created_at=INSTANT)
    parts = [Part("receipts", "WT03A", (b"1",)), Part("receipts", "WT03B", (b"2",))]
    keys = {"WT03A": parties.desk.public.sealing, "WT03B": parties.stranger.public.sealing}
    write_bundle(path, address, parts, parties.office, keys)
    known = {"HQ": PublicParty("HQ", parties.office.public)}
    for name, held, line in (("WT03A", parties.desk, b"1"), ("WT03B", parties.stranger, b"2")):
        desk = Receiver("watan-tumuh", practice=False, names=frozenset({"WT03", name}), keys=held)
        assert [part.lines for part in read_bundle(path, known, desk).parts] == [(line,)]
    third = Receiver("watan-tumuh", practice=False, names=frozenset({"WT03", "WT03C"}), keys=parties.stranger)
    with pytest.raises(ForeignFile):
        read_bundle(path, known, third)
