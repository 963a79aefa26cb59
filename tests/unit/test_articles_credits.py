"""Credit lines in all their shapes, and lines that look like one and are none."""

import pytest

from monitor.articles import article_from_text, find_credit
from monitor.articles.credits import read_credits
from monitor.model import PublisherId

TITLE = "Dermaga lama dibuka, warga antre"


@pytest.mark.parametrize(
    ("line", "publisher", "title", "url"),
    [
        (f'Artikel ini pernah tayang di Kontan dengan judul "{TITLE}"', "Kontan", TITLE, ""),
        (f"Artikel ini telah tayang di Kompas.com dengan judul “{TITLE}”.", "Kompas.com", TITLE, ""),
        (f"Artikel ini sudah tayang di detikcom dengan judul {TITLE}", "detikcom", TITLE, ""),
        (f"Artikel ini telah tayang sebelumnya di Detik.com dengan judul '{TITLE}'", "Detik.com", TITLE, ""),
        (
            f"Berita ini telah tayang sebelumnya di Republika.co.id dengan judul {TITLE}?",
            "Republika.co.id",
            f"{TITLE}?",
            "",
        ),
        (f'Artikel ini sudah lebih dulu tayang di Bisnis.com dengan judul: "{TITLE}"', "Bisnis.com", TITLE, ""),
        (f"Berita ini telah tayang di Liputan6.com dengan judul: {TITLE}", "Liputan6.com", TITLE, ""),
        (f'Berita ini pernah terbit di Okezone.com dengan judul "{TITLE}" pada 19/6/2025', "Okezone.com", TITLE, ""),
        (
            f'*) Artikel ini sudah terbit di Detik.com berjudul "{TITLE}" dan ditulis ulang atas izin redaksi.',
            "Detik.com",
            TITLE,
            "",
        ),
        (f'(Artikel ini telah dipublikasikan di KapanLagi.com, dengan judul "{TITLE}")', "KapanLagi.com", TITLE, ""),
        (f'Artikel ini disadur dari BBC dengan judul "{TITLE}"', "BBC", TITLE, ""),
        (
            f'Artikel ini telah tayang di Kontan.co.id, Selasa (2/6/2020) dengan judul "{TITLE}".',
            "Kontan.co.id",
            TITLE,
            "",
        ),
        (f"Telah tayang di Bangkapos.com dengan judul {TITLE}", "Bangkapos.com", TITLE, ""),
        (f'Artikel ini sudah tayang di detikcom dengan judul "{TITLE}" (mg1/rin)', "detikcom", TITLE, ""),
        (
            f'Artikel ini telah tayang di Kompas.com dengan judul "{TITLE}", Klik untuk baca: https://www.kompas.com/x/1.'
            " Penulis : Sekar Ayu Editor : Bima Kompascom+ baca berita tanpa iklan: https://kmp.im/plus6",
            "Kompas.com",
            TITLE,
            "https://www.kompas.com/x/1",
        ),
        (
            f"Artikel ini telah tayang di TribunJabar.id dengan judul {TITLE}, https://jabar.tribunnews.com/2020/a.",
            "TribunJabar.id",
            TITLE,
            "https://jabar.tribunnews.com/2020/a",
        ),
        (f'Artikel asli: Tabloid Bahari, "{TITLE}"', "Tabloid Bahari", TITLE, ""),
        (
            f'Konten ini merupakan hasil kerja sama dengan Tabloid Bahari, judul asli: "{TITLE}"',
            "Tabloid Bahari",
            TITLE,
            "",
        ),
        ("Baca artikel asli di detikcom: https://news.detik.com/x", "detikcom", "", "https://news.detik.com/x"),
        (
            f"Artikel ini telah diterbitkan di halaman SINDOnews.com pada Senin, 2 Juni 2025 - 10:12 WIB oleh Sekar dengan judul "
            f'"{TITLE}". Untuk selengkapnya kunjungi: https://daerah.sindonews.com/read/1 Untuk membaca berita tanpa banyak iklan, '
            "silahkan download aplikasi. - Android: https://sin.do/u/android",
            "SINDOnews.com",
            TITLE,
            "https://daerah.sindonews.com/read/1",
        ),
        (
            f'Baca artikel detiknews, "{TITLE}" selengkapnya https://news.detik.com/berita/d-1/x.',
            "detiknews",
            TITLE,
            "https://news.detik.com/berita/d-1/x",
        ),
        (
            f"Artikel ini sudah tayang di tvonenews.com pada hari Rabu, 5 Juni 2024 - 14:28 WIB Judul Artikel : {TITLE} "
            "Link Artikel : https://www.tvonenews.com/1 Editor : Bima",
            "tvonenews.com",
            TITLE,
            "https://www.tvonenews.com/1",
        ),
        (f'Artikel ini ditulis ulang dari Kompas.com dengan judul "{TITLE}"', "Kompas.com", TITLE, ""),
        (f'Artikel ini telah dimuat di Koran Tempo edisi 12 Mei 2025 dengan judul "{TITLE}"', "Koran Tempo", TITLE, ""),
        (
            f'Artikel ini telah tayang di Kompas.com dengan judul "{TITLE}", Penulis : Sekar Kompascom+ baca berita tanpa iklan: '
            "https://kmp.im/plus6",
            "Kompas.com",
            TITLE,
            "",
        ),
        ("Sumber: Kontan.co.id", "Kontan.co.id", "", ""),
        (f'Artikel ini telah tayang di Media Indonesia dengan judul "{TITLE}"', "Media Indonesia", TITLE, ""),
        (f'Disclaimer: Artikel ini telah tayang di Portal Jember dengan judul "{TITLE}"', "Portal Jember", TITLE, ""),
        (f"Artikel ini sudah tayang di Intisari Online dengan judul asli “{TITLE}”", "Intisari Online", TITLE, ""),
        (f'Artikel ini pernah tayang di zonajakarta.com dengan judul "{TITLE}." ***', "zonajakarta.com", TITLE, ""),
        (f'Artikel ini telah tayang di www.inews.id dengan judul " {TITLE} "', "www.inews.id", TITLE, ""),
        (f'Artikel ini telah terbit di https://www.kabarhulu.id dengan judul "{TITLE}"', "kabarhulu.id", TITLE, ""),
        (
            f"Artikel ini telah tayang di Kompas.com dengan judul {TITLE}, Baca KOMPAS.COM lainnya",
            "Kompas.com",
            TITLE,
            "",
        ),
        (f'Baca artikel CNN Indonesia "{TITLE}"', "CNN Indonesia", TITLE, ""),
        (f'Artikel ini telah naik di detikcom dengan judul "{TITLE}"', "detikcom", TITLE, ""),
        ("Artikel ini pernah dimuat di majalah Tempo", "Tempo", "", ""),
        (f'Artikel ini telah tayang di kantor berita Antara dengan judul "{TITLE}"', "Antara", TITLE, ""),
        ("Sumber asli: Solopos.com", "Solopos.com", "", ""),
        (
            "Tautan artikel asli: https://www.kabarhulu.id/daerah/2025/03/dermaga-lama-dibuka-kembali-setelah-dua-tahun-ditutup",
            "kabarhulu.id",
            "",
            "https://www.kabarhulu.id/daerah/2025/03/dermaga-lama-dibuka-kembali-setelah-dua-tahun-ditutup",
        ),
        ("Source : banjarmasin.tribunnews.com", "banjarmasin.tribunnews.com", "", ""),
        ("(Sumber: Antara)", "Antara", "", ""),
        (f'Melansir Kompas.com dengan judul "{TITLE}".', "Kompas.com", TITLE, ""),
        (f'This article has been published on Solopos.com with title "{TITLE}"', "Solopos.com", TITLE, ""),
        (f'Artikel asli dimuat di Media Indonesia, judul: "{TITLE}"', "Media Indonesia", TITLE, ""),
        (
            f'This article was published in thejakartapost.com with the title "{TITLE}".',
            "thejakartapost.com",
            TITLE,
            "",
        ),
    ],
)
def test_a_credit_line_names_publisher_headline_and_link(line: str, publisher: str, title: str, url: str) -> None:
    credit = find_credit(["Kapal berangkat tiap dua puluh menit.", line])
    assert credit is not None
    assert (credit.publisher, credit.title, credit.url) == (publisher, title, url)
    assert credit.foot
    assert credit.count == 1
    assert credit.text == line


