"""Which editor a question gets, by its type and what its appearance asks for."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from watan_desk.forms import NodeView
from watan_desk.forms.media import NO_PICTURES, Pictures
from watan_desk.gui.look import Look
from watan_desk.gui.widgets.fields.appearance import PACKED, columns_of, words
from watan_desk.gui.widgets.fields.attachment import Attaching, AttachmentEditor
from watan_desk.gui.widgets.fields.choice import FEW, FEW_LETTERS, ComboEditor, MultiEditor, SegmentEditor
from watan_desk.gui.widgets.fields.choice_art import IN_LINE, IN_LIST, TALL, Art, art_of, is_pictured
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
_MULTI_COLUMNS, _PACK = 3, 6
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

    def pictured(self, view: NodeView) -> bool:
        """Tell whether a choice of a question has a picture."""
        return is_pictured(view, self.pictures, self.spoken())

    def art(self, view: NodeView, tall: int = TALL) -> Art:
        """Return the pictures of a question's choices."""
        return art_of(view, self.pictures, self.spoken(), tall)


def is_few(view: NodeView) -> bool:
    """Tell whether a question's choices stand side by side rather than in a list."""
    letters = sum(len(text) for _, text in view.choices)
    likert = "likert" in words(view)
    return bool(view.choices) and (likert or (len(view.choices) <= FEW and letters <= FEW_LETTERS))


def kind_of(view: NodeView, *, pictured: bool = False) -> str:
    """Return the name of a question's kind of editor: where it changes with the choices, another is made.

    Choices that are ``pictured`` stand in sight, unless the form asks for a list.
    """
    asked = words(view)
    if view.type in {"select_one", "select_multiple"}:
        kind = _bare_kind(view) or (_one_kind(view) if view.type == "select_one" else _several_kind(view))
        folded = kind == "combo" and "minimal" not in asked
        return "round" if pictured and (folded or kind == "segments") else kind
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
    if columns_of(view) is not None or {"quick", "no-buttons"} & asked:
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
    kind = kind_of(view, pictured=maker.pictured(view))
    if kind == "note":
        return None
    return _MADE.get(kind, _line)(view, maker)


def _line(_: NodeView, maker: Maker) -> Editor:
    return LineEditor(maker.look)


def _bare(view: NodeView, maker: Maker) -> Editor:
    """Return boxes in one line of a table; with ``list`` each still says what it is."""
    bare = "list-nolabel" in words(view)
    return RoundEditor(maker.look, view.choices, max(1, len(view.choices)), maker.art(view, IN_LINE), bare=bare)


def _bare_checks(view: NodeView, maker: Maker) -> Editor:
    return BareChecksEditor(maker.look, view.choices, maker.art(view, IN_LINE), bare="list-nolabel" in words(view))


def _multi(view: NodeView, maker: Maker) -> Editor:
    columns = columns_of(view)
    packed = columns == PACKED and columns is not None
    wide = min(_PACK, max(1, len(view.choices))) if packed else columns or _MULTI_COLUMNS
    return MultiEditor(maker.look, view.choices, wide, maker.art(view), packed=packed)


def _round(view: NodeView, maker: Maker) -> Editor:
    columns = columns_of(view)
    art, asked = maker.art(view), words(view)
    if columns is None:
        columns = len(view.choices) if "likert" in asked else PACKED if art and "quick" not in asked else 1
    return RoundEditor(maker.look, view.choices, columns, art, framed="no-buttons" in words(view))


def _slider(view: NodeView, maker: Maker) -> Editor:
    asked = words(view)
    upright = "vertical" in asked
    return SliderEditor(maker.look, dict(view.limits), ticks="no-ticks" not in asked, upright=upright)


def _day(view: NodeView, maker: Maker) -> DateEditor:
    return DateEditor(maker.look, maker.today, calendar="no-calendar" not in words(view))


def _picker(view: NodeView, maker: Maker) -> Editor:
    scale = Scale(dict(view.limits))
    values = [scale.value(place) for place in range(min(scale.steps, _MOST_PICKED) + 1)]
    return ComboEditor(maker.look, [(value, value) for value in values])


def _file(view: NodeView, maker: Maker) -> Editor:
    return AttachmentEditor(maker.look, view, maker.keeper)


_MADE: Mapping[str, Callable[[NodeView, Maker], Editor]] = {
    "combo": lambda view, maker: ComboEditor(maker.look, view.choices, maker.art(view, IN_LIST)),
    "finder": lambda view, maker: FinderEditor(maker.look, view.choices, maker.art(view, IN_LIST)),
    "many": lambda view, maker: ManyEditor(maker.look, view.choices, maker.art(view, IN_LIST)),
    "segments": lambda view, maker: SegmentEditor(maker.look, view.choices),
    "heads": lambda view, maker: HeadsEditor(view.choices, maker.art(view, IN_LINE)),
    "bare": _bare,
    "bare_checks": _bare_checks,
    "round": _round,
    "multi": _multi,
    "rank": lambda view, maker: RankEditor(maker.look, view.choices, maker.art(view, IN_LIST)),
    "rating": lambda view, maker: RatingEditor(maker.look, dict(view.limits)),
    "picker": _picker,
    "slider": _slider,
    "acknowledge": lambda _, maker: OkEditor(maker.look, maker.look.say("gui_form.acknowledged")),
    "date": _day,
    "dateTime": lambda view, maker: MomentEditor(maker.look, _day(view, maker)),
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
