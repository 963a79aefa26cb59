"""Look-ups, selection, loading and checking, on a small catalogue of invented publishers."""

from pathlib import Path

import pytest

from monitor.catalogue import Catalogue, load_catalogue, slug, validate
from monitor.errors import ConfigError
from monitor.model import SourceKind

KELUARGA = """
group = "Grup Sungai"

[[publisher]]
id = "sungai"
name = "Sungai"
names = ["SUNGAI", "Sungai.co.id", "Sungai Online"]
domains = ["sungai.co.id"]
seen_in = "seseorang/daftar:README.md"
body = ["div.isi > p"]
drop = [".baca-juga"]
title = ["h1"]
full_form = "?page=all"
obstacles = ["paywall"]
listing = ["h2 a"]

[[publisher.source]]
url = "https://rss.sungai.co.id/nasional"
kind = "feed"
section = "nasional"
seen_in = "seseorang/daftar:README.md"

[[publisher.source]]
url = "https://www.sungai.co.id/sitemap-news.xml"
kind = "sitemap"
seen_in = ["seseorang/daftar:a.ts", "https://contoh.id/daftar-rss"]
tried = true

[[publisher]]
id = "muara-sungai"
name = "Muara.ID"
network = "Muara"
province = "Maluku"
domains = ["muara.sungai.co.id"]
seen_in = "seseorang/daftar:README.md"
"""
SENDIRI = """
group = "Mandiri"

[[publisher]]
id = "laut"
name = "Laut.com"
names = ["Laut News"]
domains = ["laut.com"]
zone = "WITA"
seen_in = ["https://contoh.id/laut"]

[[publisher.source]]
url = "https://laut.com/feed"
kind = "feed"
seen_in = "https://contoh.id/laut"
"""


def seeds(folder: Path, **files: str) -> Path:
    (folder / "publishers").mkdir(parents=True)
    for name, text in files.items():
        (folder / "publishers" / f"{name}.toml").write_text(text, encoding="utf-8")
    return folder


@pytest.fixture
def catalogue(tmp_path: Path) -> Catalogue:
    return load_catalogue(seeds(tmp_path / "seeds", sungai=KELUARGA, mandiri=SENDIRI))


def test_a_row_becomes_a_publisher_with_its_rule_and_sources(catalogue: Catalogue) -> None:
    sungai = next(one for one in catalogue.publishers.values() if one.id == "sungai")
    assert sungai.group == "Grup Sungai"
    assert sungai.rule.body == ("div.isi > p",)
    assert sungai.rule.drop == (".baca-juga",)
    assert (sungai.full_form, sungai.obstacles, sungai.listing) == ("?page=all", ("paywall",), ("h2 a",))
    feed, sitemap = [source for source in catalogue.sources if source.publisher == "sungai"]
    assert (feed.kind, feed.section, feed.tried) == (SourceKind.FEED, "nasional", False)
    assert sitemap.seen_in == "seseorang/daftar:a.ts, https://contoh.id/daftar-rss"
    assert sitemap.tried


@pytest.mark.parametrize(
    ("publisher", "zone"),
    [("sungai", "Asia/Jakarta"), ("muara-sungai", "Asia/Jayapura"), ("laut", "Asia/Makassar")],
    ids=["WIB where nothing is said", "that of the province", "as the row says"],
)
def test_zone_of_times_that_name_none(catalogue: Catalogue, publisher: str, zone: str) -> None:
    assert {str(key): one.zone for key, one in catalogue.publishers.items()}[publisher] == zone


@pytest.mark.parametrize(
    ("host", "publisher"),
    [
        ("sungai.co.id", "sungai"),
        ("www.sungai.co.id", "sungai"),
        ("keuangan.sungai.co.id:8080", "sungai"),
        ("M.SUNGAI.CO.ID", "sungai"),
        ("muara.sungai.co.id", "muara-sungai"),
        ("amp.muara.sungai.co.id", "muara-sungai"),
        ("bukansungai.co.id", None),
        ("co.id", None),
        ("", None),
    ],
)
def test_the_longest_known_suffix_of_a_host_names_its_publisher(
    catalogue: Catalogue, host: str, publisher: str | None
) -> None:
    found = catalogue.by_domain(host)
    assert (found.id if found else None) == publisher


