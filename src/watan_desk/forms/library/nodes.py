"""Functions of nodes, choices and repeats."""

import math

from watan_desk.forms.context import Context
from watan_desk.forms.library.function import MANY, Arguments, Function, nodes_at, number_at, text_at
from watan_desk.forms.library.order import seeded, shuffled
from watan_desk.forms.lookup import part_of
from watan_desk.forms.tree import Node
from watan_desk.forms.values import Value, to_number, to_text

_XFORMS = "http://www.w3.org/2002/xforms"
"""The namespace of every node of a form; instances carry no language and no identifiers of XML."""


_FEW = 64
"""Fewer nodes that are looked at one by one are not counted."""
_PASSED = 5
"""How much less than a node that is looked at one costs that is passed over: as a power of two."""


def _position(context: Context, arguments: Arguments) -> Value:
    if not arguments:
        return float(context.position)
    nodes = nodes_at(context, arguments, 0)
    if not nodes:
        return math.nan
    if nodes[0].parent is not None and len(nodes[0].parent.children) > _FEW:
        context.environment.spend(len(nodes[0].parent.children) >> _PASSED)
    return float(nodes[0].position())


def _count(context: Context, arguments: Arguments) -> Value:
    return float(len(nodes_at(context, arguments, 0)))


def _count_non_empty(context: Context, arguments: Arguments) -> Value:
    return float(sum(1 for node in nodes_at(context, arguments, 0) if node.text()))


def _name(context: Context, arguments: Arguments) -> Value:
    nodes = nodes_at(context, arguments, 0) if arguments else [context.node]
    return nodes[0].name if nodes else ""


def _selected(context: Context, arguments: Arguments) -> Value:
    chosen, wanted = text_at(context, arguments, 0), text_at(context, arguments, 1).strip()
    return chosen == wanted or wanted in chosen.split()


def _selected_at(context: Context, arguments: Arguments) -> Value:
    chosen, place = text_at(context, arguments, 0).split(), number_at(context, arguments, 1)
    return chosen[int(place)] if 0 <= place < len(chosen) else ""


def _count_selected(context: Context, arguments: Arguments) -> Value:
    return float(len(text_at(context, arguments, 0).split()))


def _instance(context: Context, arguments: Arguments) -> Value:
    root = context.environment.instances.get(text_at(context, arguments, 0))
    return [] if root is None else [root]


def _pulldata(context: Context, arguments: Arguments) -> Value:
    """Return ``(list, column, key column, key)``: a column of the first row whose key column holds the key."""
    name, column, key_column, key = (text_at(context, arguments, place) for place in range(4))
    root = context.environment.instances.get(name)
    if root is None or not root.children:
        return ""
    rows = context.environment.index.rows(root.children, "item", key_column).get(key, ())
    return part_of(rows[0], column) or "" if rows else ""


def _indexed_repeat(context: Context, arguments: Arguments) -> Value:
    """Return the wanted node of the given instance of each repeat: ``(node, repeat, index, ...)``."""
    found = nodes_at(context, arguments, 0)
    for place in range(1, len(arguments) - 1, 2):
        repeats, index = nodes_at(context, arguments, place), number_at(context, arguments, place + 1)
        wanted = _at(repeats, index)
        found = [node for node in found if any(id(above) in wanted for above in (node, *node.ancestors()))]
        if len(found) > _FEW:
            context.environment.spend(len(found))
    return found[:1]


def _at(repeats: list[Node], index: float) -> set[int]:
    """Return the identities of those instances that stand at a place among those of their name and parent."""
    seen: dict[tuple[int, str], int] = {}
    wanted: set[int] = set()
    whole = {id(node) for node in repeats}
    for node in repeats:
        family = (id(node.parent), node.name)
        if family in seen:
            continue
        seen[family] = 1
        instances = node.siblings()
        if 1 <= index <= len(instances) and index == int(index) and id(instances[int(index) - 1]) in whole:
            wanted.add(id(instances[int(index) - 1]))
    return wanted


def _once(context: Context, arguments: Arguments) -> Value:
    return context.current.text() or to_text(arguments[0](context))


def _choice_name(context: Context, arguments: Arguments) -> Value:
    """Return a choice's label. The question comes as a path in a text, with the spaces pyxform puts around it."""
    value, path = text_at(context, arguments, 0), text_at(context, arguments, 1).strip()
    return context.environment.choice_label(context, path, value)


def _itext(context: Context, arguments: Arguments) -> Value:
    return context.environment.text(text_at(context, arguments, 0))


def _randomize(context: Context, arguments: Arguments) -> Value:
    nodes = nodes_at(context, arguments, 0)
    context.environment.spend(len(nodes))
    if len(arguments) == 1:
        return shuffled(nodes, context.environment.random.random)
    seed = arguments[1](context)
    return shuffled(nodes, seeded(to_number(seed, context.environment.zone), to_text(seed)))


def _namespace(context: Context, arguments: Arguments) -> Value:
    nodes = nodes_at(context, arguments, 0) if arguments else [context.node]
    return _XFORMS if nodes else ""


def _version(context: Context, _: Arguments) -> Value:
    return context.environment.version


def _current(context: Context, _: Arguments) -> Value:
    return [context.current]


NODE_FUNCTIONS: dict[str, Function] = {
    "position": Function(_position, 0, 1),
    "last": Function(lambda context, _: float(context.size), 0, 0),
    "count": Function(_count, 1, 1),
    "count-non-empty": Function(_count_non_empty, 1, 1),
    "name": Function(_name, 0, 1),
    "local-name": Function(_name, 0, 1),
    "namespace-uri": Function(_namespace, 0, 1),
    "id": Function(lambda _context, _arguments: [], 1, 1),
    "lang": Function(lambda _context, _arguments: False, 1, 1),
    "current": Function(_current, 0, 0, gives_nodes=True),
    "instance": Function(_instance, 1, 1),
    "selected": Function(_selected, 2, 2),
    "selected-at": Function(_selected_at, 2, 2),
    "count-selected": Function(_count_selected, 1, 1),
    "indexed-repeat": Function(_indexed_repeat, 3, MANY, gives_nodes=True),
    "once": Function(_once, 1, 1),
    "jr:choice-name": Function(_choice_name, 2, 2),
    "jr:itext": Function(_itext, 1, 1),
    "pulldata": Function(_pulldata, 4, 4),
    "randomize": Function(_randomize, 1, 2, gives_nodes=True),
    "version": Function(_version, 0, 0),
}
