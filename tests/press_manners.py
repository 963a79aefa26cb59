"""The pages of press_manners.toml and press_further.toml: each outlet's own clutter around the paragraphs of press_pages."""

import re
import tomllib
from pathlib import Path
from typing import Any

from tests.press_pages import COFFEE, HARBOUR, LIBRARY, PressPage

_TEXTS = {"harbour": HARBOUR, "coffee": COFFEE, "library": LIBRARY}
_POPULAR = "".join(
    f'<div class="item"><a href="/baca/{n}"><h3>Kabar lain yang ramai dibaca orang nomor {n}</h3></a>'
    f"<span>{n} jam lalu</span></div>"
    for n in range(1, 7)
)


def _page(row: dict[str, Any]) -> PressPage:
    text = _TEXTS[row["text"]]

    def fill(template: str) -> str:
        whole = re.sub(r"\$(\d)", lambda found: text[int(found[1])], template)
        return whole.replace("$T", row["title"])

    time = row.get("published_meta")
    head = row.get("head", "") + (f'<meta property="article:published_time" content="{time}">' if time else "")
    html = (
        f'<!DOCTYPE html><html lang="id"><head><meta charset="utf-8"><title>{row["title"]} - {row["site"]}</title>'
        f'<meta property="og:title" content="{row["title"]}"><meta property="og:site_name" content="{row["site"]}">'
        f'<meta property="og:type" content="article">{head}</head><body><header><ul class="nav"><li><a href="/nasional">Nasional'
        f'</a></li><li><a href="/ekonomi">Ekonomi</a></li></ul></header><div class="wrapper">{fill(row["body"])}</div>'
        f'<div class="sidebar"><h2>Terpopuler</h2>{_POPULAR}</div><footer><p>Redaksi | Pedoman Media Siber | Karier</p>'
        "<p>Hak cipta dilindungi undang-undang</p></footer></body></html>"
    )
    return PressPage(
        name=row["name"],
        publisher=row["publisher"],
        url=row["url"],
        html=html,
        title=row["title"],
        paragraphs=tuple(map(fill, row["paragraphs"])) if "paragraphs" in row else text,
        published=row["published"],
        noise=tuple(row["noise"]),
        author=row.get("author", ""),
        credit=(row["credit"][0], row["credit"][1]) if "credit" in row else None,
    )


def _pages(name: str) -> tuple[PressPage, ...]:
    return tuple(map(_page, tomllib.loads((Path(__file__).parent / name).read_text("utf-8"))["page"]))


PAGES = (*_pages("press_manners.toml"), *_pages("press_further.toml"))
