"""Texts that share much and are no copies, and copies that share little: one case for each sign that decides."""

from dataclasses import replace
from datetime import timedelta

from monitor.model import Article, Credit, Relation, StoryId
from monitor.stories import place, prepare
from tests.stories_texts import BRIDGE, HARVEST, MARKET, NOON, article, by, earlier

FIRST = article(BRIDGE)
OWN = (
    "Bupati Pandeglang menerima keluhan nelayan Labuan yang hasil lautnya terhambat sampai ke kota sejak pekan lalu.",
    "Ia menyebut jalan kebun akan diaspal lebih dulu, sedangkan Jembatan Sukamulya diperiksa lagi oleh tenaga ahli dari Serang.",
    "Rapat bersama kepala desa berlangsung tiga jam dan berakhir tanpa keputusan tentang truk pengangkut pasir.",
    "Warga Desa Karanganyar meminta papan batas beban dipasang dalam dua bahasa supaya sopir dari luar memahaminya.",
)


def relation(new: Article, *known: Article) -> Relation:
    return place(prepare(new), [earlier(n, one) for n, one in enumerate(known, 1)]).relation


def test_news_above_an_outlets_old_text_is_a_sequel_although_nearly_all_words_are_known() -> None:
    opening = (
        "Warga Desa Sukamulya dan Desa Karanganyar kembali memutar melalui jalan kebun sejauh 11 kilometer setelah lantai "
        "jembatan gantung yang dibuka pada Rabu ditutup Dinas Pekerjaan Umum."
    )
    sequel = article((opening, *BRIDGE), "Jembatan Gantung Sukamulya Ditutup Dinas Pekerjaan Umum Pandeglang")
    assert relation(sequel, FIRST) == Relation.FOLLOW_UP
    assert relation(article((opening, *BRIDGE[1:]), FIRST.title), FIRST) == Relation.SAME


def test_anothers_news_above_what_happened_before_is_no_copy() -> None:
    sequel = article((*OWN, *BRIDGE[:2]), "Bupati Pandeglang: Jembatan Gantung Sukamulya Diperiksa Lagi", "Warta Muara")
    assert relation(sequel, FIRST) == Relation.CONTAINS
    around = article((BRIDGE[0], *OWN[:3], *BRIDGE[1:4]), sequel.title, "Warta Muara")
    assert relation(around, FIRST) == Relation.SAME


def test_news_that_holds_a_short_print_whole_is_no_copy_of_it_where_the_full_text_says_otherwise() -> None:
    print_ = by(article(BRIDGE[:3]), "Lintas Banten")
    title = "Jembatan Gantung Sukamulya Dibuka, Bupati Pandeglang Terima Keluhan"
    news = article((OWN[0], BRIDGE[0], OWN[1], BRIDGE[1], OWN[2], BRIDGE[2], OWN[3], *HARVEST), title, "Warta Muara")
    assert relation(news, print_) == Relation.SAME
    full = article((*BRIDGE, *MARKET))
    placing = place(prepare(news), [earlier(1, full), earlier(2, print_, story=1)])
    assert placing.story_id is None
    assert placing.links[0].relation == Relation.CONTAINS


def test_print_of_the_beginning_is_a_copy_however_little_of_the_text_it_is() -> None:
    long = article((*BRIDGE, *MARKET, *HARVEST, *OWN))
    assert relation(by(article((BRIDGE[0], BRIDGE[1][:80])), "Lintas Banten"), long) == Relation.SAME
    assert relation(article((BRIDGE[2], BRIDGE[3]), FIRST.title, "Lintas Banten"), long) != Relation.SAME


def test_most_of_a_text_is_from_an_article_of_which_both_headlines_speak() -> None:
    long = article((*BRIDGE, *MARKET[:3]))
    taken = (BRIDGE[5], OWN[3], BRIDGE[0], OWN[2])
    copy = article(taken, "Jembatan Gantung Sukamulya Dijaga Dua Orang", "Lintas Banten")
    assert relation(copy, long) == Relation.SAME
    assert relation(replace(copy, title="Sopir Minta Papan Dua Bahasa"), long) == Relation.CONTAINS


def bus(town: str, places: tuple[str, str, str], end: str, publisher: str) -> Article:
    return article(
        (
            f"Polisi menyediakan layanan pajak kendaraan keliling di {town} hari ini mulai pukul 08.00.",
            f"Wilayah barat: halaman kantor camat {places[0]}",
            f"Wilayah timur: halaman terminal {places[1]}",
            f"Wilayah selatan: halaman pasar {places[2]}",
            "Pemilik kendaraan membawa kartu tanda penduduk asli beserta salinannya.",
            end,
        ),
        f"Lokasi Pajak Keliling {town}" if publisher == "Warta Muara" else "Pajak Keliling Hari Ini Ada di Sini",
        publisher,
    )


def test_notice_for_other_places_is_no_copy() -> None:
    one = bus(
        "Tegal", ("Sukajati", "Karangwangi", "Muararejo"), "Hanya pajak tahunan yang dilayani petugas.", "Warta Muara"
    )
    other = bus("Kudus", ("Bukitsari", "Tirtaasri", "Lubukharja"), "Penggantian pelat di kantor induk.", "Suara Lereng")
    assert relation(other, one) == Relation.TEMPLATE
    assert relation(by(one, "Suara Lereng", other.title), one) == Relation.SAME


