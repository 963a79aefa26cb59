"""Stories as people read them, and what people rule about them: taken apart, merged, corrected."""

from dataclasses import replace
from datetime import datetime, timedelta, timezone

import pytest

from monitor.errors import UsageError
from monitor.model import (
    AlertReason,
    ArticleId,
    Credit,
    Decided,
    DeliveryKind,
    Link,
    Placing,
    PublisherId,
    Receipt,
    Relation,
    Step,
    StoryId,
)
from monitor.rules import WatchRules
from monitor.rulings import merge, split
from monitor.store import RecordedArticle, RulingKind, Store
from tests.contracts.conftest import Home
from tests.store_values import (
    LEASE,
    MINUTE,
    NOW,
    announce,
    article,
    claim_one,
    copies,
    due_entry,
    opens,
    record,
    record_claimed,
    tells,
)

LATER = NOW + 60 * MINUTE
RULES = {"banjir": WatchRules("banjir"), "rob": WatchRules("rob", channels=("pimpinan",))}
CHANNELS = {"redaksi": ("",), "pimpinan": ("a@x.example", "b@x.example")}
NAMES = {PublisherId("warta"): "Warta", PublisherId("lain"): "Lain"}


def story_of(store: Store, *names: str) -> list[RecordedArticle]:
    """One story: the first article alerted on redaksi and pimpinan, the others told as copies."""
    first = record(store, names[0], decided=tells("redaksi", "pimpinan"))
    quiet = tells("redaksi", kind=DeliveryKind.COPY)
    return [first, *(record(store, name, copies(first), quiet, now=NOW + MINUTE) for name in names[1:])]


def send_all(store: Store) -> None:
    while works := store.claim(Step.DELIVER, LATER, 10, LEASE):
        for work in works:
            store.record_delivery(work, Receipt(f"r{work.id}"), LATER)


def waiting(store: Store) -> list[tuple[str, str, DeliveryKind, int | None]]:
    """Channel, recipient, kind and story of what is due, in the order it would be sent."""
    found = []
    while works := store.claim(Step.DELIVER, LATER, 10, LEASE):
        for work in works:
            delivery = store.delivery(work.id)  # type: ignore[arg-type]
            assert delivery is not None
            found.append((delivery.channel, delivery.recipient, delivery.kind, delivery.story_id))
            store.record_delivery(work, Receipt("x"), LATER)
    return sorted(found)


# -------------------------------------------------------------------------------------------------------------- reading


def test_a_story_comes_with_all_that_people_ask(store: Store) -> None:
    first, second = story_of(store, "a.example/1", "b.example/2")
    outside = record(
        store,
        "c.example/3",
        Placing(None, Relation.CONTAINS, (Link(first.article_id, Relation.CONTAINS, (0.2, 0.9), "memuat"),)),
    )
    story = store.story(first.story_id, NAMES)
    assert story is not None
    assert [one.id for one in story.articles] == [first.article_id, second.article_id]
    assert [one.publisher for one in story.members] == ["Warta", "Warta"]
    assert (story.original, story.named_original, story.merged_into) == (first.article_id, None, None)
    assert story.links == ((second.article_id, copies(first).links[0]),)
    assert [(alert.watch, alert.reason) for alert in story.alerts] == [("banjir", AlertReason.FIRST_MATCH)]
    ((own, link, other),) = story.related
    assert (own, link.relation, other.article_id) == (first.article_id, Relation.CONTAINS, outside.article_id)
    assert (story.versions, story.rulings) == ({}, ())
    assert store.story(StoryId(99)) is None


