"""The store's side of sending, and people's say over alerts: what waits, how it is held, folded, sent and given up."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from contextlib import AbstractContextManager
from datetime import datetime, timedelta

from monitor.alerts.waiting import Mute, MuteKind, SentLately, Waiting
from monitor.model import AlertId, ArticleId, Delivery, DeliveryId, Dossier, PublisherId, Receipt, Work
from monitor.store import claims, deliveries, mutes, outbox, resting
from monitor.store.engine import Database, Lock

_NAMES: Mapping[PublisherId, str] = {}


class Sending:
    """Part of the Store; every method is one transaction."""

    _db: Database
    instance: str

    # ----------------------------------------------------------------------------------------------------- delivering

    def snapshot(self) -> AbstractContextManager[None]:
        """All that this thread asks of the store inside is of one moment; nothing is to be written or waited for there."""
        return self._db.snapshot()

    def delivery(self, delivery_id: DeliveryId) -> Delivery | None:
        """With the receipt of its thread's first message."""
        with self._db.read() as connection:
            return deliveries.one_delivery(connection, delivery_id)

    def waiting(
        self, delivery: Delivery, now: datetime, flood: int = 0, most: int = outbox.MOST_WAITING
    ) -> tuple[Waiting, list[Waiting]]:
        """The delivery as its pace is judged, and what else waits for its recipient (of very many the newest), in the
        order in which it came; only what waits
        in its own story where no digest can come of the rest: up to `flood` messages, none of them held or late."""
        with self._db.read() as connection:
            return outbox.waiting(connection, delivery, now, flood, most)

    def sent_lately(self, delivery: Delivery, since: datetime) -> list[SentLately]:
        with self._db.read() as connection:
            return outbox.sent_lately(connection, delivery, since)

    def hold(self, work: Work, until: datetime, why: str) -> bool:
        """The delivery is judged anew at `until`."""
        with self._db.write(ahead=True) as connection:
            return outbox.hold(connection, work, until, why)

    def fold(
        self, work: Work, batches: Sequence[Sequence[DeliveryId]], now: datetime, why: Sequence[str] = ()
    ) -> tuple[DeliveryId, ...]:
        """A digest for each batch, due now; `why` is what made its stories wait."""
        with self._db.write(ahead=True) as connection:
            return outbox.fold(connection, self.instance, work, batches, now, why)

    def unfold(self, work: Work, now: datetime) -> int:
        """What a digest was to tell waits by itself again, to be judged now; the digest is no more. How many."""
        with self._db.write(ahead=True) as connection:
            return outbox.unfold(connection, work, now)

    def release_held(self, now: datetime) -> int:
        """Everything that was held is judged anew: the rules have changed."""
        with self._db.write() as connection:
            return outbox.release_held(connection, now)

    def reserve_slot(self, channel: str, gap: timedelta, now: datetime) -> datetime:
        """When the channel's next message may leave."""
        with self._db.write(ahead=True) as connection:
            return resting.reserve_slot(connection, channel, gap, now)

    def rest_channel(self, channel: str, until: datetime, now: datetime) -> datetime:
        """Nothing is claimed for it before `until`; since when it has been failing."""
        with self._db.write() as connection:
            return resting.rest(connection, channel, until, now)

    def channel_fails(self, channel: str, now: datetime) -> datetime:
        """It took no message; since when it has taken none."""
        with self._db.write() as connection:
            return resting.fails(connection, channel, now)

    def channel_recovers(self, channel: str, now: datetime) -> None:
        """A person has seen it take a message."""
        with self._db.write() as connection:
            resting.recover_by_hand(connection, channel, now)

    def failing_channels(self) -> dict[str, datetime]:
        """Those that took nothing when they were last tried, and since when."""
        with self._db.read() as connection:
            return resting.failing(connection)

    def sends_others(self, delivery_id: DeliveryId) -> bool:
        """Whether its channel has sent anything since this message was there."""
        with self._db.read() as connection:
            return deliveries.sends_others(connection, delivery_id)

    def set_clock_back(self, by: timedelta, now: datetime) -> None:
        with self._db.write() as connection:
            claims.set_clock_back(connection, by, now)

    def dossier(
        self, delivery: Delivery, names: Mapping[PublisherId, str] = _NAMES, news: Collection[ArticleId] = ()
    ) -> Dossier:
        with self._db.read() as connection:
            return deliveries.dossier(connection, delivery, names, news)

    def digest(
        self, delivery: Delivery, names: Mapping[PublisherId, str] = _NAMES
    ) -> tuple[tuple[Delivery, Dossier], ...]:
        with self._db.read() as connection:
            return deliveries.digest(connection, delivery, names)

    def together(
        self, ids: Sequence[DeliveryId], names: Mapping[PublisherId, str] = _NAMES
    ) -> tuple[tuple[Delivery, Dossier], ...]:
        """What a digest of these messages would tell."""
        with self._db.read() as connection:
            return deliveries.together(connection, ids, names)

    def record_and_claim(
        self, work: Work, receipt: Receipt, now: datetime, joins: Sequence[DeliveryId], lease: timedelta
    ) -> Work | None:
        """As `record_delivery`; and claims the next message of the same channel: None where none is due."""
        with self._db.write(Lock.CLAIM, ahead=True) as connection:
            deliveries.record_delivery(connection, work, receipt, now, joins)
            return claims.claim_of(connection, work.host, now, lease)

    def record_delivery(self, work: Work, receipt: Receipt, now: datetime, joins: Sequence[DeliveryId] = ()) -> bool:
        with self._db.write(ahead=True) as connection:
            return deliveries.record_delivery(connection, work, receipt, now, joins)

    def record_delivery_failure(
        self,
        work: Work,
        error: str,
        due_at: datetime | None,
        now: datetime,
        *,
        maybe_repeated: bool = False,
        failures: int | None = None,
    ) -> bool:
        """`due_at` None: given up. `maybe_repeated`: no answer came, it may have arrived all the same. `failures` in a row, one
        more than before where it is not given."""
        with self._db.write(ahead=True) as connection:
            count = work.failures + 1 if failures is None else failures
            return deliveries.record_delivery_failure(connection, work, error, due_at, now, maybe_repeated, count)

    def retry_given_up(self, now: datetime, channel: str | None = None) -> int:
        with self._db.write() as connection:
            return deliveries.retry_given_up(connection, now, channel)

    def add_notice(self, key: str, subject: str, text: str, targets: Iterable[tuple[str, str]], now: datetime) -> bool:
        """Once for each key, to each (channel, recipient)."""
        with self._db.write() as connection:
            return deliveries.add_notice(connection, self.instance, key, subject, text, targets, now)

    def pass_on_notices(self, channel: str, about: str, targets: Iterable[tuple[str, str]], now: datetime) -> None:
        """What waits there of notices whose key begins with `about`, or was given up at this moment, is told elsewhere, too."""
        with self._db.write() as connection:
            deliveries.pass_on_notices(connection, self.instance, channel, about, tuple(targets), now)

    # -------------------------------------------------------------------------------------------------- people's say

    def mutes(self, now: datetime) -> list[Mute]:
        with self._db.read() as connection:
            return mutes.mutes(connection, now)

    def mute(self, kind: MuteKind, value: str, until: datetime, now: datetime) -> Mute:
        with self._db.write() as connection:
            return mutes.mute(connection, kind, value, until, now)

    def unmute(self, ids: Collection[int], now: datetime) -> int:
        with self._db.write() as connection:
            return mutes.unmute(connection, ids, now)

    def acknowledge(self, alert_id: AlertId, now: datetime) -> bool:
        with self._db.write() as connection:
            return mutes.acknowledge(connection, alert_id, now)

    def resend(self, alert_id: AlertId, now: datetime, channel: str | None = None) -> int:
        with self._db.write() as connection:
            return mutes.resend(connection, alert_id, channel, now)

    def has_story(self, story_id: int) -> bool:
        with self._db.read() as connection:
            return mutes.has_story(connection, story_id)