@pytest.mark.parametrize(
    ("text", "publisher"),
    [
        ("Sungai", "sungai"),
        ("SUNGAI.CO.ID", "sungai"),
        ("Sungai.com", "sungai"),
        ("sungai online", "sungai"),
        (" “Sungai”, ", "sungai"),
        ("Harian Sungai", "sungai"),
        ("https://www.sungai.co.id/news/1", "sungai"),
        ("keuangan.sungai.co.id", "sungai"),
        ("Muara", "muara-sungai"),
        ("Muara.ID", "muara-sungai"),
        ("Laut", "laut"),
        ("LautNews", "laut"),
        ("Danau", None),
        ("", None),
    ],
)
def test_a_credit_names_its_publisher_in_any_dress(catalogue: Catalogue, text: str, publisher: str | None) -> None:
    found = catalogue.by_credit_name(text)
    assert (found.id if found else None) == publisher


def test_a_short_form_that_two_titles_share_names_neither(tmp_path: Path) -> None:
    two = KELUARGA.replace('"SUNGAI", "Sungai.co.id", "Sungai Online"', '"Danau.id"') + (
        '\n[[publisher]]\nid = "danau"\nname = "Danau.com"\ndomains = ["danau.com"]\nseen_in = "a/b:c"\n'
    )
    catalogue = load_catalogue(seeds(tmp_path / "seeds", danau=two))
    assert catalogue.by_credit_name("Danau") is None
    found = catalogue.by_credit_name("DANAU.COM")
    assert found is not None
    assert found.id == "danau"


@pytest.mark.parametrize(
    ("names", "urls"),
    [
        (["laut"], 1),
        (["sungai"], 2),
        (["Grup Sungai"], 2),
        (["grup-sungai", "laut"], 3),
        (["all"], 3),
        (["Maluku"], 0),
        (["Laut News"], 1),
        ([], 0),
    ],
    ids=["id", "id with two", "group as written", "slug and id", "all", "province", "name as written", "none"],
)
def test_select_takes_publishers_groups_networks_and_provinces(
    catalogue: Catalogue, names: list[str], urls: int
) -> None:
    assert len(catalogue.select(names)) == urls


def test_unknown_names_are_refused_all_at_once_with_the_nearest_right_one(catalogue: Catalogue) -> None:
    with pytest.raises(ConfigError) as refused:
        catalogue.select(["lautt", "sungai", "zzz"])
    assert refused.value.problems == (
        'catalogue: unknown publisher or group "lautt" (did you mean "laut"?)',
        'catalogue: unknown publisher or group "zzz" (`ronda sources list --catalogue` shows them all)',
    )


def test_slug_is_lower_case_words_joined_by_hyphens() -> None:
    assert slug("Emtek/KLY  Group") == "emtek-kly-group"


@pytest.mark.parametrize(
    ("wrong", "right", "problem"),
    [
        ('kind = "fed"', 'kind = "feed"', 'kind: "fed" is not known (did you mean "feed"?)'),
        ('zone = "WITTA"', 'zone = "WITA"', 'zone: "WITTA" is not known (did you mean "WITA"?)'),
        ("nmes = []", 'names = ["Laut News"]', 'nmes: unknown key (did you mean "names"?)'),
        ('body = ["p["]', 'zone = "WITA"', 'body: "p[" is no CSS selector: Can\'t parse CSS selector. (mend it)'),
        ("", 'name = "Laut.com"', "name: missing (add it)"),
        ("", 'seen_in = ["https://contoh.id/laut"]', "seen_in: missing (add it)"),
        (
            'url = "https://{kanal}.laut.com/feed"',
            'url = "https://laut.com/feed"',
            'url: "https://{kanal}.laut.com/feed" is no address (write https://host/path, without placeholders)',
        ),
        (
            'domains = ["www.laut.com"]',
            'domains = ["laut.com"]',
            'domains: "www.laut.com" is no bare host name (write "example.co.id": lower case, no www, no path)',
        ),
        (
            'seen_in = ["entah"]',
            'seen_in = ["https://contoh.id/laut"]',
            'seen_in: "entah" names no document (write owner/repo:path, or the address of a page)',
        ),
        ('tried = "ya"', 'kind = "feed"', "tried: must be true or false (without quotes)"),
        ("domains = []", 'domains = ["laut.com"]', 'domains: is empty (write ["example.co.id"])'),
        (
            'url = "https://laut.co/feed"',
            'url = "https://laut.com/feed"',
            'url: "laut.co" is none of its domains (correct it, or add the domain)',
        ),
        (
            'full_form = "page=all"',
            'zone = "WITA"',
            'full_form: "page=all" is added to no address (write "?page=all", "?page={n}" or "/all")',
        ),
        ('listing = ["a:lexbor-contains(b)"]', 'zone = "WITA"', "please escape the colon. (mend it)"),
        ("", 'group = "Mandiri"', "group: missing (add it)"),
        ('id = "Laut Biru"', 'id = "laut"', 'id: "Laut Biru" is no slug (write "laut-biru")'),
    ],
)
def test_a_wrong_row_is_named_with_file_key_and_remedy(tmp_path: Path, wrong: str, right: str, problem: str) -> None:
    folder = seeds(tmp_path / "seeds", mandiri=SENDIRI.replace(right, wrong, 1))
    problems = validate(folder)
    assert any(one.startswith("mandiri.toml") and one.endswith(problem) for one in problems), problems


