"""Pages mixed at random out of press_lines.toml: sentences, furniture between and below them, datelines and sign-offs."""

import random
import tomllib
from dataclasses import dataclass
from html import escape
from pathlib import Path

LINES = tomllib.loads((Path(__file__).parents[1] / "press_lines.toml").read_text("utf-8"))
_TAGS = ("p", "p", "p", "div", "section", "br", "span")
_BOXES = ("isi", "entry-content", "content", "x1", "detail-text")
_DATELINES = ("", "JAKARTA, KABARMUARA.ID - ", "Kabarmuara.id, Palembang - ", "Jakarta - ", "PALEMBANG — ")
_TALK = ("Komentar", "Tulis", "Beri K", "0 Kom", "Apa ", "Belum", "LEAVE")  # below these stand the comments
_NAV = "".join(f"<li><a href=/{name}>{name}</a></li>" for name in ("Nasional", "Ekonomi", "Olahraga", "Gaya Hidup"))
_SIDE = "".join(
    f"<div class=item><h3><a href=/r/{n}>Kabar lain yang ramai dibaca orang nomor {n}</a></h3></div>" for n in range(8)
)


@dataclass(frozen=True, slots=True)
class Mixture:
    """One page and the sentences that it holds."""

    url: str
    html: str
    paragraphs: tuple[str, ...]


def mixture(number: int, chance: random.Random) -> Mixture:
    """A page of five to fourteen sentences, each of which begins, goes on or ends like something else."""
    told = [text for text in LINES["prose"].splitlines() if text[0].isupper() or text[0] == '"']
    noise = LINES["noise"].splitlines()
    texts = chance.sample(told, chance.randint(5, 14))
    lines = [(text, True) for text in texts]
    for line in chance.sample(noise, chance.randint(1, 5)):
        if not line.startswith(_TALK):
            lines.insert(chance.randint(1, len(lines) - 1), (line, False))
    sign = chance.choice((*LINES["sign_offs"].splitlines(), *[""] * 20))
    if sign:
        lines[-1] = (f"{lines[-1][0]} {sign}", lines[-1][1])
    lines += [(line, False) for line in chance.sample(noise, chance.randint(0, 4))]
    lines[0] = (chance.choice(_DATELINES) + lines[0][0], True)
    tag, box = chance.choice(_TAGS), chance.choice(_BOXES)
    body = "".join(_block(line, tag, linked=not told and chance.random() < 0.5) for line, told in lines)
    title = f"Kabar Percobaan Nomor {number} dari Muara"
    html = (
        f'<html lang=id><head><title>{title}</title><meta property="og:site_name" content="Kabar Muara"></head><body><header><ul>'
        f"{_NAV}</ul></header><div class=wrap><h1>{title}</h1><div class=date>Selasa, 4 Maret 2025 10:15 WIB</div><div class={box}>"
        f"{body}</div></div><div class=sidebar>{_SIDE}</div><footer><p>Redaksi | Pedoman</p></footer></body></html>"
    )
    return Mixture(f"https://www.kabarmuara.id/read/{100_000 + number}/kabar-percobaan", html, tuple(texts))


def _block(line: str, tag: str, *, linked: bool) -> str:
    text = escape(line, quote=False)
    if linked and ":" in text:
        label, _, rest = text.partition(":")
        text = f"<strong>{label}:<a href=/x>{rest}</a></strong>"
    if tag == "br":
        return f"{text}<br><br>"
    return f"<div><span>{text}</span></div>" if tag == "span" else f"<{tag}>{text}</{tag}>"
