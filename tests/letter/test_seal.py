"""If these fail, a letter on disk is not what archives, readers and courts' experts take for a sealed document."""

import subprocess
from dataclasses import replace
from datetime import timedelta
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest
from pikepdf import pdfa
from pyhanko.pdf_utils.reader import PdfFileReader

from tests.letter.conftest import letter_of
from tests.letter.sealing import DAY, NOW, NUMBER, SEALER, drawn, sealed
from watan_desk.common.errors import Refused
from watan_desk.letter.seal import FLAVOUR, SAID, NotArchivable, Sealed, archivable
from watan_desk.letter.template import kinds

SAID_OF_L01 = Sealed("L01", NUMBER, DAY.isoformat(), letter_of("L01").plain)
MOST_BYTES = 60_000


@pytest.fixture(scope="module")
def letter_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a sealed letter as a file."""
    path = tmp_path_factory.mktemp("sealed") / "letter.pdf"
    path.write_bytes(sealed())
    return path


def told(*command: str | Path) -> str:
    done = subprocess.run([*map(str, command)], check=True, capture_output=True)
    return done.stdout.decode()


def test_poppler_calls_the_seal_valid(letter_file: Path) -> None:
    """Without the association's certificate other readers know the signature, not the signer."""
    said = told("pdfsig", letter_file)
    assert "Signature Validation: Signature is Valid." in said
    assert "Signature Type: ETSI.CAdES.detached" in said
    assert "Total document signed" in said
    assert "CN=WT03A" in said
    assert "Signing Time: Nov 20 2026" in said


def test_qpdf_finds_nothing_wrong(letter_file: Path) -> None:
    assert "No syntax or stream encoding errors found" in told("qpdf", "--check", letter_file)


def test_all_fonts_are_embedded(letter_file: Path) -> None:
    rows = told("pdffonts", letter_file).splitlines()[2:]
    assert len(rows) == 2
    assert all(row.split()[-5:-2] == ["yes", "yes", "yes"] for row in rows)


@pytest.mark.parametrize("kind", kinds())
def test_every_letter_is_pdf_a_before_its_seal(kind: str) -> None:
    with pikepdf.open(BytesIO(archivable(drawn(kind)))) as document:
        report = pdfa.check(document, FLAVOUR)
    assert report.passed, report.summary(9)


def test_the_seal_breaks_no_rule_of_pdf_a(letter_file: Path) -> None:
    """The checker knows no form fields, where every signature has its place; it finds nothing else."""
    report = pdfa.validate_written(str(letter_file), FLAVOUR)
    assert [finding for finding in report.findings if finding.kind == "violation"] == []
    assert {finding.where.split("/")[-1] for finding in report.findings} <= {"AcroForm", "Annots"}
    with pikepdf.open(letter_file) as document:
        assert document.pdf_version < "2.0"


def test_a_pdf_that_breaks_a_rule_is_not_sealed() -> None:
    with pikepdf.open(BytesIO(drawn())) as document:
        document.pages[0].obj["/AA"] = pikepdf.Dictionary()
        out = BytesIO()
        document.save(out)
    with pytest.raises(NotArchivable):
        SEALER.seal(out.getvalue(), SAID_OF_L01, NOW)


def test_the_seal_holds_the_text_that_was_sealed() -> None:
    (found,) = PdfFileReader(BytesIO(sealed())).embedded_signatures
    said = found.sig_object[SAID]
    assert said["/Text"].data.decode() == letter_of("L01").plain
    assert (said["/Kind"], said["/Number"], said["/Day"]) == ("L01", NUMBER, "2026-11-20")
    assert found.self_reported_timestamp == NOW


def test_what_the_file_says_about_itself_names_nobody() -> None:
    with pikepdf.open(BytesIO(sealed())) as document:
        about = str(document.docinfo) + bytes(document.Root.Metadata.read_bytes()).decode()
    assert NUMBER in about
    assert "عبير" not in about


def test_a_sealed_letter_stays_small() -> None:
    assert max(len(sealed(kind)) for kind in kinds()) < MOST_BYTES


def test_no_temporary_file_ever_holds_a_letter(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is deleted from a disk can be found there again."""
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "absent"))
    assert sealed().startswith(b"%PDF")


@pytest.mark.parametrize("days", [-2, 3654])
def test_nothing_is_sealed_outside_the_certificate(days: int) -> None:
    with pytest.raises(Refused, match="seal_period"):
        SEALER.seal(drawn(), SAID_OF_L01, NOW + timedelta(days=days))


def test_keys_are_never_shown() -> None:
    assert "Sealer" in repr(SEALER)
    assert SEALER.keys.text().split(" ")[0] not in repr(SEALER)
    assert replace(SEALER).device == "WT03A"