def test_stories_are_listed_by_their_copies_the_latest_first(store: Store) -> None:
    old = record(store, "z.example/0", now=NOW - timedelta(days=2))
    one = story_of(store, "a.example/1", "b.example/2", "c.example/3")
    credit = Credit("Timur", "Judul asli yang panjang", text="Artikel ini tayang di Timur")
    two = record(store, "d.example/4", replace(opens(), named_original=credit), now=LATER)
    lines = store.list_stories(NOW, names=NAMES)
    assert [(line.id, line.articles, line.copies, line.publishers) for line in lines] == [
        (two.story_id, 1, 1, 1),
        (one[0].story_id, 3, 2, 1),
    ]
    assert lines[1].head.title == "Judul a.example/1"
    assert lines[1].watches == ("banjir",)
    assert (lines[1].first_at, lines[1].last_at) == (NOW, NOW + MINUTE)
    assert [line.id for line in store.list_stories(NOW, min_copies=2)] == [one[0].story_id]
    assert [line.id for line in store.list_stories(NOW, limit=1)] == [two.story_id]
    assert old.story_id in {line.id for line in store.list_stories(NOW - timedelta(days=3))}


def test_a_new_version_of_an_outlets_own_article_is_no_copy(store: Store) -> None:
    (first,) = story_of(store, "a.example/1")
    record(store, "a.example/2", replace(copies(first), supersedes=first.article_id))
    (line,) = store.list_stories(NOW)
    assert (line.articles, line.copies) == (2, 0)
    story = store.story(first.story_id)
    assert story is not None
    assert [one.supersedes for one in story.articles] == [None, first.article_id]


# ---------------------------------------------------------------------------------------------------------------- split


def test_a_split_raises_the_alert_that_the_merge_held_back_with_that_reason(store: Store) -> None:
    first, second, third = story_of(store, "a.example/1", "b.example/2", "c.example/3")
    send_all(store)
    done = split(store, second.article_id, RULES, CHANNELS, LATER)
    assert (done.left, done.alerts) == (first.story_id, ((second.article_id, "banjir"),))
    assert done.messages == 3
    newest = store.list_alerts()[0]
    assert (newest.watch, newest.reason, newest.story_id) == ("banjir", AlertReason.SPLIT, done.opened)
    assert waiting(store) == [
        ("pimpinan", "a@x.example", DeliveryKind.ALERT, done.opened),
        ("pimpinan", "b@x.example", DeliveryKind.ALERT, done.opened),
        ("redaksi", "", DeliveryKind.ALERT, done.opened),
    ]
    left, opened = store.story(done.left), store.story(done.opened)
    assert left is not None
    assert opened is not None
    assert [one.id for one in left.articles] == [first.article_id, third.article_id]
    assert [one.id for one in opened.articles] == [second.article_id]
    assert (opened.original, left.original) == (second.article_id, first.article_id)
    assert opened.articles[0].placing_reason.startswith(f"taken out of story {first.story_id} by a person; before: ")
    (ruling,) = opened.rulings
    assert (ruling.verdict, ruling.article_id, ruling.made_at) == (RulingKind.SPLIT, second.article_id, LATER)


def test_a_message_that_would_have_called_it_a_copy_is_withdrawn(store: Store) -> None:
    _, second, _ = story_of(store, "a.example/1", "b.example/2", "c.example/3")
    done = split(store, second.article_id, RULES, CHANNELS, LATER)
    copies_told = [row for row in waiting(store) if row[2] is DeliveryKind.COPY]
    assert copies_told == [("redaksi", "", DeliveryKind.COPY, done.left)]  # the third article's


def test_where_the_alerted_article_leaves_its_alert_goes_with_it_and_the_rest_is_alerted(store: Store) -> None:
    first, second, third = story_of(store, "a.example/1", "b.example/2", "c.example/3")
    send_all(store)
    done = split(store, first.article_id, RULES, CHANNELS, LATER)
    assert done.alerts == ((second.article_id, "banjir"),)
    assert [told.article_id for told in store.alert_history(done.opened)] == [first.article_id]
    assert store.alert_history(done.opened)[0].channels == ("redaksi", "pimpinan")
    assert [told.article_id for told in store.alert_history(done.left)] == [second.article_id]
    story = store.story(done.left)
    assert story is not None
    assert story.original == second.article_id
    assert [one.id for one in story.articles] == [second.article_id, third.article_id]
    assert {row[3] for row in waiting(store)} == {done.left}


