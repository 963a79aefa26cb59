"""Datelines, related lines, promotions, sign-offs: what is cut, and what merely looks like it and stays."""

import pytest

from monitor.articles.captions import without_photo_credit
from monitor.articles.cleaning import Block, clean
from monitor.articles.cues import ends_body, kind_of_noise, strip_glued, strip_sign_off
from monitor.articles.datelines import strip_dateline

REST = "Wali kota membuka pasar baru."


@pytest.mark.parametrize(
    "dateline",
    [
        "Sosok.ID - ",
        "JAKARTA, KOMPAS.com - ",
        "JAKARTA, KOMPAS.com — ",
        "KONTAN.CO.ID - JAKARTA. ",
        "KONTAN.CO.ID - ",
        "KONTAN.CO.ID-JAKARTA. ",
        "KONTAN.CO.ID - WASHINGTON/NEW YORK. ",
        "Liputan6.com, Jakarta - ",
        "Liputan6.com, Jakarta -",
        "Liputan6.com, Jakarta ",
        "Liputan6.com, Palangka Raya ",
        "Liputan6.com, Manggarai Barat ",
        "Fimela.com, Jakarta ",
        "TEMPO.CO, Jakarta - ",
        "TEMPO.CO,Jakarta-",
        "TEMPO Interaktif, Jakarta - ",
        "REPUBLIKA.CO.ID, JAKARTA -- ",
        "REPUBLIKA.CO.ID,TEHERAN – ",
        "REPUBLIKA.CO.ID, INDRAMAYU--",
        "jpnn.com, JAKARTA - ",
        "Jakarta (ANTARA) - ",
        "Bandar Lampung (ANTARA) - ",
        "Jakarta, CNBC Indonesia - ",
        "Jakarta, CNN Indonesia -- ",
        "SuaraJakarta.id - ",
        "Suara.com - ",
        "Merdeka.com - ",
        "Otosia.com Otosia.com - ",
        "TRIBUNNEWS.COM - ",
        "TRIBUN-MEDAN.com, MEDAN - ",
        "WARTAKOTALIVE.COM, JAKARTA - ",
        "POS-KUPANG.COM|KUPANG-- ",
        "SURYA.co.id | SURABAYA - ",
        "AYOJAKARTA.COM -- ",
        "PIKIRAN RAKYAT - ",
        "VIVA – ",
        "Jakarta, VIVA – ",
        "JAKARTA, iNews.id - ",
        "Bisnis.com, JAKARTA — ",
        "Harianjogja.com, SLEMAN—",
        "tirto.id - ",
        "KBRN, Samarinda: ",
        "RMOL, Makassar - ",
        "Padang: ",
        "Jakarta, https://www.kabarhulu.com - ",
        "JAKARTA (SINDOnews) - ",
        "Jakarta - ",
        "JAKARTA- ",
        "JAKARTA–",
        "HO CHI MINH CITY– ",
        "Buenos Aires - ",
        "Jakarta, 12 Juni 2025 - ",
        "JAKARTA, InfoPublik - ",
        "ISTANBUL, 23 Februari 2016 (Antara/PRNewswire) -- ",
        "JAKARTA - Okezone - ",
        "kumparan - ",
        "RMOL. ",
        "AKURAT.CO, ",
        "Jakarta, NU Online ",
        "Surabaya, NU Online Jatim - ",
        "(Jakarta, 23 November 2026) – ",
        "SURABAYA|| ",
        "(Antara)-",
        "Aceh (SL) – ",
        "BATAM (HK) - ",
        "KONTAN.CO.ID – NEW YORK. ",
        "TEMPO.CO, Jakarta ",
        "TRIBUNNEWS.COM, KEDIRI, - ",
        "Bisnis.com, JAKARTA. ",
        "kumparanNEWS - ",
        "100KPJ – ",
        "BANDUNG, (PR).- ",
        "Jakarta (Kemenag) --- ",
        "[JAKARTA] - ",
        "[JAKARTA, SP] ",
        "(JAKARTA) - ",
        "Jakarta (20/11/2026) – ",
    ],
)
def test_a_dateline_is_cut(dateline: str) -> None:
    assert strip_dateline(dateline + REST) == REST