def test_quotation_marks_inside_the_headline_stay() -> None:
    nested = find_credit(["Artikel ini telah tayang di detikcom dengan judul 'Sentuhan 'Emas' Sang Pelatih Hilang'"])
    assert nested is not None
    assert nested.title == "Sentuhan 'Emas' Sang Pelatih Hilang"
    loose = find_credit(
        [
            'Artikel ini telah tayang di Kompas.com dengan judul Bupati: "Jangan Memutar", Klik untuk baca: https://a.id/b'
        ]
    )
    assert loose is not None
    assert loose.title == 'Bupati: "Jangan Memutar"'


def test_a_credit_over_several_lines_is_one_credit() -> None:
    lines = [
        "Artikel ini telah tayang di tvOnenews.com pada hari Selasa, 4 Maret 2025, 11:02 WIB",
        f"Judul Artikel : {TITLE}",
        "Link Artikel : https://www.tvonenews.com/daerah/1",
        "Editor : Satria",
    ]
    found = read_credits(["Kapal tiba.", *lines])
    assert found.credit is not None
    assert (found.credit.publisher, found.credit.title) == ("tvOnenews.com", TITLE)
    assert found.credit.url == "https://www.tvonenews.com/daerah/1"
    assert found.left == {1: "", 2: "", 3: "", 4: ""}