def test_only_watches_that_still_stand_and_were_not_told_raise_an_alert(store: Store) -> None:
    first = record(store, "a.example/1", decided=tells("redaksi", watch="lama"))
    announce(store, due_entry("b.example/2"))
    second = record_claimed(store, claim_one(store, Step.READ), "b.example/2", copies(first), tells("redaksi"))
    assert second.alerts == ("banjir",)  # its own: not held back
    done = split(store, second.article_id, {}, CHANNELS, LATER)
    assert (done.alerts, done.messages) == ((), 0)
    assert [told.watch for told in store.alert_history(done.opened)] == ["banjir"]
    assert [told.watch for told in store.alert_history(done.left)] == ["lama"]


def test_a_story_whose_original_was_named_by_the_one_that_left_has_a_new_original(store: Store) -> None:
    credit = Credit("Timur", "Judul asli yang panjang", text="Artikel ini tayang di Timur")
    first = record(
        store,
        "a.example/1",
        replace(opens(), named_original=credit),
        made=replace(article("a.example/1"), credit=credit),
    )
    second = record(store, "b.example/2", copies(first))
    done = split(store, first.article_id, RULES, CHANNELS, LATER)
    story = store.story(done.left)
    assert story is not None
    assert (story.original, story.named_original) == (second.article_id, None)


@pytest.mark.parametrize("article_id", [1, 99])
def test_what_cannot_be_split_is_refused_and_changes_nothing(store: Store, article_id: int) -> None:
    record(store, "a.example/1", decided=tells("redaksi"))
    with pytest.raises(UsageError, match="alone in story 1" if article_id == 1 else "there is none"):
        split(store, ArticleId(article_id), RULES, CHANNELS, LATER)
    assert store.last_ruling() == 0
    assert store.status(NOW).stories == 1


# ---------------------------------------------------------------------------------------------------------------- merge


def test_a_merge_moves_the_newer_story_into_the_older_one_and_tells_nobody(store: Store) -> None:
    one = story_of(store, "a.example/1", "b.example/2")
    two = record(store, "c.example/3", decided=tells("redaksi"), now=LATER)
    send_all(store)
    done = merge(store, two.story_id, one[0].story_id, LATER)
    assert (done.into, done.moved) == (one[0].story_id, (two.article_id,))
    assert waiting(store) == []
    story, gone = store.story(done.into), store.story(two.story_id)
    assert story is not None
    assert gone is not None
    assert [member.id for member in story.articles] == [1, 2, 3]
    assert story.articles[2].relation is Relation.SAME
    assert story.articles[2].placing_reason == "story 2 was merged into story 1 by a person"
    assert (gone.articles, gone.merged_into) == ((), story.id)
    assert store.status(NOW).stories == 1
    assert [line.id for line in store.list_stories(NOW)] == [story.id]


MORNING = datetime(2026, 3, 4, 7, 30, tzinfo=timezone(timedelta(hours=7)))


@pytest.mark.parametrize(
    ("minutes", "by_credit", "original"),
    [
        pytest.param(-5, False, 3, id="published first"),
        pytest.param(5, False, 1, id="published later"),
        pytest.param(0, False, 1, id="at the same minute"),
        pytest.param(-5, True, 1, id="published first, but a credit line names the other"),
    ],
)
def test_the_original_of_two_merged_stories_is_the_one_that_was_published_first(
    store: Store, minutes: int, by_credit: bool, original: int
) -> None:
    first = record(store, "a.example/1", made=replace(article("a.example/1"), published=MORNING))
    (link,) = copies(first).links
    record(store, "b.example/2", replace(copies(first), links=(replace(link, by_credit=by_credit),)))
    moment = MORNING + timedelta(minutes=minutes)
    other = record(store, "c.example/3", made=replace(article("c.example/3"), published=moment))
    merge(store, first.story_id, other.story_id, LATER)
    story = store.story(first.story_id)
    assert story is not None
    assert story.original == original