@pytest.mark.parametrize(
    "text",
    [
        "Trent Alexander-Arnold resmi pindah klub.",
        "COVID-19 kembali dibahas para ahli.",
        "Senin - Jumat kantor buka pukul delapan.",
        "Persib - Persija bertemu pekan depan.",
        "KPK - ICW berbeda pendapat soal itu.",
        "PT - Kereta Api membuka rute baru.",
        "HITUNG-HITUNGAN ongkos mudik tahun ini.",
        "Gara-gara hujan, laga ditunda.",
        "Kompas.com adalah salah satu laman berita.",
        "Jakarta adalah kota besar - dan padat.",
        "Jakarta dan Bandung terhubung kereta cepat.",
        "Menurut Liputan6.com, jumlah penonton naik.",
        "Fajar - nama panggilannya - tiba siang hari.",
        "Merdeka - satu kata yang diteriakkan - menggema.",
        "Dream Theater - grup musik itu - akan tampil.",
        "Liputan6.com, Ketua RT itu bercerita, pernah datang ke kampungnya.",
        "Jakarta (DKI) dan Bandung terhubung kereta cepat.",
        "Surabaya, 10 November 1945: para pemuda merebut gudang senjata.",
        "Surabaya (Jawa Timur) dan Denpasar (Bali) menjadi tuan rumah.",
        "Yogyakarta – kota pelajar itu – kembali ramai.",
        "Minggu, 3 Maret 2024 - hari yang tak akan dilupakan warga.",
        "Real Madrid - Barcelona berakhir imbang.",
        "Sabtu (2/3/2024) - warga mulai mengungsi.",
        "KPK: tersangka sudah ditahan sejak Jumat.",
    ],
)
def test_a_sentence_that_looks_like_a_dateline_stays(text: str) -> None:
    assert strip_dateline(text) == text


@pytest.mark.parametrize("text", ["Jakarta -", "Liputan6.com, Jakarta", "JAKARTA, KOMPAS.com -", "Sosok.ID -"])
def test_a_dateline_in_a_block_of_its_own_leaves_nothing(text: str) -> None:
    assert strip_dateline(text) == ""


def test_a_publisher_without_domain_is_known_by_its_own_name() -> None:
    assert strip_dateline("Warta Muara - Kapal tiba.", own_names=("Warta Muara",)) == "Kapal tiba."
    assert strip_dateline("Jakarta, wartamuara – Kapal tiba.", own_names=("wartamuara",)) == "Kapal tiba."
    assert strip_dateline("MUARA.ID Kapal tiba.", own_names=("muara.id",)) == "Kapal tiba."
    assert strip_dateline("MUARA.ID Kapal tiba.") == "MUARA.ID Kapal tiba."