def test_an_address_beneath_a_credit_is_its_link() -> None:
    claim, address = (
        f'Konten ini telah tayang di Kompasiana.com dengan judul "{TITLE}"',
        "https://www.kompasiana.com/sekar/1",
    )
    for between in ([], ["Klik untuk baca:"], ["Kreator: Sekar Ayu", "Klik untuk baca:"]):
        found = read_credits(["Kapal tiba.", claim, *between, address])
        assert found.credit is not None
        assert (found.credit.title, found.credit.url) == (TITLE, address)
        assert [line for at, line in enumerate(between, 2) if found.left.get(at, line)] == [
            line for line in between if line.startswith("Kreator")
        ]
    assert read_credits([claim, "Warga pulang.", address]).left == {0: ""}


def test_a_label_and_the_address_beneath_it_are_one_credit() -> None:
    found = read_credits(
        ["Kapal tiba.", "Sumber Artikel :", "https://www.detik.com/jogja/berita/d-1/kapal-tiba-siang-hari"]
    )
    assert found.credit is not None
    assert (found.credit.publisher, found.left) == ("detik.com", {1: "", 2: ""})


def test_a_credit_broken_between_its_words_is_one_credit() -> None:
    found = read_credits(["Kapal tiba.", "Artikel ini telah tayang di", "Kompas.com", f'dengan judul "{TITLE}"'])
    assert found.credit is not None
    assert (found.credit.publisher, found.credit.title) == ("Kompas.com", TITLE)
    assert found.left == {1: "", 2: "", 3: ""}


def test_a_source_in_brackets_behind_the_last_sentence_is_a_credit() -> None:
    found = read_credits(["Kapal tiba.", "Warga pulang. (Sumber: Antara)"])
    assert found.credit is not None
    assert (found.credit.publisher, found.left) == ("Antara", {1: "Warga pulang."})
    assert read_credits(["Kapal tiba.", "Warga pulang. (Sumber: Antara"]).left == {1: "Warga pulang."}


def test_an_original_link_and_the_line_beneath_are_one_credit() -> None:
    credit = find_credit(
        [
            "Baca artikel asli di detikcom: https://hot.detik.com/1",
            f"Artikel ini telah tayang di detikcom dengan judul {TITLE}",
        ]
    )
    assert credit is not None
    assert (credit.title, credit.url, credit.count) == (TITLE, "https://hot.detik.com/1", 1)


def test_a_place_to_read_on_glued_to_the_last_sentence_is_a_credit() -> None:
    line = (
        f'Warga pulang. Baca artikel detiknews, "{TITLE}" selengkapnya https://news.detik.com/1. Download Apps Detikcom'
    )
    found = read_credits(["Kapal tiba.", line])
    assert found.credit is not None
    assert (found.credit.publisher, found.credit.title, found.credit.url) == (
        "detiknews",
        TITLE,
        "https://news.detik.com/1",
    )
    assert found.left == {1: "Warga pulang."}


def test_a_part_is_told_from_the_whole() -> None:
    credit = find_credit([f'Sebagian artikel ini telah terbit di detikcom dengan judul "{TITLE}"'])
    assert credit is not None
    assert credit.partial