@pytest.mark.parametrize("what", ["id", "domain", "url", "name"])
def test_what_must_be_unique_is_reported_with_both_places(tmp_path: Path, what: str) -> None:
    folder = seeds(tmp_path / "seeds", satu=SENDIRI, dua=SENDIRI)
    problems = [one for one in validate(folder) if f": {what}: " in one]
    assert len(problems) >= 1
    assert 'dua.toml: publisher "laut" and satu.toml: publisher "laut"' in problems[0]
    assert problems[0].endswith("stands 2 times (keep one)")


def test_loading_a_broken_file_raises_its_problems(tmp_path: Path) -> None:
    folder = seeds(tmp_path / "seeds", satu='group = "x"\n[[publisher]]\nid = "a"\n', dua="ini bukan = = TOML")
    with pytest.raises(ConfigError) as refused:
        load_catalogue(folder)
    assert any(one.startswith("dua.toml: not TOML") for one in refused.value.problems)
    assert 'satu.toml: publisher "a": name: missing (add it)' in refused.value.problems


def test_an_empty_folder_is_an_empty_catalogue_and_a_problem_to_report(tmp_path: Path) -> None:
    folder = seeds(tmp_path / "seeds")
    assert load_catalogue(folder).sources == ()
    assert validate(folder) == [f"{folder / 'publishers'}: no *.toml files (see seeds/README.md)"]


BERSAMA = """
group = "Grup Bukit"

[defaults]
body = ["div.bukit"]
full_form = "?page=all"
seen_in = "seseorang/daftar:README.md"

[[publisher]]
id = "bukit-satu"
name = "Bukit Satu"
domains = ["satu.bukit.id"]
source = [{url = "https://satu.bukit.id/", kind = "listing", seen_in = "a/b:c"}]

[[publisher]]
id = "bukit-dua"
name = "Bukit Dua"
domains = ["dua.bukit.id"]
source = [{url = "https://dua.bukit.id/", kind = "listing", seen_in = "a/b:c"}]
full_form = ""
body = ["div.dua"]
"""


def test_what_a_file_has_in_common_stands_once(tmp_path: Path) -> None:
    folder = seeds(tmp_path, bukit=BERSAMA.replace('full_form = ""\n', ""))
    assert validate(folder) == []
    publishers = {str(publisher.id): publisher for publisher in load_catalogue(folder).publishers.values()}
    assert publishers["bukit-satu"].rule.body == ("div.bukit",)
    assert publishers["bukit-dua"].rule.body == ("div.dua",)
    assert {publisher.full_form for publisher in publishers.values()} == {"?page=all"}


@pytest.mark.parametrize(
    ("wrong", "problem"),
    [
        ("[defaults]\ndomains = []", "bukit.toml: defaults: domains: unknown key (known: "),
        ("[defaults]\nbody = ['>>']", 'bukit.toml: defaults: body: ">>" is no CSS selector'),
        ("[defaults]\nname = 'Bukit'", "bukit.toml: defaults: name: unknown key"),
    ],
)
def test_wrong_defaults_are_named(tmp_path: Path, wrong: str, problem: str) -> None:
    row = "[[publisher]]\nid = 'a'\nname = 'A'\ndomains = ['a.id']\nseen_in = 'x/y:z'"
    row += "\n[[publisher.source]]\nurl = 'https://a.id/'\nkind = 'listing'\nseen_in = 'x/y:z'"
    found = validate(seeds(tmp_path, bukit=f"group = 'Bukit'\n{wrong}\n{row}"))
    assert len(found) == 1
    assert found[0].startswith(problem)
