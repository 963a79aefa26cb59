"""The catalogue that we ship: every row understood, every address shown by a document."""

from collections import Counter

from monitor.catalogue import PROVINCES, load_catalogue, seeds_folder, validate
from monitor.cli.common import read_watch_file


def test_every_row_of_the_seeds_is_well_formed() -> None:
    assert validate() == []


def test_every_publisher_answers_to_its_own_names_and_domains() -> None:
    catalogue = load_catalogue()
    for publisher in catalogue.publishers.values():
        for name in (publisher.name, *publisher.names):
            found = catalogue.by_credit_name(name)
            assert found is not None, f"{publisher.id}: {name} leads to {found}"
            assert found.id == publisher.id, f"{publisher.id}: {name} leads to {found}"
        for domain in publisher.domains:
            found = catalogue.by_domain(f"www.{domain}")
            assert found is not None, f"{publisher.id}: {domain} leads to {found}"
            assert found.id == publisher.id, f"{publisher.id}: {domain} leads to {found}"


def test_no_word_for_a_family_is_the_id_of_a_stranger() -> None:
    catalogue = load_catalogue()
    for publisher_id in catalogue.publishers:
        chosen = {source.publisher for source in catalogue.select([publisher_id])}
        groups = {catalogue.publishers[one].group for one in chosen}
        assert groups <= {catalogue.publishers[publisher_id].group}, f"{publisher_id} also selects {chosen}"


def test_no_source_belongs_to_a_publisher_of_another_domain() -> None:
    catalogue = load_catalogue()
    strays = Counter[str]()
    for source in catalogue.sources:
        host = source.url.split("/")[2]
        owner = catalogue.by_domain(host)
        if owner is not None and owner.id != source.publisher:
            strays[f"{source.url} stands under {source.publisher}, its host belongs to {owner.id}"] += 1
    assert not strays


def test_there_are_38_provinces_in_three_zones() -> None:
    assert len(PROVINCES) == 38
    assert set(PROVINCES.values()) == {"Asia/Jakarta", "Asia/Makassar", "Asia/Jayapura"}


def test_the_catalogue_knows_the_press_at_large() -> None:
    catalogue = load_catalogue()
    assert len(catalogue.publishers) >= 120
    assert len(catalogue.sources) >= 300
    assert set(PROVINCES) == set(catalogue.provinces.values()), "a province without a title of its own"


def test_every_publisher_has_an_address_to_be_read_at() -> None:
    catalogue = load_catalogue()
    assert set(catalogue.publishers) == {source.publisher for source in catalogue.sources}


def test_the_watches_to_start_from_are_right() -> None:
    file = read_watch_file(seeds_folder() / "examples" / "watches.toml")
    assert file.watches
    assert file.warnings == ()