def test_a_round_up_has_several_credits() -> None:
    credit = find_credit(
        [
            "Berita pertama.",
            "Berita ini telah tayang di Detik.com dengan judul: Satu Dua",
            "Berita kedua.",
            "Artikel ini telah tayang di Okezone dengan judul Tiga Empat",
            "Berita ketiga.",
            'Artikel ini pernah terbit di Kompas.com dengan judul "Lima Enam"',
        ]
    )
    assert credit is not None
    assert credit.count == 3


@pytest.mark.parametrize(
    "line", ["Dilansir dari Reuters", "Dikutip dari Kompas.com", "Disadur dari BBC News Indonesia"]
)
def test_a_short_line_that_names_a_source_is_a_hint(line: str) -> None:
    credit = find_credit([line])
    assert credit is not None
    assert not credit.foot


def test_a_credit_glued_to_the_last_sentence_leaves_the_sentence() -> None:
    found = read_credits([f'“Kami siap,” ujarnya. Artikel ini telah tayang di Kompas.com dengan judul "{TITLE}"'])
    assert found.credit is not None
    assert found.credit.title == TITLE
    assert found.left == {0: "“Kami siap,” ujarnya."}


@pytest.mark.parametrize(
    "line",
    [
        f'Ia menyinggung tulisan yang telah tayang di detikcom dengan judul "{TITLE}" saat membuka diskusi.',
        f'Pada tangkapan layar tertulis artikel ini telah tayang di Liputan6.com dengan judul "{TITLE}", padahal tidak.',
        'Ahli menilai frasa "artikel ini telah tayang di detikcom" di kaki berita tidak cukup.',
        f'"Artikel ini telah tayang di Kompas.com dengan judul {TITLE}", begitu bunyi kalimat itu.',
        f'Foto: Kompas.com/Rahmat. Foto ini telah tayang di Kompas.com dalam berita berjudul "{TITLE}"',
        "Sumber foto: KapanLagi.com (https://www.kapanlagi.com/x)",
        "Film itu telah tayang di bioskop sejak Kamis.",
        f'Film ini telah tayang di Netflix dengan judul "{TITLE}".',
        "Dikutip dari Kompas.com, harga emas naik hari ini.",
        "Mengutip Reuters, Jumat (13/6/2025), harga minyak turun.",
        "Sumber: berbagai sumber",
        "Sumber: Instagram",
        "Berita ini telah tayang dan dibaca banyak orang sejak pagi.",
        "Artikel ini ditulis oleh Budi Santoso.",
        "Informasi ini telah dimuat dalam laporan tahunan kementerian yang terbit pekan lalu di Jakarta dan "
        "dibagikan kepada dewan.",
        "Laporan ini merupakan hasil kerja sama dengan Bank Nagari dan dua perguruan tinggi.",
        "Konten ini merupakan kerja sama dengan Bank Nagari.",
        "Artikel ini diterbitkan melalui alur redaksi Warta Muara.",
        "Sumber: Solopos.com • NASKAH: Sekar Ayu Lestari • INFOGRAFIS: Bima Saputra",
    ],
)
def test_prose_photographs_and_other_works_are_no_credit(line: str) -> None:
    assert find_credit(["Kapal tiba siang hari.", line, "Warga pulang."]) is None


def test_text_with_a_credit_becomes_a_clean_article() -> None:
    lines = (
        "Sosok.ID - Presiden dua negara berbicara lewat telepon pada Senin malam.",
        "Keduanya membahas kerja sama ruang angkasa.",
        "Baca Juga: Begini Cara Membuat Album Musik Sendiri",
        "Percakapan itu disebut berlangsung hangat. (*)",
        'Artikel ini pernah tayang di Kontan dengan judul "Dua presiden bertelepon, ini yang dibicarakan"',
    )
    article = article_from_text("https://sosok.grid.id/1", "Judul", PublisherId("sosok"), None, "\n".join(lines))
    assert article.paragraphs == (
        "Presiden dua negara berbicara lewat telepon pada Senin malam.",
        "Keduanya membahas kerja sama ruang angkasa.",
        "Percakapan itu disebut berlangsung hangat.",
    )
    assert article.credit is not None
    assert (article.credit.publisher, article.credit.title) == (
        "Kontan",
        "Dua presiden bertelepon, ini yang dibicarakan",
    )