NOISE = {
    "related": [
        "Baca juga: Harga Emas Hari Ini Naik Tipis",
        "BACA JUGA : Cara Menanam Cabai di Pot",
        "Baca: Jadwal Pelayaran Bulan Depan",
        "Baca Juga Resep Gulai Ikan Patin Khas Sungai",
        "Simak juga: Potret Festival Layang-layang",
        "Lihat Juga: Deretan Jembatan Terpanjang",
        "Baca selengkapnya: Kronologi Kapal Karam",
        "Baca Selanjutnya: Anak-anak Berebut Buku...",
        "Baca berita selengkapnya di sini.",
        "Berita Terkait",
        "Artikel terkait: Lima Danau Terdalam",
        "Pilihan Editor: Mengapa Sungai Itu Surut",
        "Menarik Dibaca: Promo Ramadan di Lima Gerai",
        "Selanjutnya: IHSG Ditutup Menguat",
        "Next: Lanjut ke halaman 2",
        "Terkini Lainnya",
        "Silakan baca konten menarik lainnya dari laman kami di Google News",
        'Simak Juga "Warga Antre di Dermaga":',
        "Baca juga artikel dan berita menarik lainnya di Google News",
        "BACA JUGA Di Balik Rak Perpustakaan Desa dan tulisan menarik lainnya di rubrik ESAI.",
        "Klik di sini untuk membaca selengkapnya",
        "Rekomendasi Untukmu",
        "Anda Mungkin Menyukai",
        "Lewati Paling banyak dibaca dan terus membaca",
        "Berita lain terkait dermaga lama",
        "Kumpulan Berita Dermaga",
        "Cari Berita Lain Di Sini",
        "Simak pula Sungai Surut Setelah Kemarau",
        "NEXT: Tarif baru dermaga...",
        "Silahkan ikuti konten Warta Muara di Google News",
        "(BACA : Cara Merajin Tas dari Rotan)",
        "Live Streaming Muara vs Hulu klik di sini",
    ],
    "video": [
        'Simak Video "Antusiasme Warga di Dermaga"',
        "Lihat juga Video 'Banjir Surut di Dua Desa':",
        "Saksikan video pilihan di bawah ini:",
        "Video Pilihan",
    ],
    "embed": [
        "[Gambas:Video 20detik]",
        "[Gambas:Instagram]",
        "Lihat postingan ini di Instagram",
        "Sebuah kiriman dibagikan oleh Pemkot (@pemkot)",
        "(Gambas:Video CNN)",
        "— Sekar Ayu (@sekar) March 4, 2025",
        "pic.twitter.com/a1b2c3",
    ],
    "wall": [
        "Ini Artikel Spesial",
        "Sudah berlangganan? Masuk",
        "Berlangganan untuk lanjutkan membaca.",
        "Akses penuh seluruh artikel Muara+",
        "Agar bisa lanjut membaca sampai tuntas artikel ini, pastikan Anda sudah berlangganan.",
    ],
    "label": ["Tutup", "Simpan", "Editor's Pick", "« Sebelumnya Berikutnya »", "Redaksi", "ADV", "Find Us On Social Media :"],
    "ad": [
        "ADVERTISEMENT",
        "Scroll down untuk melanjutkan membaca",
        "SCROLL TO CONTINUE WITH CONTENT",
        "Lanjutkan Membaca ↓",
        "Kompascom+ baca berita tanpa iklan: https://kmp.im/plus6",
        "Baca berita dengan sedikit iklan, klik di sini",
        "Advertisement - Scroll to continue",
        "Geser untuk melanjutkan",
        "Iklan oleh Google",
    ],
    "page": ["2 dari 5 halaman", "Halaman 1 2 3", "Halaman: 1", "1 2 3 Selanjutnya", "Halaman Selanjutnya", "Tampilkan Semua",
             "Bersambung ke halaman berikutnya >>>"],
    "promo": [
        "Cek Berita dan Artikel yang lain di Google News",
        "Simak breaking news dan berita pilihan kami langsung di ponselmu. Pilih saluran andalanmu akses berita kami.",
        "Dapatkan update berita pilihan setiap hari dari kami. Mari bergabung di Grup Telegram.",
        "Yuk, gabung ke saluran Telegram kami untuk kabar terkini setiap hari.",
        "(Ayo ikuti saluran WhatsApp kami biar enggak ketinggalan update dunia hiburan!)",
        "Ikuti Whatsapp Channel Republika",
        "Unduh aplikasi kami di Play Store dan App Store.",
        "Follow us on Instagram",
        "Untuk mendapatkan berita terbaru, ikuti kami di Google News",
        "Klik untuk ikuti channel WhatsApp kami",
        "Daftar newsletter",
        "* Ringkasan ini dibantu dengan menggunakan AI",
        "Disclaimer: Setiap keputusan investasi ada di tangan pembaca. Kami tidak menanggung kerugian yang timbul darinya.",
        "Kirimkan Apresiasi Spesial untuk mendukung jurnalisme kami",
        "Segera lengkapi data dirimu untuk ikutan program #JernihBerkomentar.",
        "Banyak orang hebat di sekitar kita. Kisah mereka layak dibagikan.",
        "* Untuk mengetahui kebenaran informasi yang beredar, silakan WhatsApp ke nomor 0811 hanya dengan ketik kata kunci.",
        "Anda bisa menjadi kolumnis !",
        "Add as a preferred source on Google",
        "Jadikan Warta Muara sumber pilihan Anda di Google",
        "Gabung ke WhatsApp Channel kami",
        "Untuk mendapatkan berita terbaru, unduh aplikasi kami di Play Store",
        "Download aplikasi Muara sekarang",
        "Alamat email Anda tidak akan dipublikasikan. Ruas yang wajib ditandai *",
        "Konten ini di luar tanggung jawab redaksi",
        "Hubungi redaksi: redaksi@muara.example",
        "* Fakta atau Hoaks? Untuk mengetahui kebenaran informasi yang beredar, silakan WhatsApp ke nomor ini.",
    ],
    "control": [
        "Loading...", "2 jam yang lalu", "Dengarkan artikel ini", "3 menit baca", "A A A", "Medium Large Larger", "Post Views: 312",
        "No media source currently available",
    ],
    "reaction": ["Bagaimana reaksi Anda?", "Belum ada komentar", "Jadilah yang pertama berkomentar",
                 "Tampilkan Ringkasan Artikel", "AA"],
    "share": ["Facebook Twitter WhatsApp", "Bagikan:", "Share", "Salin link", "Share this article",
              "Bagikan ke:", "url telah tercopy"],
    "comment": ["Komentar", "Tulis komentar", "Ingatlah untuk menjaga komentar tetap hormat"],
    "byline": [
        "Editor: Siti Rahma",
        "Penulis: Tim Redaksi | Editor: Bayu",
        "(Reporter: Shinta Dwi | Editor: Faisal)",
        "Pewarta: Dewi Anggraini",
        "Laporan Wartawan TribunMuara.com, Yusuf Hidayat",
        "Redaktur & Reporter : Natalia Fatimah",
        "Editor Budi Santoso",
        "Videografer: Havid",
        "Editor:",
        "Laporan Reporter WARTAMUARA.COM, Sekar Ayu",
        "Reporter Sekar Ayu | Editor Bima",
        "Oleh Sekar Ayu",
        "Artikel ini ditulis oleh Sekar Ayu, peserta program magang di redaksi kami.",
    ],
    "caption": [
        "Foto: Suasana di lokasi pada hari kejadian. (Dok. Istimewa)",
        "Ilustrasi sungai. (Foto: Getty Images/iStockphoto)",
        "Sumber gambar, Getty Images",
        "Perbesar",
        "Infografis Debit Sungai Sepanjang Tahun",
        "Dok. Pemkot",
        "Ilustrasi kapal. (Shutterstock)",
        "Ilustrasi kapal. [Shutterstock]",
        "Warga antre di dermaga lama/Net",
        "Photo by Sekar Ayu on Unsplash",
        "ILUSTRASI. Karyawan melintas di depan papan pergerakan saham di Jakarta, Selasa (18/2).",
        "Instagram/@sekar",
        "Getty Images/iStockphoto",
        "Foto Ilustrasi",
        "Dermaga lama ©2021 Merdeka.com/Sekar Ayu",
        "ROL/Havid Al Vizki",
    ],
    "copyright": ["Copyright © ANTARA 2025", "© 2025 Warta Muara. All rights reserved"],
    "tags": ["Tag Popular", "#berita artis hari ini", "Kategori: Berita", "Tags: sungai, dermaga", "#TimnasDay #Garuda"],
    "date": ["Selasa, 4 Maret 2025 | 13:40 WIB", "Jayapura, 07 Mei 2025 | 13:20 WIT", "Diperbarui: 4 Maret 2025 13.40 WIB"],
    "source": ["Sumber: Kementerian Perhubungan"],
    "rule": ["***", "- - -"],
    "code": ['var banner = document.getElementById("b"); banner.src = "x";', "window.dataLayer.push({'event': 'x'});"],
}  # fmt: skip


