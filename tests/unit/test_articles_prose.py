"""Sentences of news that say the words of the cues, at their beginning, middle and end: none of them is lost."""

import tomllib
from pathlib import Path

import pytest

from monitor.articles.cleaning import Block, clean
from monitor.articles.cues import strip_prompt

LINES = tomllib.loads((Path(__file__).parents[1] / "press_lines.toml").read_text("utf-8"))
BEFORE = (
    "Warga kampung nelayan itu bergotong royong memperbaiki tanggul yang jebol diterjang ombak pada akhir pekan lalu."
)
AFTER = "Perbaikan tanggul ditargetkan selesai sebelum musim angin barat tiba, yakni sekitar pertengahan Desember mendatang."
MORE = (
    "Camat setempat menyatakan seluruh bahan bangunan telah tersedia dan tinggal menunggu tukang dari kota kabupaten."
)

PROSE = LINES["prose"].splitlines()
PHOTO_CREDITS = LINES["photo_credits"].splitlines()
SIGN_OFFS = LINES["sign_offs"].splitlines()
NOISE = LINES["noise"].splitlines()


@pytest.mark.parametrize("text", PROSE)
def test_a_paragraph_that_mentions_such_words_stays_whole_wherever_it_stands(text: str) -> None:
    for lines in ([text, BEFORE, AFTER, MORE], [BEFORE, text, AFTER, MORE], [BEFORE, AFTER, MORE, text]):
        assert list(clean(list(map(Block, lines))).paragraphs) == lines


@pytest.mark.parametrize("credit", PHOTO_CREDITS)
def test_a_sentence_that_ends_with_a_photo_credit_loses_the_credit_alone(credit: str) -> None:
    for lines in ([BEFORE, f"{MORE} {credit}", AFTER, PROSE[0]], [BEFORE, AFTER, PROSE[0], f"{MORE} {credit}"]):
        assert [text.removesuffix(f" {credit}") for text in lines] == list(clean([*map(Block, lines)]).paragraphs)


@pytest.mark.parametrize("credit", PHOTO_CREDITS)
def test_a_line_below_a_picture_that_ends_with_a_photo_credit_is_a_caption(credit: str) -> None:
    blocks = [Block(BEFORE), Block(f"Warga memperbaiki tanggul. {credit}", pictured=True), Block(AFTER), Block(MORE)]
    assert list(clean(blocks).paragraphs) == [BEFORE, AFTER, MORE]


def test_a_first_line_with_a_photo_credit_is_a_caption_and_a_lead_with_one_is_not() -> None:
    short, lead = "Warga memperbaiki tanggul. (Foto: Antara)", f"{MORE} {PROSE[0]} (Foto: Antara)"
    rest = [BEFORE, AFTER, PROSE[1], PROSE[2]]
    assert list(clean([*map(Block, (short, *rest))]).paragraphs) == rest
    assert list(clean([*map(Block, (lead, *rest))]).paragraphs) == [f"{MORE} {PROSE[0]}", *rest]


@pytest.mark.parametrize(
    ("line", "tag", "caption"),
    [
        ("Warga memperbaiki tanggul di pesisir utara", "p", True),
        ("Warga memperbaiki tanggul di pesisir utara.", "p", False),
        ("Warga memperbaiki tanggul di pesisir utara", "h3", False),
        ("Memilih Batu yang Kuat dan Tahan Ombak", "p", False),
        ("Batu pecah ukuran sedang, dua puluh karung", "li", False),
        ("Langkah pertama yang mereka lakukan ialah:", "p", False),
        ("Tanggul baru", "p", False),
    ],
)
def test_a_line_below_a_picture_without_credit_is_a_caption_where_it_reads_like_one(
    line: str, tag: str, caption: bool
) -> None:
    blocks = [Block(BEFORE), Block(MORE), Block(line, tag, pictured=True), Block(AFTER), Block(PROSE[0])]
    expected = [BEFORE, MORE, *([] if caption else [line]), AFTER, PROSE[0]]
    assert list(clean(blocks).paragraphs) == expected
    assert line in clean([*blocks[:2], Block(line, tag), *blocks[3:]]).paragraphs


