"""If these fail, a report cannot be read by those it is for: raw codes, a hidden figure shown, a file Excel refuses."""

from io import BytesIO

import openpyxl
import pytest

from tests.desks import person, take_to
from watan_desk.figures.sheets import HIDDEN, document, workbook
from watan_desk.wiring import Desk
from watan_desk.wiring.figures import report, report_sheets


@pytest.fixture
def served(desk: Desk) -> Desk:
    take_to(desk, person(), "rate")
    return desk


def test_a_desks_report_tells_one_case_from_door_to_survey_without_its_name(served: Desk) -> None:
    found = report(served)
    tables = {table.name: table for table in report_sheets(served, found, "ar")}
    assert found.cases == 1
    assert sum(it.delivered for it in found.outcomes) == 1
    assert sum(int(row[1]) for row in tables["channels"].rows) == 1
    assert {row[2] for row in tables["satisfaction"].rows} == {HIDDEN}
    said = str(document(tuple(tables.values())))
    dossier = served.dossier(served.cases()[0].number)
    assert dossier.person is not None
    assert dossier.person.name_family not in said
    assert dossier.person.id_number not in said
    assert served.office.delegate_name not in said


@pytest.mark.parametrize("lang", ["ar", "en"])
def test_excel_opens_the_workbook_with_a_sheet_a_table(served: Desk, lang: str) -> None:
    tables = report_sheets(served, report(served), lang)
    book = openpyxl.load_workbook(BytesIO(workbook(tables, lang)))
    assert book.sheetnames == [table.title for table in tables]
    assert all(sheet.sheet_view.rightToLeft == (lang == "ar") for sheet in book)
    assert [cell.value for cell in book.worksheets[0][1]] == list(tables[0].heads)
