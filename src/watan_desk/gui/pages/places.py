"""Every page of the stack by its name for ``go``."""

from watan_desk.gui.pages.attestation import AttestationPage
from watan_desk.gui.pages.case import CasePage
from watan_desk.gui.pages.cases import CasesPage
from watan_desk.gui.pages.deed import DeedPage
from watan_desk.gui.pages.document import DocumentPage
from watan_desk.gui.pages.entry import EntryPage
from watan_desk.gui.pages.entry_form import EntryFormPage
from watan_desk.gui.pages.handover import HandoverPage
from watan_desk.gui.pages.incoming import IncomingPage
from watan_desk.gui.pages.keys import KeysPage
from watan_desk.gui.pages.letter import LetterPage
from watan_desk.gui.pages.letters import LettersPage
from watan_desk.gui.pages.own_form import OwnFormPage
from watan_desk.gui.pages.page import Page
from watan_desk.gui.pages.paper import PaperPage
from watan_desk.gui.pages.policy import PolicyPage
from watan_desk.gui.pages.reception import ReceptionPage
from watan_desk.gui.pages.registers import RegistersPage
from watan_desk.gui.pages.reports import ReportsPage
from watan_desk.gui.pages.scan import ScanPage
from watan_desk.gui.pages.settings import SettingsPage
from watan_desk.gui.pages.today import TodayPage
from watan_desk.gui.pages.urgent import UrgentPage

PAGES: dict[str, type[Page]] = {
    page.name: page
    for page in (
        TodayPage,
        ReceptionPage,
        UrgentPage,
        CasesPage,
        CasePage,
        DocumentPage,
        DeedPage,
        AttestationPage,
        RegistersPage,
        EntryPage,
        EntryFormPage,
        LettersPage,
        LetterPage,
        IncomingPage,
        ScanPage,
        HandoverPage,
        ReportsPage,
        PolicyPage,
        PaperPage,
        OwnFormPage,
        SettingsPage,
        KeysPage,
    )
}