@pytest.mark.parametrize(
    "inside", ["(sumber daya manusia)", "(istri keduanya)", "(dokumen negara)", "(foto bersama keluarga)"]
)
def test_a_bracket_that_belongs_to_the_sentence_is_no_photo_credit(inside: str) -> None:
    lines = [BEFORE, f"Pejabat itu menyerahkan urusan tersebut kepada bawahannya {inside}.", AFTER, MORE]
    assert list(clean(list(map(Block, lines))).paragraphs) == lines


@pytest.mark.parametrize("sign", SIGN_OFFS)
def test_a_sign_off_goes_from_the_last_paragraph(sign: str) -> None:
    for last in (AFTER, f'"{AFTER[:-1]}," kata lurah.', 'Warga berharap bantuan segera tiba. "Kami lelah menunggu."'):
        for glue in ("", " ", " \u00a0"):
            lines = [BEFORE, MORE, PROSE[0], f"{last}{glue}{sign}"]
            assert list(clean(list(map(Block, lines))).paragraphs) == [BEFORE, MORE, PROSE[0], last]


@pytest.mark.parametrize(
    "prompt",
    [
        "Unduh Apps Kabar Hulu sekarang https://kabarhulu.example/app",
        "Ikuti akun resmi kami di Facebook, Instagram, dan TikTok.",
        "Dapatkan kabar pilihan setiap hari dari Kabarhulu.com. Gabung di Grup Telegram Kabar Hulu, caranya klik tautan ini.",
        "Simak breaking news kami langsung di ponselmu. Pilih saluran Kabar Hulu di WhatsApp Channel.",
    ],
)
def test_a_prompt_that_is_glued_to_the_last_sentence_goes_and_a_sentence_like_it_stays(prompt: str) -> None:
    assert list(clean(list(map(Block, [BEFORE, MORE, f"{AFTER} {prompt}"]))).paragraphs) == [BEFORE, MORE, AFTER]
    for text in PROSE:
        assert strip_prompt(f"{AFTER} {text}") == f"{AFTER} {text}"


@pytest.mark.parametrize("text", NOISE)
def test_a_line_of_the_page_goes_wherever_it_stands(text: str) -> None:
    body = [BEFORE, MORE, PROSE[0], AFTER]
    for at in (1, 2, 4):
        blocks = map(Block, (*body[:at], text, *body[at:]))
        assert list(clean([*blocks], own_names=("Kabar Muara", "kabarmuara.id")).paragraphs) == body


@pytest.mark.parametrize(
    "text",
    [
        "Unduh aplikasi Kabar Muara itu tidak wajib, kata bupati kepada para pegawai.",
        "Wartawan Harian Hulu bertanding melawan Kabar Muara.",
        "Ikuti upacara di lapangan, para wartawan Kabar Muara memakai baju adat.",
    ],
)
def test_a_sentence_that_names_the_house_stays(text: str) -> None:
    body = [BEFORE, MORE, text, AFTER, PROSE[0]]
    assert list(clean([*map(Block, body)], own_names=("Kabar Muara", "kabarmuara.id")).paragraphs) == body


@pytest.mark.parametrize(
    "text",
    ["Artikel Terkait:", "Video Terkait", "Komentar", "0 Komentar", "Berita Lainnya", "Berita Populer", "Rekomendasi untuk Anda",
     "Video Pilihan", "Topik Terkait", "Baca Juga"],
)  # fmt: skip
def test_a_heading_of_other_things_goes_with_what_stands_below_it(text: str) -> None:
    lines = [BEFORE, MORE, PROSE[0], AFTER, text, "Harga Cabai Naik Lagi di Pasar Induk"]
    blocks = [*map(Block, lines[:-2]), Block(text, "h3"), Block(lines[-1], "li", len(lines[-1]))]
    assert list(clean(blocks).paragraphs) == [BEFORE, MORE, PROSE[0], AFTER]