SAYINGS = (
    "Bicarakan rencana akhir pekan sebelum kalian keburu sibuk.",
    "Tahan rasa cemburu yang belum tentu beralasan.",
    "Atasan memperhatikan ketelitian kalian di kantor.",
    "Selesaikan pekerjaan lama sebelum menerima tugas tambahan.",
    "Tunda belanja barang yang hanya menarik mata.",
    "Sisihkan sebagian pemasukan untuk keadaan darurat.",
    "Perbanyak minum air putih dan kurangi kopi.",
    "Tidur lebih awal membuat badan terasa segar.",
)


def stars(sayings: tuple[int, ...], publisher: str) -> Article:
    opening = "Bagaimana peruntungan kalian hari ini? Simak ramalan lengkapnya di bawah ini."
    closing = "Ramalan hanya hiburan, keputusan tetap berada di tangan kalian."
    return article(
        (opening, *(SAYINGS[n] for n in sayings), closing), "Ramalan Bintang untuk Kalian Semua Hari Ini", publisher
    )


def test_lines_drawn_anew_from_a_stock_are_a_form() -> None:
    assert relation(stars((1, 3, 4, 5, 6), "Warta Muara"), stars((0, 3, 2, 5, 7), "Suara Lereng")) == Relation.TEMPLATE
    assert relation(stars((0, 3, 5, 7), "Warta Muara"), stars((0, 3, 2, 5, 7), "Suara Lereng")) == Relation.SAME


def test_amounts_told_in_another_currency_make_no_form() -> None:
    amounts = ("Rp 2,75 miliar", "Rp 13,4 miliar", "Rp 610 juta", "Rp 98 juta", "Rp 41 miliar")
    parts = [f"{part} Biayanya {amount} dari kas daerah." for part, amount in zip(BRIDGE, amounts, strict=False)]
    told = [part.replace("Biayanya Rp ", "Biayanya US$ ") for part in parts]
    assert relation(by(article(told), "Warta Muara"), article(parts)) == Relation.SAME


def test_quotations_told_move_names_and_replace_none() -> None:
    who = ("Hendra Wiguna", "Nurlaela Sari", "Surya Atmaja", "Wahyu Prasetyo", "Rizal Mahendra", "Andika Putra")
    said = [part.removesuffix(".") for part in (*HARVEST, *MARKET[2:4])]
    direct = article([f'"{words}," kata {name}.' for words, name in zip(said, who, strict=True)])
    told = article([f"{name} berkata bahwa {words}." for words, name in zip(said, who, strict=True)])
    assert relation(by(told, "Warta Muara"), direct) == Relation.SAME


HEADLINE = "Jadwal Pemadaman Listrik untuk Pandeglang dan Sekitarnya"
CREDIT = Credit("Kontan", HEADLINE)


def test_article_published_days_after_a_copy_is_not_the_original_that_it_credits() -> None:
    copy = article((BRIDGE[1], BRIDGE[5]), "Catat Pemadaman", "Sosok.ID", credit=CREDIT)
    told = "Hendra Wiguna dari Pandeglang mengumumkan 318 rumah yang gelap pada malam hari di tepi Cilegon."
    late = article((told, *HARVEST), HEADLINE, "Kontan", published=NOON + timedelta(hours=30))
    assert place(prepare(late), [earlier(1, copy)]).story_id == StoryId(1)
    again = replace(late, published=NOON + timedelta(days=7))
    assert place(prepare(again), [earlier(1, copy)]).story_id is None


def test_a_turn_of_phrase_is_too_little_to_believe_a_credit() -> None:
    phrase = "sesudah rapat berlangsung hingga tengah malam tadi"
    original = article((f"Petani menunda panen {phrase}.", *HARVEST), HEADLINE, "Kontan")
    stray = article(
        (f"Panitia lomba burung pulang {phrase}.", "Mereka kembali esok pagi."), "Lomba", "Sosok.ID", credit=CREDIT
    )
    assert relation(stray, original) != Relation.SAME
    named = replace(stray, paragraphs=(*stray.paragraphs, "Hadir pula penyuluh Wahyu Prasetyo dari Sindoro."))
    assert relation(named, original) == Relation.SAME


def test_a_few_lines_are_of_a_form_where_another_filling_has_nearly_as_much_of_them() -> None:
    new = prepare(stars((1, 3, 5, 4, 7), "Warta Muara"))
    alike = earlier(1, replace(stars((1, 3, 5, 7), "Kabar Pesisir"), title="Ramalan Bintang Kabar Pesisir"))
    filling = earlier(2, stars((0, 3, 2, 5, 7), "Suara Lereng"))
    whole = earlier(3, stars((1, 3, 5, 4, 7), "Lintas Banten"))
    assert place(new, [filling]).relation == Relation.TEMPLATE
    assert place(new, [filling, whole]).story_id == StoryId(3)
    assert place(new, [alike]).story_id == StoryId(1)


def test_of_a_few_lines_a_copy_has_nearly_all() -> None:
    one, other = stars((1, 3, 5, 2, 7), "Warta Muara"), stars((1, 3, 5, 0, 6), "Suara Lereng")
    other = replace(other, title="Simak Peruntungan Kalian pada Pekan Pertama Bulan Ini")
    assert relation(other, one) == Relation.TEMPLATE
    shorter = replace(other, paragraphs=other.paragraphs[:4])
    assert relation(shorter, one) == Relation.SAME