@pytest.mark.parametrize(("kind", "text"), [(kind, text) for kind, texts in NOISE.items() for text in texts])
def test_a_block_of_noise_is_known(kind: str, text: str) -> None:
    assert kind_of_noise(text), kind


@pytest.mark.parametrize(
    "text",
    [
        "Baca juga buku-buku sejarah kota itu, pesan sang guru kepada murid-muridnya.",
        "“Baca buku panduan saja tidak cukup,” kata Nining.",
        "Simak ulasannya berikut ini.",
        "Cek pajak kendaraan bisa dilakukan lewat aplikasi WhatsApp. Berikut ini caranya.",
        "- Unduh aplikasi Samsat di Play Store lalu pilih registrasi pengguna",
        "Video berdurasi tiga puluh detik itu memperlihatkan perahu terbalik.",
        "Foto udara memperlihatkan luas genangan.",
        "Komentar warganet membanjiri unggahan bupati.",
        "Halaman rumah itu dipenuhi tamu sejak pagi.",
        "Halaman 5 dokumen itu memuat nama tiga pejabat.",
        "Editor majalah itu mengundurkan diri setelah dua puluh tahun.",
        "Iklan rokok dilarang dipasang di jalan protokol.",
        "Sumber air di desa itu mengering sejak Juli.",
        "Sumber: seorang pejabat yang menolak disebut namanya. Ia berkata rapat berlangsung sampai larut malam dan tegang.",
        "Jakarta, 17 Agustus 1945",
        "Bagikan makanan kepada tetangga, begitu pesan neneknya.",
        "Ikuti petunjuk petugas ketika menyeberang.",
        "Oleh karena itu, tarif diturunkan.",
        "Tag harga pada barang itu tidak sesuai.",
        "Selanjutnya, kapal akan diperiksa di galangan.",
        "Lihat saja antreannya, kata Rahmat.",
        "Lihat: betapa luas sawah itu.",
        "Muara FC: Ustad; Fajar (Pandu 79'), Bima; Alam (Jaya 79'), Cahya, Bagus; Surya.",
        "Laporan: kerugian mencapai Rp 2 miliar menurut petugas.",
        "Sabtu, 5 Juli 2025",
        "Update terakhir menunjukkan dua belas korban.",
        "Gabung dengan klub itu sejak 2019, ia mencetak dua puluh gol.",
        "Tonton film itu di bioskop mulai 3 Juli 2025.",
        "Simak jadwal lengkapnya:",
        "Dapatkan tiket kereta dengan harga khusus mulai hari ini.",
        "3. Jalan Merdeka",
        "RING II",
        "Baca juga Al-Qur'an setiap hari, pesan ustaz itu kepada para santri yang akan pulang ke kampung halaman.",
        "Editor: profesi yang jarang dibicarakan. Padahal tanpa dia buku tidak terbit.",
        "Foto: itulah satu-satunya kenangan dari rumah mereka yang hanyut. Ia menyimpannya di dompet.",
        "Ilustrasi: bayangkan seratus kapal berjajar dari hulu ke hilir. Begitulah keadaan sungai saat itu.",
        "Ikuti kami ke dalam gua, kata pemandu itu kepada para wisatawan.",
        "Jangan lupa subscribe, begitu ia selalu menutup videonya. Kini ia tak lagi membuat video.",
        "Copyright lagu itu dipegang keluarganya.",
        "Simak juga konsernya yang akan digelar bulan depan di stadion utama.",
        "Oleh Budi, kapal itu dibawa ke galangan untuk diperbaiki.",
        "Penulis novel itu lahir di tepi sungai.",
        "Dua jam lalu ia masih di sini, kata ibunya.",
        "Loading barang ke kapal memakan waktu tiga jam.",
        "Tim Redaksi menemui wali kota di kantornya.",
        "Harga emas 1 gram: Rp 1.200.000",
        "Laporan wartawan senior itu membuat menteri mundur.",
        "Selanjutnya: bagaimana nasib para pedagang itu?",
        "Berita lain terkait bencana itu belum dapat dikonfirmasi.",
        "Berlangganan untuk lanjutkan membaca koran cetak kini makin mahal.",
        "Sudah berlangganan koran sejak 1980, Sekar menolak berhenti.",
        "Jadikan kopi sumber penghasilan, petani diminta bersabar.",
        "Kriteria (salah satu): memiliki KTP setempat dan tidak sedang menerima bantuan lain.",
        "Facebook, Twitter, dan WhatsApp tidak bisa diakses warga selama tiga jam.",
        "Instagram: @dinasperhubungan",
        "Unduh aplikasi Cek Bansos di Play Store",
        "Masuk ke laman pendaftaran",
        "Videografer asal Bandung itu memenangi lomba.",
        "Foto itu diambil dua jam sebelum kapal tenggelam.",
        "Akses penuh ke lokasi baru dibuka besok.",
        "Sukses itu tidak datang dalam semalam.",
        "Next, kami akan memanggil saksi, ujar jaksa.",
    ],
)
def test_a_paragraph_that_merely_mentions_such_words_stays(text: str) -> None:
    assert kind_of_noise(text) == ""