def test_a_merged_story_knows_whom_both_told(store: Store) -> None:
    first = record(store, "a.example/1", decided=tells("redaksi"))
    second = record(store, "b.example/2", decided=tells("pimpinan", watch="rob"))
    third = record(store, "c.example/3", decided=tells("pimpinan"))
    send_all(store)
    merge(store, first.story_id, second.story_id, LATER)
    merge(store, first.story_id, third.story_id, LATER)
    history = store.alert_history(first.story_id)
    assert [(told.watch, told.channels) for told in history] == [
        ("banjir", ("redaksi", "pimpinan")),
        ("rob", ("pimpinan",)),
    ]


def test_an_article_that_was_told_when_it_was_taken_out_is_not_told_again(store: Store) -> None:
    _, second = story_of(store, "a.example/1", "b.example/2")
    once = split(store, second.article_id, RULES, CHANNELS, LATER)
    merge(store, once.left, once.opened, LATER)
    again = split(store, second.article_id, RULES, CHANNELS, LATER)
    assert (len(once.alerts), again.alerts) == (1, ())
    assert [told.article_id for told in store.alert_history(again.opened)] == [second.article_id]


def test_split_and_merge_undo_each_other(store: Store) -> None:
    first, second = story_of(store, "a.example/1", "b.example/2")
    send_all(store)
    before = store.story(first.story_id)
    assert before is not None
    done = split(store, first.article_id, RULES, CHANNELS, LATER)
    send_all(store)
    merge(store, done.opened, done.left, LATER)
    after = store.story(first.story_id)
    assert after is not None
    assert [one.id for one in after.articles] == [first.article_id, second.article_id]
    assert after.original == before.original == first.article_id
    assert [ruling.verdict for ruling in after.rulings] == [RulingKind.SPLIT, RulingKind.MERGE]
    assert waiting(store) == []


@pytest.mark.parametrize("late", [False, True], ids=["the original came first", "the original came late"])
def test_what_a_merge_brought_in_with_its_original_leaves_with_it(store: Store, late: bool) -> None:
    first, _ = story_of(store, "a.example/1", "d.example/1")
    dated = [replace(article(f"{name}.example/2"), published=MORNING) for name in ("b", "c")]
    dated[late] = replace(dated[late], published=MORNING - timedelta(minutes=5))
    one = record(store, "b.example/2", made=dated[0], decided=tells("redaksi"))
    other = record(store, "c.example/2", replace(copies(one), is_original=late), made=dated[1])
    original, copy = (other, one) if late else (one, other)
    send_all(store)
    merge(store, first.story_id, one.story_id, LATER)
    done = split(store, original.article_id, RULES, CHANNELS, LATER)
    assert done.along == (copy.article_id,)
    opened, left = store.story(done.opened), store.story(done.left)
    assert opened is not None
    assert left is not None
    assert ([one.id for one in opened.articles], opened.original) == ([3, 4], original.article_id)
    assert ([one.id for one in left.articles], left.original) == ([1, 2], first.article_id)
    assert (done.alerts, waiting(store)) == ((), [])
    assert [told.watch for told in store.alert_history(done.opened)] == ["banjir"]


def test_a_copy_that_a_merge_brought_in_leaves_alone(store: Store) -> None:
    first = record(store, "a.example/1")
    one, other = story_of(store, "b.example/2", "c.example/3")
    merge(store, first.story_id, one.story_id, LATER)
    assert split(store, other.article_id, RULES, CHANNELS, LATER).along == ()


@pytest.mark.parametrize(
    ("one", "other", "why"), [(1, 1, "with itself"), (1, 99, "there is none"), (1, 2, "into story 1")]
)
def test_what_cannot_be_merged_is_refused(store: Store, one: int, other: int, why: str) -> None:
    first, second = (record(store, f"{name}.example/1") for name in "ab")
    merge(store, first.story_id, second.story_id, NOW)
    with pytest.raises(UsageError, match=why):
        merge(store, StoryId(one), StoryId(other), NOW)


# ------------------------------------------------------------------------------------------------------ what placing heeds


