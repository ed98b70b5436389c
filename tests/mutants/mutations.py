"""Small changes of a module, each of which some test should notice: the usual operators, on its syntax tree.

What is no behaviour is left alone: documentation, annotations, `__all__`, decorators, what only a type checker reads.
"""

import ast
import copy
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from typing import Any

_COMPARISONS: dict[type[ast.cmpop], tuple[type[ast.cmpop], ...]] = {
    ast.Lt: (ast.LtE, ast.GtE),
    ast.LtE: (ast.Lt, ast.Gt),
    ast.Gt: (ast.GtE, ast.LtE),
    ast.GtE: (ast.Gt, ast.Lt),
    ast.Eq: (ast.NotEq,),
    ast.NotEq: (ast.Eq,),
    ast.Is: (ast.IsNot,),
    ast.IsNot: (ast.Is,),
    ast.In: (ast.NotIn,),
    ast.NotIn: (ast.In,),
}
_ARITHMETIC: dict[type[ast.operator], type[ast.operator]] = {
    ast.Add: ast.Sub,
    ast.Sub: ast.Add,
    ast.Mult: ast.Div,
    ast.Div: ast.Mult,
    ast.FloorDiv: ast.Mult,
    ast.Mod: ast.Mult,
    ast.Pow: ast.Mult,
    ast.BitOr: ast.BitAnd,
    ast.BitAnd: ast.BitOr,
}
_REMOVED = (ast.Expr, ast.AugAssign, ast.Raise, ast.Delete, ast.Continue, ast.Break)
_TESTED = (ast.If, ast.IfExp, ast.While)


@dataclass(frozen=True)
class Mutant:
    """One change: where, what stood there, what stands there instead, and the module with it."""

    line: int
    place: str  # of a function or class: "UndoStack.add"; "" for the module itself
    before: str
    after: str
    tree: ast.Module

    @property
    def name(self) -> str:
        """What it is called in the list of those that change nothing."""
        return f"{self.place or 'module'}: {self.before} → {self.after}"


def mutants_of(source: str) -> Iterator[Mutant]:
    """Give each changed module of a source, one change in each, in the order of the lines."""
    for path, place in list(_nodes(ast.parse(source))):
        node = _at(ast.parse(source), path)
        for change in _changes(node):
            tree = ast.parse(source)
            changed = change(copy.deepcopy(node))
            _put(tree, path, changed)
            yield Mutant(node.lineno, place, _short(node), _short(changed), ast.fix_missing_locations(tree))


Path = tuple[tuple[str, int | None], ...]


def _nodes(tree: ast.AST, path: Path = (), place: str = "") -> Iterator[tuple[Path, str]]:
    """Give the way to each node that counts, and the function or class that it stands in."""
    for name, value in ast.iter_fields(tree):
        if name in ("annotation", "returns", "decorator_list", "bases"):
            continue
        for index, child in enumerate(value) if isinstance(value, list) else [(None, value)]:
            if not isinstance(child, ast.AST) or _is_left_alone(child):
                continue
            here = (*path, (name, index))
            inner = f"{place}.{child.name}".lstrip(".") if isinstance(child, (ast.FunctionDef, ast.ClassDef)) else place
            if isinstance(child, (ast.expr, ast.stmt)):
                yield here, place
            yield from _nodes(child, here, inner)


def _is_left_alone(node: ast.AST) -> bool:
    match node:
        case ast.Expr(value=ast.Constant()) | ast.Import() | ast.ImportFrom() | ast.JoinedStr():
            return True
        case ast.If(test=ast.Name(id="TYPE_CHECKING")):
            return True
        case ast.Assign(targets=[ast.Name(id="__all__")]) | ast.AnnAssign(value=None):
            return True
        case ast.Call(func=ast.Name(id="TypeVar" | "cast")):
            return True
    return False


def _changes(node: Any) -> Iterator[Callable[[Any], ast.AST]]:
    """Give what may be done to a node: each takes a copy of it and gives what is to stand there instead."""
    match node:
        case ast.Compare():
            for at, other in [(at, other) for at, kind in enumerate(node.ops) for other in _COMPARISONS[type(kind)]]:
                yield partial(_compared_by, at, other)
        case ast.BoolOp():
            yield lambda copied: _set(copied, op=ast.Or() if isinstance(copied.op, ast.And) else ast.And())
        case ast.BinOp() | ast.AugAssign() if type(node.op) in _ARITHMETIC:
            yield lambda copied: _set(copied, op=_ARITHMETIC[type(copied.op)]())
        case ast.UnaryOp(op=ast.Not() | ast.USub()):
            yield lambda copied: copied.operand
        case ast.Constant():
            yield from (partial(_constant, value) for value in _other_values(node.value))
        case ast.Return(value=ast.expr() as value) if not _is_none(value):
            yield lambda _copied: ast.Return(ast.Constant(None))
    yield from _changes_of_a_statement(node)


def _changes_of_a_statement(node: Any) -> Iterator[Callable[[Any], ast.AST]]:
    if isinstance(node, _TESTED) and not isinstance(node.test, (ast.Compare, ast.BoolOp, ast.UnaryOp)):
        yield lambda copied: _set(copied, test=ast.UnaryOp(ast.Not(), copied.test))
    if isinstance(node, _REMOVED):
        yield lambda _copied: ast.Pass()


def _compared_by(at: int, other: type[ast.cmpop], copied: Any) -> ast.AST:
    return _set(copied, ops=[*copied.ops[:at], other(), *copied.ops[at + 1 :]])


def _constant(value: Any, _copied: object) -> ast.AST:
    return ast.Constant(value)


def _other_values(value: object) -> list[Any]:
    if isinstance(value, bool):
        return [not value]
    if isinstance(value, int):
        return [value + 1]
    if isinstance(value, float):
        return [value * 1.5 + 0.5]
    if isinstance(value, (str, bytes)) and value:
        return [type(value)()]
    return []


def _is_none(node: ast.expr) -> bool:
    return isinstance(node, ast.Constant) and node.value is None


def _set(node: Any, **fields: Any) -> ast.AST:
    for name, value in fields.items():
        setattr(node, name, value)
    assert isinstance(node, ast.AST)
    return node


def _at(tree: Any, path: Path) -> Any:
    for name, index in path:
        tree = getattr(tree, name) if index is None else getattr(tree, name)[index]
    return tree


def _put(tree: Any, path: Path, node: ast.AST) -> None:
    *way, (name, index) = path
    parent = _at(tree, tuple(way))
    if index is None:
        setattr(parent, name, node)
    else:
        getattr(parent, name)[index] = node


def _short(node: Any) -> str:
    if isinstance(node, (ast.If, ast.While)):
        return f"{type(node).__name__.lower()} {ast.unparse(node.test)}"
    return " ".join(ast.unparse(node).split())