@pytest.mark.parametrize(
    "sign",
    ["(vyp/kna)", "(mdk/yan)", "(Dio/Ysl)", "(*)", "(**)", "***", "(E-2)", "(OL-1)", "(kpl/pur/ums)", "(mcr10/jpnn)", "(ant)",
     "(Ant/OL-3)", "[dan]", "(far)", "(Red)", "(Tribunnews.com/Yusuf Hidayat)", "(ABD)", "(Budi Santoso)", "(cn/dhy)", "(m25)",
     "(*/red)", "(Sekar Ayu Lestari/Bima Saputra/Dewi Anggraini)", "(Tribun Network/fik/ras)", "(Kompas.com: Sekar Ayu)",
     "(kontan.co.id)",
     "(bisnis)", "(dari berbagai sumber)", "(bersambung)", "-end-", "#", "(S Ayu)", "[A.S]", "(sa;bs)"],
)  # fmt: skip
def test_a_sign_off_after_the_last_sentence_is_cut(sign: str) -> None:
    assert strip_sign_off(f"Kapal berangkat pukul lima. {sign}") == "Kapal berangkat pukul lima."
    assert strip_sign_off(f"“Kami siap,” katanya. {sign}") == "“Kami siap,” katanya."


@pytest.mark.parametrize(
    "text",
    [
        "Lembaga itu bernama Otoritas Jasa Keuangan (OJK)",
        "Kecepatan angin mencapai 40 (km/jam)",
        "Harga dihitung per kilogram (kg)",
        "Pasangan itu tiba pukul 10.00 (WIB)",
        "Ia lahir di Solo (Surakarta).",
        'Kata itu berarti "rumah" (house).',
        "Sidang diatur dalam pasal lain (lihat Pasal 5)",
        "Nilainya naik 5 persen (yoy).",
    ],
)
def test_brackets_that_belong_to_the_sentence_stay(text: str) -> None:
    assert strip_sign_off(text) == text


