"""The full-text index over stored articles: FTS5 on SQLite, tsvector on PostgreSQL. A pre-filter; the matcher judges.

The index table is not in `tables`: the databases have nothing in common there but its name.
"""

from datetime import datetime
from typing import Any

from sqlalchemy import Connection, select, text

from monitor.model import ArticleId
from monitor.store import tables as t
from monitor.store.ready import Ready, ready
from monitor.watches.indexing import (
    EVERY_WORD,
    LONGEST,
    Every,
    Need,
    Prefix,
    Root,
    Some,
    built_from,
    core_of,
    in_words,
    index_words,
    roots_in,
)

TABLE = "article_words"
"""The table, and what the names of FTS5's own tables begin with."""
_PAGE = 500

_CREATE = {
    "sqlite": (
        "CREATE VIRTUAL TABLE article_words USING fts5"
        "(words, content='', contentless_delete=1, detail='none', tokenize='ascii')",
        "CREATE TRIGGER articles_lose_words AFTER DELETE ON articles BEGIN DELETE FROM article_words WHERE rowid = old.id; END",
    ),
    "postgresql": (
        "CREATE TABLE article_words (article_id BIGINT PRIMARY KEY REFERENCES articles (id) ON DELETE CASCADE,"
        " words tsvector NOT NULL)",
        "CREATE INDEX ix_article_words ON article_words USING gin (words)",
    ),
}


def index(connection: Connection, article_id: int, words: list[str], *, new: bool = False) -> None:
    """Puts an article's words into the index, in place of those it had where it is not new."""
    _write(connection, [(article_id, words)], new=new)


def candidates(connection: Connection, need: Need | None, since: datetime) -> list[ArticleId]:
    """Articles recorded at or after `since` that may hold what is asked for, the last recorded first.

    None asks for all of them. Every article that satisfies a query is among the candidates of its need.
    """
    a = t.articles.c
    query = select(a.id).where(a.recorded_at >= since).order_by(a.id.desc())
    need = _in_words(connection, need) if need is not None and roots_in(need) else need
    if need is None:
        return [ArticleId(id_) for id_ in connection.scalars(query)]
    wide = Some((need, Prefix(EVERY_WORD, whole=True)))
    if connection.dialect.name == "sqlite":
        found, asked = "SELECT rowid FROM article_words WHERE article_words MATCH :asked", _fts5(wide)
    else:
        found, asked = "SELECT article_id FROM article_words WHERE words @@ CAST(:asked AS tsquery)", _tsquery(wide)
    query = query.where(a.id.in_(text(found).bindparams(asked=asked)))
    return [ArticleId(id_) for id_ in connection.scalars(query)]


def _in_words(connection: Connection, need: Need) -> Need | None:
    """A need that asks for roots in the words of the index. PostgreSQL cannot tell these in reasonable time."""
    words: dict[str, list[str]] = {}
    if connection.dialect.name == "sqlite":
        connection.execute(
            text("CREATE VIRTUAL TABLE IF NOT EXISTS temp.known_words USING fts5vocab(main, article_words, row)")
        )
        holding = text("SELECT term FROM temp.known_words WHERE instr(term, :core) OR length(term) = :longest")
        for root in roots_in(need):
            words[root] = built_from(root, connection.scalars(holding, {"core": core_of(root), "longest": LONGEST}))
    return in_words(need, words)


def newest_texts(connection: Connection, limit: int) -> list[tuple[str, str]]:
    a = t.articles.c
    rows = connection.execute(select(a.title, a.paragraphs).order_by(a.id.desc()).limit(limit))
    return [(row.title, "\n".join(row.paragraphs)) for row in rows]


def create(connection: Connection) -> None:
    """The empty index; for migrations."""
    for statement in _CREATE[connection.dialect.name]:
        connection.execute(text(statement))


def rebuild(connection: Connection) -> None:
    """Indexes every article anew; for migrations, also for those that change the form of what is indexed."""
    connection.execute(text("DELETE FROM article_words"))
    a = t.articles.c
    after = 0
    while rows := connection.execute(
        select(a.id, a.title, a.paragraphs).where(a.id > after).order_by(a.id).limit(_PAGE)
    ).all():
        _write(connection, [(row.id, index_words(row.title, "\n".join(row.paragraphs))) for row in rows], new=True)
        after = rows[-1].id


def _write(connection: Connection, articles: list[tuple[int, list[str]]], *, new: bool = False) -> None:
    if connection.dialect.name == "sqlite":
        if not new:
            _FORGET.run_each(connection, [{"id": id_} for id_, _ in articles])
        rows: list[dict[str, Any]] = [{"id": id_, "words": " ".join(words)} for id_, words in articles]
    else:
        rows = [{"id": id_, "words": words} for id_, words in articles]
    _INSERT.run_each(connection, rows)


_FORGET = ready(text("DELETE FROM article_words WHERE rowid = :id"))
_INSERTS = {
    "sqlite": text("INSERT INTO article_words (rowid, words) VALUES (:id, :words)"),
    "postgresql": text(
        "INSERT INTO article_words (article_id, words) VALUES (:id, array_to_tsvector(CAST(:words AS text[])))"
        " ON CONFLICT (article_id) DO UPDATE SET words = excluded.words"
    ),
}
_INSERT = Ready(_INSERTS.__getitem__)


def _fts5(need: Need) -> str:
    """Small letters and digits alone come in here, so quotes hold them, and roots no more. https://sqlite.org/fts5.html, 3."""
    assert not isinstance(need, Root)
    if isinstance(need, Prefix):
        return f'"{need.letters}"' + ("" if need.whole else "*")
    return "(" + (" AND " if isinstance(need, Every) else " OR ").join(map(_fts5, need.items)) + ")"


def _tsquery(need: Need) -> str:
    assert not isinstance(need, Root)
    if isinstance(need, Prefix):
        return f"'{need.letters}'" + ("" if need.whole else ":*")
    return "(" + (" & " if isinstance(need, Every) else " | ").join(map(_tsquery, need.items)) + ")"
