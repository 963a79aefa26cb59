"""Why a watch nearly fired: the clause that failed, and the places that were looked at and rejected."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice

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
    rejected = list(islice(_rejected(compiler, failed, found), _MOST_REJECTED))
    if not rejected and not any(wanted):
        return None
    spans = tuple(found.mark(hit)[2] for hit in rejected)
    return NearMiss(watch.name, format_query(failed), spans)


def _rejected(compiler: Compiler, node: Node, found: Found) -> Iterator[Hit]:
    """Occurrences that did not count for a clause, each with the reason why; of the rest nobody is told, so none is sought."""
    if isinstance(node, Not):
        yield from (_with_reason(hit, "excluded by NOT") for hit in compiler.condition(node.item).hits(found))
        return
    if isinstance(node, And | Or):
        for item in node.items:
            yield from _rejected(compiler, item, found)
        return
    refused = [
        hit for term, field in fields_of(node) if not field or field in {"title", "body"}
        for hit in compiler.all_hits(term, found) if hit.rejected
    ]  # fmt: skip
    if refused:
        yield from refused
    elif isinstance(node, Near):
        yield from _apart(compiler, node, found)
    elif isinstance(node, AtLeast):
        hits = compiler.condition(node.item).hits(found)
        yield from (_with_reason(hit, f"only {len(hits)} of {node.least}") for hit in hits)
    elif isinstance(node, Within) and node.field in {"title", "body"}:
        other = "body" if node.field == "title" else "title"
        yield from (_with_reason(hit, f"in the {other}") for hit in compiler.condition(node.item, other).hits(found))


def _apart(compiler: Compiler, node: Near, found: Found) -> Iterator[Hit]:
    """The places of either side, each with what keeps it from the other side."""
    left, right = compiler.condition(node.left).hits(found), compiler.condition(node.right).hits(found)
    sides = ((left, right, node.right), (right, left, node.left))
    for hits, others, other in sides:
        for hit in hits:
            yield _with_reason(hit, _distance(node, found, hit, others, format_query(other)))


def _distance(node: Near, found: Found, hit: Hit, others: Sequence[Hit], other: str) -> str:
    if not others:
        return f"{other} stands nowhere"
    turn = found.text.title_words
    beside = [one for one in others if (one.place.start < turn) == (hit.place.start < turn) and one.place != hit.place]
    if not beside:
        return f"{other} stands only in the {'body' if hit.place.start < turn else 'title'}, not beside it"
    gaps = [
        found.text.gap(min(hit.place.end, one.place.end) - 1, max(hit.place.start, one.place.start)) for one in beside
    ]
    if min(gaps) <= node.distance:
        return f"{other} stands in the other order" if node.ordered else f"{other} overlaps it"
    return f"{min(gaps)} words from {other}, {node.distance} are allowed"


def _with_reason(hit: Hit, rejected: str) -> Hit:
    return Hit(hit.place, hit.term, hit.reason, rejected)
