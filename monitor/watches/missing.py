"""Why a watch nearly fired: the clause that failed, and the places that were looked at and rejected."""

from __future__ import annotations

from monitor.model import NearMiss
from monitor.watches.compiling import Compiler
from monitor.watches.finding import Found, Hit
from monitor.watches.formatting import fields_of, format_query
from monitor.watches.query import And, AtLeast, Near, Node, Not, Or, Within
from monitor.watches.watch import Watch

_MOST_REJECTED = 20


def near_miss(compiler: Compiler, watch: Watch, found: Found) -> NearMiss | None:
    """The near miss of a watch that does not hold; None where nothing of it was met.

    A miss is near when a clause of an AND held, when an occurrence was rejected, or when words were there but not near
    or not often enough.
    """
    clauses = watch.tree.items if isinstance(watch.tree, And) else (watch.tree,)
    held = [compiler.condition(clause).holds(found) for clause in clauses]
    wanted = [holds for clause, holds in zip(clauses, held, strict=True) if not isinstance(clause, Not)]
    failed = next((clause for clause, holds in zip(clauses, held, strict=True) if not holds), None)
    if failed is None:
        return None
    rejected = _rejected(compiler, failed, found)
    if not rejected and not any(wanted):
        return None
    spans = tuple(found.mark(hit)[2] for hit in rejected[:_MOST_REJECTED])
    return NearMiss(watch.name, format_query(failed), spans)


def _rejected(compiler: Compiler, node: Node, found: Found) -> list[Hit]:
    """Occurrences that did not count for a clause, each with the reason why."""
    if isinstance(node, Not):
        return [_with_reason(hit, "excluded by NOT") for hit in compiler.condition(node.item).hits(found)]
    if isinstance(node, And | Or):
        return [hit for item in node.items for hit in _rejected(compiler, item, found)]
    refused = [
        hit for term, field in fields_of(node) if not field or field in {"title", "body"}
        for hit in compiler.all_hits(term, found) if hit.rejected
    ]  # fmt: skip
    if refused:
        return refused
    if isinstance(node, Near):
        sides = [*compiler.condition(node.left).hits(found), *compiler.condition(node.right).hits(found)]
        return [_with_reason(hit, f"not within {node.distance} words of the other") for hit in sides]
    if isinstance(node, AtLeast):
        hits = compiler.condition(node.item).hits(found)
        return [_with_reason(hit, f"only {len(hits)} of {node.least}") for hit in hits]
    if isinstance(node, Within) and node.field in {"title", "body"}:
        other = "body" if node.field == "title" else "title"
        return [_with_reason(hit, f"in the {other}") for hit in compiler.condition(node.item, other).hits(found)]
    return []


def _with_reason(hit: Hit, rejected: str) -> Hit:
    return Hit(hit.place, hit.term, hit.reason, rejected)