def test_a_bare_code_inside_the_text_is_no_sign_off() -> None:
    assert strip_sign_off("Ia menunggu. (ant)", last=False) == "Ia menunggu."
    assert strip_sign_off("Ia menunggu. (Budi Santoso)", last=False) == "Ia menunggu. (Budi Santoso)"


def test_noise_glued_into_a_paragraph_is_cut_and_the_text_kept() -> None:
    assert strip_glued("SCROLL TO CONTINUE WITH CONTENT Kapal tiba siang hari.") == "Kapal tiba siang hari."
    assert strip_glued("Kapal tiba. Baca Juga: Dermaga Lama Dibuka Kembali") == "Kapal tiba."
    assert strip_glued("Kapal tiba. Baca juga : Dermaga Ditutup 1.000 Hari") == "Kapal tiba."
    assert strip_glued("Kapal tiba. Pilihan Editor: Dermaga Lama Dibuka Kembali") == "Kapal tiba."
    assert strip_glued("Kapal tiba (Baca juga: Dermaga Dibuka) siang hari.") == "Kapal tiba siang hari."
    assert strip_glued("Kapal tiba [Gambas:Video 20detik] siang hari.") == "Kapal tiba siang hari."


@pytest.mark.parametrize("label", ["Baca juga:", "BACA JUGA :", "Lihat Juga:"])
def test_a_headline_that_stands_as_text_below_its_label_goes_with_it(label: str) -> None:
    headline = "Dermaga Lama Dibuka Kembali Setelah Ditutup"
    for tag in ("p", "li"):
        blocks = [*map(Block, TEXTS[:1]), Block(label), Block(headline, tag), *map(Block, TEXTS[1:])]
        assert list(clean(blocks).paragraphs) == TEXTS
    for kept in (Block(headline, "h3"), Block("Kapal tiba setelah dermaga ditutup dua tahun"), Block(f"{headline}.")):
        blocks = [*map(Block, TEXTS[:1]), Block(label), kept, *map(Block, TEXTS[1:])]
        assert list(clean(blocks).paragraphs) == [TEXTS[0], kept.text, *TEXTS[1:]]


