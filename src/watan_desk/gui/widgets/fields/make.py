"""Which editor a question gets, by its type and what its appearance asks for."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from watan_desk.forms import NodeView
from watan_desk.forms.media import NO_PICTURES, Pictures
from watan_desk.gui.look import Look
from watan_desk.gui.widgets.fields.appearance import columns_of, words
from watan_desk.gui.widgets.fields.attachment import Attaching, AttachmentEditor
from watan_desk.gui.widgets.fields.choice import FEW, FEW_LETTERS, ComboEditor, MultiEditor, SegmentEditor
from watan_desk.gui.widgets.fields.date import DateEditor
from watan_desk.gui.widgets.fields.editor import Editor
from watan_desk.gui.widgets.fields.finder import FinderEditor
from watan_desk.gui.widgets.fields.many import ManyEditor
from watan_desk.gui.widgets.fields.moment import MomentEditor, MonthEditor, PlaceEditor
from watan_desk.gui.widgets.fields.rank import RankEditor
from watan_desk.gui.widgets.fields.scale import RatingEditor, Scale, SliderEditor
from watan_desk.gui.widgets.fields.text import AreaEditor, LineEditor, MaskedEditor, ThousandsEditor
from watan_desk.gui.widgets.fields.ticks import BareChecksEditor, HeadsEditor, OkEditor, RoundEditor

MANY = 40
"""From so many choices on a list is searched by typing."""
_MULTI_COLUMNS = 3
_MOST_PICKED = 200
_DAYS = {"month-year": "month", "year": "year"}
_TEXTS = {"masked": "masked", "multiline": "area", "thousands-sep": "thousands"}


@dataclass(frozen=True)
class Maker:
    """What every editor may need."""

    look: Look
    today: date
    keeper: Attaching | None = None
    why: Callable[[str], tuple[str, ...]] = lambda _ref: ()
    """Says why the answer at a reference is refused."""
    pictures: Pictures = NO_PICTURES
    """What the form puts beside its labels and choices."""
    spoken: Callable[[], str] = lambda: ""
    """Gives the form's present language."""


def is_few(view: NodeView) -> bool:
    """Tell whether a question's choices stand side by side rather than in a list."""
    letters = sum(len(text) for _, text in view.choices)
    likert = "likert" in words(view)
    return bool(view.choices) and (likert or (len(view.choices) <= FEW and letters <= FEW_LETTERS))


def kind_of(view: NodeView) -> str:
    """Return the name of a question's kind of editor: where it changes with the choices, another is made."""
    asked = words(view)
    if view.type in {"select_one", "select_multiple"}:
        return _bare_kind(view) or (_one_kind(view) if view.type == "select_one" else _several_kind(view))
    if view.type == "range":
        return next((word for word in ("rating", "picker") if word in asked), "slider")
    known = {"date": _DAYS, "text": _TEXTS, "integer": _TEXTS, "decimal": _TEXTS}.get(view.type, {})
    return next((kind for word, kind in known.items() if word in asked), view.type)


def _bare_kind(view: NodeView) -> str:
    """Return the kind of a question in the lines of a table; empty where it is in none."""
    asked = words(view)
    if "label" in asked:
        return "heads"
    if {"list-nolabel", "list"} & asked:
        return "bare" if view.type == "select_one" else "bare_checks"
    return ""


def _one_kind(view: NodeView) -> str:
    asked = words(view)
    if {"autocomplete", "search"} & asked or len(view.choices) > MANY:
        return "finder"
    if "minimal" in asked:
        return "combo"
    if columns_of(view) is not None or "quick" in asked:
        return "round"
    return "segments" if is_few(view) else "combo"


def _several_kind(view: NodeView) -> str:
    wide = {"autocomplete", "search", "minimal"} & words(view) or len(view.choices) > MANY
    return "many" if wide else "multi"


def takes_choices(kind: str) -> bool:
    """Tell whether an editor of this kind takes other choices while it stands."""
    return kind in {"combo", "finder", "many"}


def make_editor(view: NodeView, maker: Maker) -> Editor | None:
    """Return the editor of a question; a note has none."""
    kind = kind_of(view)
    if kind == "note":
        return None
    return _MADE.get(kind, _line)(view, maker)


def _line(_: NodeView, maker: Maker) -> Editor:
    return LineEditor(maker.look)


def _bare(view: NodeView, maker: Maker) -> Editor:
    """Return boxes in one line of a table; with ``list`` each still says what it is."""
    return RoundEditor(maker.look, view.choices, max(1, len(view.choices)), bare="list-nolabel" in words(view))


def _round(view: NodeView, maker: Maker) -> Editor:
    columns = columns_of(view)
    return RoundEditor(maker.look, view.choices, 1 if columns is None else columns)


def _picker(view: NodeView, maker: Maker) -> Editor:
    scale = Scale(dict(view.limits))
    values = [scale.value(place) for place in range(min(scale.steps, _MOST_PICKED) + 1)]
    return ComboEditor(maker.look, [(value, value) for value in values])


def _file(view: NodeView, maker: Maker) -> Editor:
    return AttachmentEditor(maker.look, view, maker.keeper)


_MADE: Mapping[str, Callable[[NodeView, Maker], Editor]] = {
    "combo": lambda view, maker: ComboEditor(maker.look, view.choices),
    "finder": lambda view, maker: FinderEditor(maker.look, view.choices),
    "many": lambda view, maker: ManyEditor(maker.look, view.choices),
    "segments": lambda view, maker: SegmentEditor(maker.look, view.choices),
    "heads": lambda view, _: HeadsEditor(view.choices),
    "bare": _bare,
    "bare_checks": lambda view, maker: BareChecksEditor(maker.look, view.choices),
    "round": _round,
    "multi": lambda view, maker: MultiEditor(maker.look, view.choices, columns_of(view) or _MULTI_COLUMNS),
    "rank": lambda view, maker: RankEditor(maker.look, view.choices),
    "rating": lambda view, maker: RatingEditor(maker.look, dict(view.limits)),
    "picker": _picker,
    "slider": lambda view, maker: SliderEditor(maker.look, dict(view.limits), ticks="no-ticks" not in words(view)),
    "acknowledge": lambda _, maker: OkEditor(maker.look, maker.look.say("gui_form.acknowledged")),
    "date": lambda _, maker: DateEditor(maker.look, maker.today),
    "dateTime": lambda _, maker: MomentEditor(maker.look, DateEditor(maker.look, maker.today)),
    "month": lambda _, maker: MonthEditor(maker.look, with_month=True),
    "year": lambda _, maker: MonthEditor(maker.look, with_month=False),
    "geopoint": lambda _, maker: PlaceEditor(maker.look),
    "area": lambda _, maker: AreaEditor(maker.look),
    "masked": lambda _, maker: MaskedEditor(maker.look),
    "thousands": lambda _, maker: ThousandsEditor(maker.look),
    "image": _file,
    "audio": _file,
    "video": _file,
    "file": _file,
}