def test_rulings_are_read_in_order_from_any_of_them_on(store: Store) -> None:
    first, second, third = story_of(store, "a.example/1", "b.example/2", "c.example/3")
    done = split(store, second.article_id, RULES, CHANNELS, NOW)
    split(store, third.article_id, RULES, CHANNELS, NOW)
    merge(store, done.opened, first.story_id, NOW)
    with store.placing() as table:
        rulings = table.rulings_after(0)
        assert table.rulings_after(rulings[0].id) == rulings[1:]
    moves = [(ruling.article_id, ruling.to_story) for ruling in rulings]
    assert moves == [(second.article_id, 2), (third.article_id, 3), (second.article_id, first.story_id)]
    assert store.last_ruling() == rulings[-1].id


def test_stories_stay_apart_through_later_merges(store: Store) -> None:
    first, second = story_of(store, "a.example/1", "b.example/2")
    other = record(store, "z.example/9")
    done = split(store, second.article_id, RULES, CHANNELS, NOW)
    with store.placing() as table:
        assert table.apart([done.left, done.opened, other.story_id]) == {(done.left, done.opened)}
        assert table.apart([done.left, other.story_id]) == frozenset()
    merge(store, done.opened, other.story_id, NOW)  # the article that left joins another story
    with store.placing() as table:
        assert table.apart([done.left, other.story_id]) == {(done.left, other.story_id)}
    older = record(store, "y.example/8")
    merge(store, older.story_id, done.left, NOW)  # nothing changes: done.left is older
    with store.placing() as table:
        assert table.apart([done.left, other.story_id, older.story_id]) == {(done.left, other.story_id)}
    merge(store, done.left, other.story_id, NOW)  # the newer word holds
    with store.placing() as table:
        assert table.apart([done.left, other.story_id]) == frozenset()
    assert first.story_id == done.left


def test_rulings_survive_a_restart(store: Store, home: Home) -> None:
    _, second = story_of(store, "a.example/1", "b.example/2")
    done = split(store, second.article_id, RULES, CHANNELS, NOW)
    store.close()
    again = home.open()
    with again.placing() as table:
        assert table.apart([done.left, done.opened]) == {(done.left, done.opened)}
    assert [row.story_id for row in again.index_rows_after(0)] == [done.left, done.opened]
    again.close()


# ---------------------------------------------------------------------------------------------------------- corrections


def test_every_text_an_article_had_is_kept(store: Store) -> None:
    (first,) = story_of(store, "a.example/1")
    entry = store.stored_articles([first.article_id])[0].entry_id
    for number, text in enumerate(("Air naik dua meter.", "Air naik tiga meter.")):
        store.read_again(entry, NOW + number * MINUTE)
        record_claimed(
            store,
            claim_one(store, Step.READ, NOW + number * MINUTE),
            "a.example/1",
            Placing(first.story_id, Relation.NEW, supersedes=first.article_id),
            made=article("a.example/1", text=text),
            now=NOW + number * MINUTE,
            updates=first.article_id,
        )
    story = store.story(first.story_id)
    assert story is not None
    assert [one.paragraphs for one in story.versions[first.article_id]] == [
        ("Air laut naik di pesisir utara.",),
        ("Air naik dua meter.",),
    ]
    assert story.articles[0].article.paragraphs == ("Air naik tiga meter.",)
    assert story.articles[0].supersedes is None


def test_an_article_that_moves_when_it_is_read_at_last_tells_the_index(store: Store) -> None:
    first = record(store, "a.example/1")
    announced = record(store, "b.example/2", decided=Decided())
    store.read_again(store.stored_articles([announced.article_id])[0].entry_id, NOW)
    record_claimed(store, claim_one(store, Step.READ), "b.example/2", copies(first), updates=announced.article_id)
    with store.placing() as table:
        (ruling,) = table.rulings_after(0)
    assert (ruling.verdict, ruling.article_id, ruling.to_story) == (
        RulingKind.READ,
        announced.article_id,
        first.story_id,
    )
