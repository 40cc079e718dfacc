"""Keeps a record's calculations and relevance true: after a change, only what read it is computed again."""

import heapq
from collections.abc import Callable, Container, Iterable

from watan_desk.forms.answers import cast_value, seen_value
from watan_desk.forms.context import Context, Environment
from watan_desk.forms.definition import Definition
from watan_desk.forms.graph import Plan, Task
from watan_desk.forms.instance import Instance
from watan_desk.forms.lookup import part_of
from watan_desk.forms.schema import Spec
from watan_desk.forms.tree import Node

Normalise = Callable[[Spec, str], str]


class Recalculation:
    """One run after a change. ``touched`` collects the definition nodes whose value or relevance changed.

    ``computed`` collects, of the ``watched`` ones, the nodes that got another value by calculation.
    """

    def __init__(
        self,
        instance: Instance,
        plan: Plan,
        environment: Environment,
        normalise: Normalise,
        watched: Container[Spec] = (),
    ) -> None:
        self._instance = instance
        self._definition: Definition = instance.definition
        self._plan = plan
        self._environment = environment
        self._normalise = normalise
        self._waiting: list[int] = []
        self._queued: set[int] = set()
        self._running = -1
        self._watched = watched
        environment.allow()
        self.touched: set[Spec] = set()
        self.computed: list[Node] = []
        self.followed = 0
        """How many values were set because others changed."""

    def everything(self) -> None:
        """Compute all there is, as when a record is opened."""
        for node in self._instance.top.descendants():
            if node.spec is not None:
                self.see(node)
        self._queue(range(len(self._plan.tasks)))
        self.run()

    def see(self, node: Node) -> None:
        """Take a newly typed answer in: what expressions see of it, and who reads it."""
        spec = node.spec
        if spec is not None and not spec.children:
            typed = node.typed
            node.value = typed and seen_value(self._definition.rules[spec].type, self._normalise(spec, typed))
            self.changed(spec)
            self._queue(self._plan.offers.get(spec, ()))

    def spoken(self) -> None:
        """Queue what is said in the record's language, which has changed."""
        self._queue(place for place, task in enumerate(self._plan.tasks) if task.rule.spoken)

    def changed(self, spec: Spec) -> None:
        """Note that a value changed."""
        self.touched.add(spec)
        self._queue(self._plan.readers.get(spec, ()))

    def restructured(self, spec: Spec) -> None:
        """Note that instances of a repeat came or went: whatever reads or lies inside it is computed again."""
        for below in spec.descendants():
            self.changed(below)
            self._queue(self._plan.owned.get(below, ()))
        parent = spec.parent
        if parent is not None:
            self.touched.add(parent)

    def run(self) -> None:
        """Compute what waits, each after everything it reads.

        Raises:
            FormError: it is more than anybody would wait for; what was computed until then stays.
        """
        if not self._waiting:
            return
        try:
            while self._waiting:
                place = heapq.heappop(self._waiting)
                self._queued.discard(place)
                self._running = place
                task = self._plan.tasks[place]
                for node in self._instance.of(task.spec):
                    self._compute(task, node)
                    self._environment.tick()
        finally:
            self._running = -1

    def _queue(self, places: Iterable[int]) -> None:
        """Queue tasks; one that reads what it has just written itself is not computed once more."""
        for place in places:
            if place not in self._queued and place != self._running:
                self._queued.add(place)
                heapq.heappush(self._waiting, place)

    def _compute(self, task: Task, node: Node) -> None:
        if task.facet == "relevant":
            self._relevance(task, node)
        elif task.facet == "calculate":
            self._calculation(task, node)
        else:
            self._offer(task, node)

    def _calculation(self, task: Task, node: Node) -> None:
        kind = self._definition.rules[task.spec].type
        result = cast_value(kind, task.rule.text(Context(node, self._environment)))
        if result != node.typed:
            node.typed = result
            self.see(node)
            if task.spec in self._watched:
                self.computed.append(node)

    def _offer(self, task: Task, node: Node) -> None:
        """See only what is among the choices that the other answers leave, in their order; what was typed stays."""
        typed = self._normalise(task.spec, node.typed)
        control = self._definition.controls[task.spec]
        if not typed or control.choices is None:
            return
        column = control.choices.value
        offered = [part_of(item, column) for item in task.rule.nodes(Context(node, self._environment))]
        chosen = {typed} if control.type == "select_one" else set(typed.split())
        seen = " ".join(value for value in dict.fromkeys(offered) if value in chosen and value)
        if seen != node.value:
            node.value = seen
            self.changed(task.spec)

    def _relevance(self, task: Task, node: Node) -> None:
        wanted = task.rule.truth(Context(node, self._environment))
        if wanted is not node.own_relevance:
            node.own_relevance = wanted
        self._settle(node, above=node.parent is None or node.parent.relevant)

    def _settle(self, node: Node, *, above: bool) -> None:
        relevant = above and node.own_relevance
        if relevant is node.relevant:
            return
        node.relevant = relevant
        if node.spec is not None:
            self.changed(node.spec)
        for child in node.children:
            self._settle(child, above=relevant)