def test_a_headline_or_a_name_may_stand_on_the_next_line() -> None:
    below = find_credit(["Artikel ini telah tayang di Kompas.com dengan judul:", TITLE])
    assert below is not None
    assert (below.publisher, below.title) == ("Kompas.com", TITLE)
    labelled = read_credits(["Kapal tiba.", "Sumber:", "Antara"])
    assert labelled.credit is not None
    assert (labelled.credit.publisher, labelled.left) == ("Antara", {1: "", 2: ""})


@pytest.mark.parametrize(
    "line", ["Sumber: Kementerian Perhubungan", "Sumber: BPS, diolah", "Sumber: Instagram", "Sumber: Humas Polri"]
)
def test_an_office_or_a_set_of_figures_is_no_outlet(line: str) -> None:
    assert find_credit(["Kapal tiba.", line]) is None


MANY = "Warga Lereng Merbabu Panen Kubis Lebih Awal karena Kemarau Panjang"


@pytest.mark.parametrize(
    ("line", "publisher"),
    [
        (f"Judul asli: {TITLE} | Kontan.co.id", "Kontan.co.id"),
        (f'Judul asli: "{TITLE}" (Kontan)', "Kontan"),
        (f"Judul asli artikel: {TITLE} - Kontan.co.id", "Kontan.co.id"),
        (f"Judul asli: {TITLE}. Sumber: Kontan.co.id", "Kontan.co.id"),
        (f"Judul asli: {TITLE} [TribunJogja.com]", "TribunJogja.com"),
        (f"Judul: {TITLE} | Sumber: Kontan.co.id", "Kontan.co.id"),
        (f'Naskah asli: "{TITLE}" (Kontan.co.id)', "Kontan.co.id"),
        (f'Artikel asli: "{TITLE}" | Kontan.co.id', "Kontan.co.id"),
        (f"Berita asli: {TITLE} (Kontan.co.id)", "Kontan.co.id"),
        (f'"{TITLE}" telah tayang di Kontan.co.id', "Kontan.co.id"),
        (f"“{TITLE}” pertama kali terbit di Antara.", "Antara"),
        (f'Artikel berjudul "{TITLE}" ini telah tayang di Kontan.co.id', "Kontan.co.id"),
        (f'Berita dengan judul "{TITLE}" sudah tayang di laman Kontan.co.id.', "Kontan.co.id"),
        (f'Artikel asli berjudul "{TITLE}" telah tayang di Kontan.co.id', "Kontan.co.id"),
        (f'Sumber artikel: Kontan.co.id - "{TITLE}"', "Kontan.co.id"),
        (f'Sumber: "{TITLE}", Kontan.co.id', "Kontan.co.id"),
        (f"Sumber: Kontan.co.id | {TITLE}", "Kontan.co.id"),
        (f'Dilansir dari Kontan.co.id dalam artikel "{TITLE}"', "Kontan.co.id"),
        (f'Berita ini disadur dari Kontan.co.id: "{TITLE}"', "Kontan.co.id"),
        (f"Pernah tayang di Kontan.co.id: {TITLE}", "Kontan.co.id"),
        (f'Artikel ini telah tayang di Kontan.co.id, "{TITLE}"', "Kontan.co.id"),
        (f'Artikel ini telah tayang di Kontan.co.id ("{TITLE}")', "Kontan.co.id"),
        (f'Catatan: tulisan ini pernah dimuat Kontan.co.id dengan judul "{TITLE}"', "Kontan.co.id"),
        (f'Repost dari Kontan.co.id dengan judul "{TITLE}"', "Kontan.co.id"),
        (f'Originally published on Kontan.co.id as "{TITLE}"', "Kontan.co.id"),
        (f'First published in Kontan.co.id under the title "{TITLE}"', "Kontan.co.id"),
        (f'This article originally appeared on Kontan.co.id under the title "{TITLE}"', "Kontan.co.id"),
        (f'Artikel ini telah ditayangkan sebelumnya oleh Kontan.co.id dalam judul "{TITLE}"', "Kontan.co.id"),
        (f'Artikel ini telah tayang di Kontan.co.id oleh Sekar Ayu dengan judul "{TITLE}"', "Kontan.co.id"),
        (f'Berita ini sudah tayang di portal Kontan.co.id dengan judul, "{TITLE}"', "Kontan.co.id"),
        (f'Artikel serupa telah tayang di Kontan.co.id dengan judul "{TITLE}"', "Kontan.co.id"),
        (f'Seperti telah tayang di Kontan.co.id dengan judul "{TITLE}".', "Kontan.co.id"),
    ],
)
def test_a_last_line_may_name_headline_and_outlet_in_any_order(line: str, publisher: str) -> None:
    credit = find_credit(["Kapal tiba siang hari.", "Warga pulang.", line])
    assert credit is not None
    assert (credit.publisher, credit.title, credit.foot) == (publisher, TITLE, True)


