"""If these fail, a desk works by a pack that somebody edited, or the format of packs is not what its document says."""

import hashlib
from importlib import util
from pathlib import Path
from types import ModuleType

import pytest

from watan_desk.common.errors import DamagedFile
from watan_desk.common.resources import resource
from watan_desk.policy import pack as packs
from watan_desk.policy.pack import shipped_pack, shipped_packs
from watan_desk.policy.pinned import SHA256

TREE = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def writer() -> ModuleType:
    """Return the script of the release."""
    spec = util.spec_from_file_location("packs", TREE / "packaging" / "packs.py")
    assert spec is not None
    assert spec.loader is not None
    made = util.module_from_spec(spec)
    spec.loader.exec_module(made)
    return made


def test_the_schema_is_that_of_the_shapes(writer: ModuleType) -> None:
    told = "run python packaging/packs.py"
    assert writer.SCHEMA.read_text(encoding="utf-8") == writer.schema(), told


def test_every_shipped_pack_is_pinned_as_it_stands(writer: ModuleType) -> None:
    assert set(SHA256) == set(shipped_packs())
    assert writer.PINS.read_text(encoding="utf-8") == writer.pins(), "run python packaging/packs.py"


def test_a_shipped_pack_that_was_edited_is_refused_at_load(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    edited = tmp_path / "packs" / "naba" / "pack.toml"
    edited.parent.mkdir(parents=True)
    text = resource("packs", "naba", "pack.toml").read_bytes()
    edited.write_bytes(text.replace(b"min_days = 14", b"min_days = 1"))
    monkeypatch.setitem(SHA256, "naba", hashlib.sha256(text).hexdigest())
    monkeypatch.setattr(packs, "resource", tmp_path.joinpath)
    with pytest.raises(DamagedFile) as refused:
        shipped_pack("naba")
    assert refused.value.key == "policy.pack_edited"
    edited.write_bytes(text.replace(b"\n", b"\r\n"))
    assert shipped_pack("naba").wait.min_days == 14
