"""Jinja2 for text from strangers: only values, conditions and one kind of loop.

Jinja2's own sandbox stops neither a nested loop nor `9**(9**9)`, so whatever could cost more than
the template is long (calls, arithmetic, macros, includes) is refused before it is compiled.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from jinja2 import StrictUndefined, TemplateSyntaxError, nodes
from jinja2.sandbox import SandboxedEnvironment

from toolkit.errors import UsageError

ALLOWED: tuple[type[nodes.Node], ...] = (
    nodes.Template,
    nodes.Output,
    nodes.TemplateData,
    nodes.Name,
    nodes.Getattr,
    nodes.Const,
    nodes.Filter,
    nodes.Test,
    nodes.If,
    nodes.CondExpr,
    nodes.And,
    nodes.Or,
    nodes.Not,
    nodes.Compare,
    nodes.Operand,
    nodes.For,
    nodes.List,
    nodes.Tuple,
    nodes.Keyword,
)
FILTERS = frozenset(
    {"upper", "lower", "title", "capitalize", "trim", "default", "d", "e", "escape"}
)
TESTS = frozenset({"defined", "undefined", "none", "string", "eq", "equalto", "ne", "in"})
LONGEST_TEMPLATE = 4_000_000
# The only lists there are; a loop over a long text could be made to fill the disk.
LISTS = frozenset({"lines", "signatures"})
# Ours has about 30 a part; each may print a value of up to 5,000 characters.
MOST_TAGS = 2_000
WHY = {
    nodes.Call: "calls a function",
    nodes.Mul: "multiplies",
    nodes.Pow: "raises to a power",
    nodes.Getitem: "uses square brackets",
    nodes.Include: "includes another file",
    nodes.Import: "imports another file",
    nodes.FromImport: "imports another file",
    nodes.Extends: "builds on another file",
    nodes.Macro: "defines a macro",
    nodes.Assign: "sets a value",
}


@dataclass(frozen=True, slots=True)
class Use:
    """A value's dotted name as the template uses it; `required` where it must be given."""

    name: str
    required: bool
    line: int


class Environment(SandboxedEnvironment):
    """A sandbox that refuses whatever is not in the small language above, at every compilation."""

    def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
        if len(source) > LONGEST_TEMPLATE:
            raise UsageError("the template is too long; take pictures and tables out of its text")
        try:
            tree = super()._parse(source, name, filename)
            _check(tree, looping=False)
        except RecursionError as error:
            raise UsageError("a tag of the template is nested too deep; simplify it") from error
        return tree

    def getattr(self, obj: Any, attribute: str) -> Any:
        """Look up a key only: a value named `items` is that value, never a method."""
        if isinstance(obj, Mapping):
            return obj.get(attribute, self.undefined(obj=obj, name=attribute))
        if type(obj).__name__ == "LoopContext" and not attribute.startswith("_"):
            return super().getattr(obj, attribute)
        return self.undefined(obj=obj, name=attribute)


def environment(autoescape: bool, finalize: Callable[[Any], Any] | None = None) -> Environment:
    """Make the one environment that drafting renders with."""
    made = Environment(undefined=StrictUndefined, autoescape=autoescape, finalize=finalize)
    made.globals.clear()
    return made


def uses(source: str, env: Environment) -> tuple[Use, ...]:
    """List the values that a template asks for, in order.

    A value is not required where the template itself provides for its absence: in a condition,
    below one that names it, or with a default. Raises UsageError for a tag that cannot be read.
    """
    try:
        tree = env.parse(source)
    except TemplateSyntaxError as error:
        raise UsageError(f"line {error.lineno}: {error.message}; correct the tag") from error
    return tuple(_uses(tree, frozenset(), frozenset()))


def _uses(node: nodes.Node, own: frozenset[str], provided: frozenset[str]) -> Iterator[Use]:
    """Walk the tree; `own` are the template's loop variables, `provided` what conditions name."""
    match node:
        case nodes.Name() | nodes.Getattr():
            name = dotted(node)
            if name.split(".")[0] not in own:
                yield Use(name, name not in provided, node.lineno)
            return
        case nodes.Filter(name="default" | "d"):
            provided = provided | _names(node.node)
        case nodes.If() | nodes.CondExpr():
            provided = provided | _names(node.test)
        case nodes.For():
            yield from _uses(node.iter, own, provided)
            own = own | _names(node.target) | {"loop"}
    for child in node.iter_child_nodes():
        yield from _uses(child, own, provided)


def _names(node: nodes.Node | None) -> frozenset[str]:
    if node is None:
        return frozenset()
    if isinstance(node, nodes.Name | nodes.Getattr):
        return frozenset({dotted(node)})
    return frozenset().union(*map(_names, node.iter_child_nodes()))


def dotted(node: nodes.Node) -> str:
    """Give the dotted name of a name or an attribute of one. Raises UsageError for any other."""
    if isinstance(node, nodes.Name):
        return node.name
    if isinstance(node, nodes.Getattr):
        return f"{dotted(node.node)}.{node.attr}"
    raise UsageError("a tag of the template asks more than a value; name the value itself")


def _check(node: nodes.Node, looping: bool) -> None:
    if not isinstance(node, ALLOWED):
        raise _refused(node, WHY.get(type(node), f"uses {type(node).__name__.lower()}"))
    match node:
        case nodes.Filter() if node.name not in FILTERS:
            raise _refused(node, f"uses the filter {node.name}")
        case nodes.Test() if node.name not in TESTS:
            raise _refused(node, f"uses the test {node.name}")
        case nodes.Getattr() if node.attr.startswith("_"):
            raise _refused(node, f"asks for {node.attr}")
        case nodes.For() if looping or node.recursive or dotted(node.iter) not in LISTS:
            raise _refused(node, "loops over something other than signatures")
        case nodes.Template() if sum(1 for _ in node.find_all(nodes.Name)) > MOST_TAGS:
            raise _refused(node, f"is one of more than {MOST_TAGS:,}")
    for child in node.iter_child_nodes():
        _check(child, looping or isinstance(node, nodes.For))


def _refused(node: nodes.Node, does: str) -> UsageError:
    return UsageError(
        f"line {node.lineno}: a tag {does}, which a template may not; "
        "use only values, if, for, and the filters " + ", ".join(sorted(FILTERS))
    )