@pytest.mark.parametrize(
    "line",
    ["Judul asli: {} | Lintas Lereng", "Naskah asli: “{}” (Lintas Lereng)", '"{}" telah tayang di Lintas Lereng'],
)
def test_an_outlet_that_nobody_knows_is_believed_beside_a_headline_of_many_words(line: str) -> None:
    credit = find_credit(["Kapal tiba siang hari.", line.format(MANY)])
    assert credit is not None
    assert (credit.publisher, credit.title) == ("Lintas Lereng", MANY)
    assert find_credit(["Kapal tiba siang hari.", line.format("Rindu Kampung Halaman")]) is None


@pytest.mark.parametrize(
    "line",
    [
        f'"{TITLE}" telah tayang di Kontan.co.id, kata Bima, dan dibaca banyak orang.',
        f'"{TITLE}" menjadi berita terpopuler di Kontan.co.id pekan ini.',
        f'Artikel berjudul "{TITLE}" di Kontan.co.id menjadi bukti dalam sidang.',
        f'Artikel berjudul "{TITLE}" itu terbit di Kontan.co.id dan memicu perdebatan di antara pembaca.',
        '"Laporan itu pertama kali terbit di Kontan.co.id," kata Bima.',
        '"Kami akan menaikkan harga tiket kapal mulai besok pagi" telah dimuat dalam risalah rapat',
        f'"{MANY}" telah tayang di Trans7',
        f'"{MANY}" telah tayang di bioskop',
        f'"{MANY}" telah terbit di Gramedia',
        f'"{MANY}" pertama kali terbit pada 2017',
        f'Video berjudul "{MANY}" ini telah tayang di YouTube',
        f'Cerita berjudul "{MANY}" ini terbit di Yogyakarta',
        "Judul asli: Rindu Kampung Halaman",
        "Judul asli: Rindu Kampung Halaman (2017)",
        f"Judul asli: {MANY} - Balai Pustaka",
        "Judul asli: The Long Way Home | Durasi: 120 menit",
        "Judul asli film ini adalah Rindu Kampung Halaman.",
        "Naskah asli: Serat Centhini (Perpustakaan Nasional)",
        "Naskah asli proklamasi disimpan di Arsip Nasional.",
        "Judul: Rindu Kampung Halaman | Sutradara: Sekar Ayu",
        'Sumber: BPS ("Statistik Indonesia 2024")',
        "Sumber: Dinas Perhubungan | Dermaga lama dibuka",
        'Dikutip dari Kompas.com, "Kami akan menaikkan harga tiket mulai besok."',
        'Laporan ini telah diterbitkan BPS dengan judul "Statistik Indonesia Tahun 2024"',
        "Seperti diberitakan Kontan.co.id, dermaga lama dibuka.",
        'Tayang di Trans7 dengan judul "Rindu Kampung Halaman".',
        "Artikel ini pertama kali terbit dalam bahasa Jerman, diadaptasi oleh Sekar Ayu",
        "Artikel ini pertama kali terbit dalam bahasa Jerman Diadaptasi oleh Sekar Ayu Editor: Bima",
    ],
)
def test_a_last_line_that_speaks_of_another_work_is_no_credit(line: str) -> None:
    credit = find_credit(["Kapal tiba siang hari.", "Warga pulang.", line])
    assert credit is None or not credit.foot


def test_a_headline_above_the_outlets_name_is_no_credit_inside_the_text() -> None:
    assert find_credit([f'"{TITLE}" telah tayang di Kontan.co.id', *["Warga antre sejak pagi."] * 6]) is None
