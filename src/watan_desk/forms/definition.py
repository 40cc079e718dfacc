"""What a form is once it is read: its nodes, their rules, the controls that show them, and its choice lists."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from watan_desk.forms.compiler import Compiled
from watan_desk.forms.schema import Spec
from watan_desk.forms.tree import Node

Parts = tuple[str | Compiled, ...]
"""A sentence: text, and expressions whose results stand in it."""

Wording = Mapping[str, Parts]
"""A sentence by language; the key "" stands for a sentence without translations."""


_META_DEPTH = 2


@dataclass
class Rules:
    """What holds for a node, whether or not a control shows it. ``type`` is the bind's (``string``, ``int``, ...)."""

    type: str = "string"
    relevant: Compiled | None = None
    required: Compiled | None = None
    readonly: Compiled | None = None
    constraint: Compiled | None = None
    calculate: Compiled | None = None
    required_message: Wording = field(default_factory=dict)
    constraint_message: Wording = field(default_factory=dict)
    preload: tuple[str, str] = ("", "")
    checks: tuple[str, ...] = ()
    flags: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Choice:
    """A choice written in the control itself."""

    value: str
    label: Wording


@dataclass
class Choices:
    """Where a select question takes its choices from: a list of the form by name, filtered, or its own."""

    list_name: str = ""
    nodes: Compiled | None = None
    value: str = "name"
    label: str = ""
    translated: bool = False
    own: tuple[Choice, ...] = ()

    @property
    def fixed(self) -> bool:
        """Whether the same choices are offered whatever the answers are."""
        return self.nodes is None or (bool(self.list_name) and "[" not in self.nodes.source)


@dataclass
class Control:
    """What is drawn. ``kind`` is ``group``, ``repeat`` or ``question``; a group without a node has no ``spec``."""

    kind: str
    spec: Spec | None
    type: str = ""
    label: Wording = field(default_factory=dict)
    hint: Wording = field(default_factory=dict)
    guidance: Wording = field(default_factory=dict)
    appearance: str = ""
    children: list["Control"] = field(default_factory=list)
    choices: Choices | None = None
    count: Compiled | None = None
    fixed: bool = False
    """Whether nobody may add to a repeat or take from it: the form counts it, or says so."""
    limits: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Setting:
    """A value set by an event: of the form's opening, of a new repeat instance, or of another answer.

    ``only`` narrows the target to some of its nodes (a reference with predicates); ``inside`` is the repeat it is
    written in, whose new instances it then speaks of.
    """

    events: frozenset[str]
    source: Spec | None
    target: Spec
    value: Compiled | None
    text: str
    only: Compiled | None = None
    inside: Spec | None = None


@dataclass
class Definition:
    """A whole form. ``languages`` maps codes (``ar``) to the names the form uses (``Arabic (ar)``).

    ``notices`` are what its author should know, though the form works: keys of the catalogue with parameters.
    """

    id: str
    version: str
    title: Wording
    root: Spec
    initial: Node
    templates: Mapping[Spec, Node]
    rules: Mapping[Spec, Rules]
    controls: Mapping[Spec, Control]
    body: Control
    instances: Mapping[str, Node]
    texts: Mapping[str, Mapping[str, Parts]]
    languages: Mapping[str, str]
    settings: tuple[Setting, ...]
    notices: tuple[tuple[str, Mapping[str, object]], ...] = ()
    style: str = ""
    """How the whole form asks to be shown: ``pages``, ``theme-grid``."""
    single: Mapping[str, Spec] = field(init=False)
    """The nodes that a record has once, by their references."""

    def __post_init__(self) -> None:
        self.single = {spec.path: spec for spec in self.rules if not spec.within}

    def is_answer(self, spec: Spec) -> bool:
        """Tell whether a node holds what somebody answers or the program sets, not what is computed or preloaded."""
        rules = self.rules[spec]
        control = self.controls.get(spec)
        computed = rules.calculate is not None or any(rules.preload) or (control is not None and control.type == "note")
        return not spec.children and not computed and not self.is_meta(spec)

    def is_written(self, spec: Spec) -> bool:
        """Tell whether a node holds what opening a record wrote once: its number, when it began, on which device."""
        rules = self.rules[spec]
        return not spec.children and rules.calculate is None and (any(rules.preload) or self.is_meta(spec))

    def is_meta(self, spec: Spec) -> bool:
        """Tell whether a node belongs to the ``meta`` block, which speaks of the record and not of the person."""
        return any(above.name == "meta" and above.path.count("/") == _META_DEPTH for above in (spec, *spec.ancestors()))
