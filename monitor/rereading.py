"""Which stored article a page that was read is a new text of, and where it belongs with all that people have ruled."""

from collections.abc import Sequence
from dataclasses import replace

from monitor.model import Article, ArticleId, Placing
from monitor.store import NOT_READ, Placer, StoredArticle
from monitor.stories import Earlier, Prepared, place_again, place_apart


def known_article(
    article: Article, draft: Prepared, earlier: Sequence[Earlier], known_as: ArticleId | None, table: Placer
) -> StoredArticle | None:
    """The article that this is a new text of; None for a new one, and for the same text under a known address.

    `known_as`: what was stored for the entry before. A twin of a page (AMP, mobile) says the same in slightly other
    words: under the address of another entry's article only a later `modified` makes it a new text.
    """
    twin = next((one.article_id for one in earlier if one.prepared.url == draft.url), None)
    which = known_as or twin
    found = table.stored_articles([which]) if which else ()
    if not found:
        return None
    (stored,) = found
    before = stored.article
    if before.canonical_url != article.canonical_url and table.article_by_canonical(article.canonical_url):
        return None  # the page turned out to be an article that came in by another door
    if before.extractor == NOT_READ:
        return stored if known_as is not None else None
    if (before.title, before.paragraphs) == (article.title, article.paragraphs):
        return None
    later = before.modified is not None and article.modified is not None and article.modified > before.modified
    return stored if known_as is not None or later else None


def placed(
    draft: Prepared, earlier: Sequence[Earlier], house: frozenset[int], known: StoredArticle | None, table: Placer
) -> Placing:
    """A corrected text stays in the story of its article. So does a page read at last, in the story that people were told
    about, and updates that alert; where nobody was told, it is placed anew. What was published before its story's
    original is the original, unless a credit line says which that is."""
    placing = _in_its_story(draft, earlier, house, known, table)
    return replace(placing, is_original=True) if _had_it_first(draft, placing, table) else placing


def _had_it_first(draft: Prepared, placing: Placing, table: Placer) -> bool:
    if placing.story_id is None or placing.named_original is not None or placing.is_original:
        return False
    if draft.published is None or (draft.credit is not None and draft.credit.foot):
        return False
    return table.original_came_after(placing.story_id, draft.published)


def _in_its_story(
    draft: Prepared, earlier: Sequence[Earlier], house: frozenset[int], known: StoredArticle | None, table: Placer
) -> Placing:
    apart = table.apart({one.story_id for one in earlier})
    if known is None:
        return place_apart(draft, earlier, house, apart)
    if known.article.extractor != NOT_READ:
        return place_again(draft, earlier, house, apart, (known.id, known.story_id))
    placing = place_apart(draft, [one for one in earlier if one.article_id != known.id], house, apart)
    if placing.story_id is not None and not table.alert_history(known.story_id):
        return placing
    return replace(placing, story_id=known.story_id, is_original=True)