def test_headings_end_the_body_only_when_no_text_follows() -> None:
    long = "Sungai itu surut sejak Juli dan perahu tak lagi bisa lewat pada siang hari. " * 4
    assert ends_body("Berita Terkait")
    assert not ends_body("Berita terkait kenaikan tarif itu dibantah oleh dinas perhubungan pada sore hari.")
    cut = clean([Block(long), Block("Rekomendasi", "h3"), Block("Sepuluh danau yang wajib dikunjungi", "p", 35)])
    assert cut.paragraphs == (long.strip(),)
    kept = clean([Block(long), Block("Rekomendasi", "h3"), *(Block(f"{n} {long}") for n in range(5))])
    assert len(kept.paragraphs) == 7 - 1 + ("Rekomendasi" in kept.paragraphs)


def test_a_body_that_stands_there_twice_is_read_once() -> None:
    body = [Block(f"Paragraf ke-{n} menceritakan sungai yang surut dan dermaga yang dibuka kembali.") for n in range(4)]
    cleaned = clean([*body, *body])
    assert len(cleaned.paragraphs) == 4
    assert cleaned.repeated


@pytest.mark.parametrize(
    "caption",
    [
        "Warga antre di dermaga lama. ANTARA FOTO/Sekar Ayu/foc.",
        "Warga antre di dermaga lama. Foto: Sekar Ayu",
        "Warga antre di dermaga - Bisnis.com/Sekar Ayu",
        "Mobil pustaka di alun-alun. Dok. Pemkab Muara",
    ],
)
def test_a_caption_is_known_by_the_credit_at_its_end(caption: str) -> None:
    assert without_photo_credit(caption, below_picture=True) == ""


@pytest.mark.parametrize(
    "text", ["Laga digelar pada Senin/Selasa.", "Skor akhir: Persib 2-1 Persija.", "Ia lahir di Solo."]
)
def test_a_sentence_with_a_slash_or_a_colon_is_no_caption(text: str) -> None:
    assert without_photo_credit(text, below_picture=True) == text


TEXTS = [
    f"Perahu ke-{n} mengangkut dua puluh orang ke seberang sungai pada pagi hari, lalu kembali lagi sebelum siang."
    for n in range(5)
]


def test_related_links_between_paragraphs_do_not_end_the_body() -> None:
    links = [Block("Berita Terkait"), Block("Sungai Surut Setelah Kemarau Panjang", "li", 36)]
    blocks = [*map(Block, TEXTS[:3]), *links, *map(Block, TEXTS[3:])]
    assert list(clean(blocks).paragraphs) == TEXTS


@pytest.mark.parametrize("label", ["Ringkasan Berita:", "Poin Penting", "Baca 10 Detik"])
def test_a_list_that_tells_an_article_in_short_above_it_is_no_text(label: str) -> None:
    points = [
        Block("Perahu mengangkut dua puluh orang ke seberang.", "li"),
        Block("Perahu kembali sebelum siang.", "li"),
    ]
    assert list(clean([Block(label), *points, *map(Block, TEXTS)]).paragraphs) == TEXTS
    alone = [Block(text, "li") for text in TEXTS]
    assert list(clean([Block(label), *alone]).paragraphs) == [label, *TEXTS]
    assert list(clean([*map(Block, TEXTS), *points]).paragraphs) == [*TEXTS, *(point.text for point in points)]


def test_a_caption_between_paragraphs_goes_and_a_sign_off_leaves_its_sentence() -> None:
    shown = "Warga antre di dermaga lama. (Sekar Ayu/Kabar Muara)"
    kept = clean(
        [
            *map(Block, TEXTS[:2]),
            Block(shown, pictured=True),
            *map(Block, TEXTS[2:4]),
            Block(f"{TEXTS[4]} (Sekar Ayu/Antara)"),
        ]
    )
    assert list(kept.paragraphs) == TEXTS


@pytest.mark.parametrize(
    "name", ["SEKAR AYU | BIMA SAPUTRA", "DINI TEJA", "rs/as (AFP, Reuters)", "Penulis adalah dosen di Muara."]
)
def test_who_wrote_it_is_no_last_paragraph(name: str) -> None:
    assert list(clean([*map(Block, TEXTS), Block(name)]).paragraphs) == TEXTS


def test_a_last_sentence_in_capitals_is_no_name() -> None:
    last = "WARGA TOROBULU MENOLAK TAMBANG NIKEL DAN MEMINTA BUPATI MENCABUT IZIN PERUSAHAAN ITU"
    assert list(clean([*map(Block, TEXTS), Block(last)]).paragraphs) == [*TEXTS, last]
