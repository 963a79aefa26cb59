"""Entities: which occurrences of a name mean the thing."""

from typing import Any

import pytest

from tests.watch_tables import fires, found

ENTITIES: dict[str, Any] = {
    "bali": {"name": "Bali", "kind": "place"},
    "dalam": {"name": "Bali", "kind": "place", "nested": True},
    "rina": {"name": "Rina Kartika", "aliases": ["Rina", "Menteri Kelautan"], "weak": ["Kartika"], "kind": "person"},
    "jauh": {"name": "Rina Kartika", "aliases": ["Presiden Nirwana Raya"], "kind": "person"},
    "pendek": {"name": "Bank Samudra", "aliases": ["Samudra"], "kind": "organisation"},
    "bs": {"name": "Bank Samudra", "aliases": ["{BS}"], "kind": "organisation"},
    "pbb": {"name": "Perserikatan Bangsa-Bangsa", "aliases": ["{PBB}"], "kind": "organisation"},
    "us": {"name": "Amerika Serikat", "kind": "place"},
    "maju": {"name": "PT Maju Sentosa Tbk", "kind": "organisation"},
    "timah": {"name": "PT Timah Tbk", "kind": "organisation"},
    "luhut": {"name": "Surya Bintang Pandapotan", "kind": "person"},
    "prof": {"name": "Prof. Dr. Harun Wijaya, S.H.", "kind": "person"},
    "typo": {"name": "Kusumawardani", "typos": 1, "kind": "person"},
    "short": {"name": "Surya", "typos": 1, "kind": "person"},
    "kota": {"name": "Kusumanegara", "typos": 1, "kind": "place"},
    "tempat": {"name": "Semarang", "typos": 1, "kind": "place"},
    "kasus": {"name": "Mega", "kind": "person"},
    "lower": {"name": "cacar monyet"},
    "partai": {"name": "Partai Melati", "aliases": ["Melati"], "kind": "organisation"},
    "ky": {"name": "Komisi Yudisial", "kind": "organisation"},
    "bapora": {"name": "Badan Pembina Olahraga", "kind": "organisation"},
    "sumut": {"name": "Sumatera Utara", "kind": "place"},
    "kampus": {"name": "Universitas Nirwana", "aliases": ["{UNW}"], "kind": "organisation"},
    "bj": {"name": "BJ Santoso", "aliases": ["Santoso"], "kind": "person"},
    "rafflesia": {"name": "DKR Rafflesia", "aliases": ["Rafflesia"], "kind": "place"},
    "indonesia": {"name": "Indonesia", "kind": "place"},
    "garmen": {"name": "Gudang Benang", "kind": "organisation"},
    "siaran": {"name": "Lentera", "kind": "organisation"},
    "tinggi": {"name": "Mahkamah Niaga", "aliases": ["{MA}"], "kind": "organisation"},
    "wilayah": {"name": "Kabupaten Sembada", "kind": "place"},
    "tiga": {"name": "Lestari Ayu Wijaya", "aliases": ["Lestari Ayu"], "kind": "person"},
    "daerah": {"name": "Dewan Perwakilan Daerah", "aliases": ["{DPD}"], "kind": "organisation"},
    "rakyat": {"name": "Dewan Perwakilan Rakyat", "aliases": ["{DPR}"], "kind": "organisation"},
    "klub": {"name": "Lisabon", "kind": "organisation"},
    "sehari": {"name": "Bank Mandiri", "aliases": ["{Mandiri}"], "kind": "organisation"},
    "rs": {"name": "Rumah Sakit Cempaka", "kind": "organisation"},
    "salah": {"name": "Kusumawardani", "typos": 1, "kind": "person"},
    "sabang": {"name": "Sabang", "typos": 1, "kind": "place"},
    "pompa": {"name": "Kusumanegara", "typos": 1, "kind": "organisation"},
    "alias": {"name": "Surya Pandapotan", "aliases": ["Surya Bintang Pandapotan"], "kind": "person"},
}

MENTIONS = [
    ("bali", "Ia terbang ke Bali kemarin.", True),
    ("bali", "Ia terbang ke Balilah kemarin.", True),
    ("bali", "Kasus itu disidangkan di Pengadilan Tinggi Bali.", False),
    ("dalam", "Kasus itu disidangkan di Pengadilan Tinggi Bali.", True),
    ("bali", "Gubernur Bali Wayan Sukma hadir.", True),
    ("bali", "Kapolda Bali membantah.", True),
    ("bali", "Ia kuliah di Universitas Bali.", False),
    ("bali", "Kantor Bali Post diserang.", False),
    ("bali", "Wisatawan memenuhi Bali Utara.", False),
    ("bali", "Di Bali, Jakarta, dan Lombok hujan turun.", True),
    ("bali", "Pulau Bali dan Provinsi Bali.", True),
    ("bali", "WARGA BALI MENOLAK REKLAMASI TELUK", True),
    ("bali", "warga bali menolak reklamasi teluk", True),
    ("bali", "Pengusaha itu makan ayam bali di rumah Andi.", False),
    ("rina", "Rina Kartika datang.", True),
    ("rina", "Menteri Kelautan Rina Kartika datang.", True),
    ("rina", "Kartika datang.", False),
    ("rina", "Mantan Menteri Kelautan Surya Darma datang.", False),
    ("rina", "Mantan Menteri Kelautan Rina Kartika datang.", True),
    ("rina", "Menteri Kelautan menolak.", True),
    ("rina", "Menteri Kelautan Senin lalu menolak.", True),
    ("rina", "Menteri Kelautan RI menolak.", True),
    ("rina", "Menteri Kelautan Surya Darma datang.", False),
    ("rina", "Menteri Kelautan Jenderal Surya Darma datang.", False),
    ("rina", "Menteri Kelautan (Menkel) Rina Kartika datang.", True),
    ("rina", "Menteri Kelautan (Menkel) Surya Darma datang.", False),
    ("rina", "Menteri Kelautan Jepang datang.", False),
    ("rina", "Wakil Menteri Kelautan Surya Darma datang.", False),
    ("rina", "Menteri dan Wakil Menteri Kelautan datang.", True),
    ("rina", "Juru bicara Menteri Kelautan Surya Darma datang.", True),
    ("jauh", "Warga Nirwana Raya menolak.", False),
    ("jauh", "Presiden Nirwana Raya menolak.", True),
    ("pendek", "Samudra Utama Finance untung.", False),
    ("pendek", "Analis Samudra Sekuritas menolak.", False),
    ("pendek", "Direktur Samudra Surya Darma menolak.", True),
    ("garmen", "Gudang Benang Finance untung.", True),
    ("bs", "Juara BS Liga 1 pulang.", False),
    ("rina", "Mantan Menteri Kelautan Ayu Kartika datang.", True),
    ("rina", "Mantan Menteri Kelautan itu datang.", True),
    ("rina", "Kartika tiba bersama ibunya. Rina tersenyum.", True),
    ("rina", "Bupati Andi memuji Tari Rina Wulandari.", False),
    ("rina", "Menurut Rina, laut kotor.", True),
    ("rina", "Ia tinggal di Jalan Rina Kartika.", False),
    ("rina", "Hj. Rina Kartika, M.Si. datang.", True),
    ("bs", "Laba Bank Samudra (BS) naik.", True),
    ("bs", "Laba BS naik.", True),
    ("bs", "Nilai bs turun.", False),
    ("bs", "LABA BS NAIK TAJAM TAHUN INI", True),
    ("pbb", "Sekjen PBB hadir.", True),
    ("pbb", "Ketua Partai Bulan Bintang (PBB) hadir. PBB menang di Bangka.", False),
    ("us", "Dolar Amerika Serikat menguat.", True),
    ("us", "Dolar AS menguat.", False),
    ("maju", "PT. Maju Sentosa, Tbk. mencatat laba.", True),
    ("maju", "PT Maju Sentosa (Persero) Tbk mencatat laba.", True),
    ("maju", "Maju Sentosa mencatat laba.", True),
    ("timah", "Harga Timah naik.", False),
    ("maju", "Usaha itu maju Sentosa namanya.", False),
    ("timah", "Laba PT Timah naik.", True),
    ("timah", "Laba Timah Tbk naik.", True),
    ("luhut", "Surya B. Pandapotan hadir.", True),
    ("prof", "Harun Wijaya berpidato.", True),
    ("typo", "Kusumawardhani hadir.", True),
    ("typo", "Kusumawrdani hadir.", True),
    ("typo", "Kusumawdni hadir.", False),
    ("short", "Suryo hadir.", False),
    ("typo", "Gubernur RI Kusumawrdani hadir.", True),
    ("typo", "Gubernur Kusumawrdani Lestari hadir.", False),
    ("kota", "Wali Kota Kusumanegra Andi Wijaya hadir.", True),
    ("kota", "Warga Kusumanegra Wetan hadir.", False),
    ("tempat", "Sekarang hujan turun.", False),
    ("tempat", "Semrang hujan.", True),
    ("lower", "Kasus Cacar Monyet bertambah.", True),
    ("partai", "DPP Melati menggelar rapat.", True),
    ("partai", "Ketua Umum Partai Melati mundur.", True),
    ("partai", "Taman Melati mekar.", False),
    ("bali", "Ia kuliah di Universitas Kristen Bali.", False),
    ("bali", "Tragedi Bali dikenang.", True),
    ("bali", "Korban Bom Bali berkumpul.", True),
    ("bali", "Ia menjuarai Bali Open.", True),
    ("bali", "Di Bali KPK menangkap seorang bupati.", True),
    ("bali", "Perjalanan (Rute Bali - Lombok) ditutup.", True),
    ("bali", "Ia lahir di Dusun Bali.", True),
    ("indonesia", "Ekonomi Indonesia tumbuh.", True),
    ("indonesia", "Mereka bergabung dengan Masyarakat Ekonomi Indonesia.", False),
    ("rafflesia", "Pemprov DKR Rafflesia menolak.", False),
    ("rafflesia", "Warga DKR Rafflesia menolak.", True),
    ("kampus", "Dekan Fakultas Kehutanan UNW mundur.", True),
    ("kampus", "Rumah Sakit UNW penuh.", False),
    ("bj", "Bacharuddin Jusuf Santoso berpidato.", True),
    ("bj", "Kata Joko Santoso berpidato.", False),
    ("bj", "Rumah Sakit Umum Santoso penuh.", False),
    ("bj", "Jubir TNI Santoso menjawab.", True),
    ("bj", "Bersama Dewa 19 Santoso bernyanyi.", True),
    ("bj", "Di rumahnya Santoso Mengungkapkan rahasia.", True),
    ("bj", "Reza Santoso hadir.", False),
    ("bali", "Bupati \ufeffBali\u200e Wayan Sukma hadir.", True),
    ("bali", "Universitas \u200fBali dibuka.", False),
    ("rina", "Presiden RI Rina\u200bKartika hadir.", True),
    ("bj", "Zubair Santoso hadir. Menurut Zubair, hujan turun.", False),
    ("bj", "Rumah Santoso dijaga.", True),
    ("rina", "Rina Ayu Dewi Kartika datang.", True),
    ("rina", "Rina Ayu Dewi Lestari datang.", False),
    ("bali", "Restoran Bali itu ramai.", True),
    ("bali", "Ia makan di Restoran Bali.", False),
    ("bali", "Ikatan Dokter Bali mengimbau warga.", False),
    ("bali", "Pasien dirujuk ke RSUD Dr Sutomo Bali.", False),
    ("bali", "Warga Bali Aga berkumpul.", False),
    ("bali", "Panen raya Afrika barat daya dan Bali barat laut.", True),
    ("maju", "Direktur PT Maju Sentosa Surya Darma hadir.", True),
    ("maju", "PT Maju Sentosa Logistik merugi.", False),
    ("maju", "Direktur Maju Sentosa Surya Darma hadir.", True),
    ("garmen", "PT Gudang Benang Tbk membagikan dividen.", True),
    ("garmen", "PT Gudang Benang Lestari merugi.", False),
    ("garmen", "Laba PT Gudang Benang turun.", True),
    ("garmen", "Grup Gudang Benang berekspansi.", True),
    ("siaran", "Kemarin Stasiun TV Lentera mengudara.", True),
    ("siaran", "Menurut Harian Lentera hujan turun.", True),
    ("siaran", "Warga memenuhi Gedung Lentera.", False),
    ("tinggi", "Kemarin Mahkamah Niaga Malaysia memvonis terdakwa.", False),
    ("tinggi", "Kemarin Mahkamah Niaga Surabaya memvonis terdakwa.", True),
    ("tinggi", "Rektor Dr. Sulastri, S.H., M.A. hadir.", False),
    ("tinggi", "Ketua panitia, Hasyim Asrori, S.Ag., MA, hadir.", False),
    ("tinggi", "Kiai Asrori MA PhD hadir.", False),
    ("tinggi", "Edaran PN, MA, dan MK dicabut.", True),
    ("tinggi", "Ia mengutip SE MA Nomor 3.", True),
    ("wilayah", "Petugas Satpol PP Kabupaten Sembada berjaga.", True),
    ("alias", "Surya B. Pandapotan hadir.", True),
    ("bj", "Warga menemui Kepala Desa Santoso.", True),
    ("bj", "Warga memenuhi Desa Santoso.", False),
    ("rina", "Warga berziarah ke Makam Rina Kartika.", True),
    ("bj", "Kata Mbah Santoso hujan akan turun.", True),
    ("us", "Bursa Amerika Serikat menguat.", True),
    ("us", "Bursa Saham Amerika Serikat menguat.", True),
    ("us", "Ia menjual saham di Bursa Amerika Serikat.", True),
    ("us", "BURSA AMERIKA SERIKAT MENGUAT LAGI", True),
    ("indonesia", "Bursa Efek Indonesia libur.", False),
    ("indonesia", "BURSA EFEK INDONESIA LIBUR LAGI", False),
    ("indonesia", "Ia menjual saham di Bursa Indonesia.", False),
    ("bali", "Bursa Berjangka Bali dibuka.", False),
    ("bs", "Nasabah Bank Samudra Syariah bertambah.", False),
    ("bs", "Baca juga: Bank Samudra Syariah Kantongi Laba Besar", True),
    ("us", "Delegasi Ekonomi Amerika Serikat tiba.", True),
    ("us", "Perusahaan Nirwana Amerika Serikat tutup.", True),
    ("bs", "Nasabah BS Sekuritas bertambah.", False),
    ("bs", "Nasabah Bank Samudra, Syariah atau bukan, bertambah.", True),
    ("bs", "Nasabah Bank Samudra syariah bertambah.", True),
    ("bs", "Direktur Bank Samudra Surya Investama hadir.", True),
    ("timah", "PT Timah Tbk membagikan dividen.", True),
    ("siaran", "Sumur Lentera Hulu Energi kering.", False),
    ("siaran", "Premi Lentera Life naik.", True),
    ("rina", "Penulis Umbul Rina menulis puisi.", False),
    ("rina", "Kemarin Ibu Negara Umbul Rina hadir.", False),
    ("rina", "Menteri Pertahanan Rina Kartika dan Menteri Pangan Rina hadir.", True),
    ("bj", "Prof Umbul Santoso hadir.", False),
    ("bj", "Prof Muhammad Santoso hadir.", True),
    ("bj", "Pelatih Lentera Santoso hadir.", True),
    ("bj", "Warga memenuhi Taman Ismail Santoso.", False),
    ("bj", "Warga melintasi Jalan Umbul Santoso.", False),
    ("bj", "Rektor Universitas Nirwana Santoso hadir.", True),
    ("bj", "Menteri Koperasi Santoso hadir.", True),
    ("bj", "Warga menemui Santoso Jr di rumahnya.", False),
    ("rina", "Menurut Rina S Wijaya hujan turun.", False),
    ("rina", "Menurut Rina S. Wijaya hujan turun.", False),
    ("rina", "Menurut Rina S., Menteri Desa, hujan turun.", True),
    ("rina", "Menurut Rina K. Kartika hujan turun.", True),
    ("rina", "Menurut Presiden Hassan Rina hujan turun.", False),
    ("bali", "Bupati Bali Hulu hadir.", False),
    ("tiga", "Kepala desa Lestari Ayu Pramudita hadir.", False),
    ("tiga", "Lestari Ayu Wijaya hadir.", True),
    ("tiga", "Lestari Ayu Senin lalu hadir.", True),
    ("partai", "Ketua Partai Nasional Melati hadir.", False),
    ("partai", "Wakil Sekjen Nasional Melati hadir.", False),
    ("partai", "Rapat Pimpinan Nasional Melati ditutup.", True),
    ("partai", "Senator Partai Melati Jepang hadir.", False),
    ("partai", "Kandidat Partai Melati Liberal hadir.", False),
    ("daerah", "Ketua DPD Golkar hadir.", False),
    ("daerah", "Ketua DPD Surya Darma hadir.", True),
    ("daerah", "Dewan Perwakilan Daerah menolak.", True),
    ("rakyat", "Anggota Dewan Perwakilan Rakyat Daerah hadir.", False),
    ("rakyat", "Anggota dewan perwakilan rakyat daerah hadir.", False),
    ("rakyat", "Anggota dewan perwakilan rakyat hadir.", True),
    ("rakyat", "Warga memenuhi Gedung MPR/DPR kemarin.", False),
    ("rakyat", "Menurut Fraksi MPR/DPR hujan turun.", True),
    ("klub", "Turis kecopetan di Lisabon, Portugal, kemarin.", False),
    ("klub", "Warga kota Lisabon berpesta.", False),
    ("klub", "Tim tamu kalah dari Lisabon, Senin.", True),
    ("klub", "Gelandang Lisabon, Portugal, dan Spanyol cedera.", True),
    ("sehari", "Program PNPM Mandiri dilanjutkan.", False),
    ("sehari", "Laba Mandiri naik.", True),
    ("sehari", "Dirut Mandiri hadir.", True),
    ("bs", "Pengurus Dana Pensiun Bank Samudra hadir.", False),
    ("bali", "Kapal itu melintasi Laut Bali.", False),
    ("bali", "Komandan Angkatan Laut Bali hadir.", True),
    ("bali", "Gubernur Bali Pegunungan dilantik.", False),
    ("bali", "Pelaku UMKM Bali hadir.", True),
    ("bali", "Guru TK Bali hadir.", False),
    ("bali", "Siswa SMA VI Bali hadir.", False),
    ("bali", "Menurut Gubernur diBali Wayan Sukma hujan turun.", True),
    ("bali", "Ia menonton Tari Topeng Bali.", True),
    ("siaran", "Ia mengikuti kelompok Pemuda Lentera.", False),
    ("rs", "Korban dibawa ke RS Cempaka.", True),
    ("rs", "Korban dibawa ke Rumah Sakit Cempaka.", True),
    ("rs", "Korban dibawa ke Cempaka.", False),
    ("kampus", "Dosen Univ. Nirwana hadir.", True),
]

KINDS_OF_ERRORS = [
    ("salah", "Ketua Partai Golkar Kusummawardani hadir.", True),
    ("salah", "Kemarin Lentera Kusummawardani hadir.", False),
    ("pompa", "Antrean di SPBU Kusummanegara Jalan Merdeka mengular.", True),
    ("pompa", "Antrean di SPBU Kusummanegara Lentera mengular.", False),
    ("salah", "Menurut Gubernur Nirwana Kusummawardani hujan turun.", True),
    ("salah", "Menurut Gubernur Wayan Kusummawardani hujan turun.", False),
    ("tempat", "Menurut Kepala Lentera Sematang hujan turun.", True),
    ("sabang", "Kemarin warga Sabnag mengungsi.", True),
    ("sabang", "Kemarin warga Subang mengungsi.", False),
]


@pytest.mark.parametrize(("key", "body", "expected"), KINDS_OF_ERRORS)
def test_a_misspelt_name_stands_beside_what_explains_itself(key: str, body: str, expected: bool) -> None:
    assert fires("@" + key, body, entities=ENTITIES) is expected


RIVALS = [
    ("pbb", "Ia mengambil paket belajar bersama (PBB). Biaya PBB naik.", False),
    ("pbb", "Perserikatan Bangsa-Bangsa (PBB) menolak. Utusan PBB pulang.", True),
    ("pbb", "Biaya PBB (pajak bumi bangunan) naik.", False),
    ("pbb", "Utusan PBB (tengah) pulang.", True),
    ("pbb", "Utusan PBB (Perserikatan Bangsa Bangsa) pulang.", True),
    ("bs", "Jurusan BS (Bahasa Samudra) dibuka.", False),
    ("bs", "Laba Bank Samudera (BS) naik. Direksi BS puas.", True),
    ("bs", "Laba Bank Samudraan (BS) naik. Direksi BS puas.", True),
]


@pytest.mark.parametrize(("key", "body", "expected"), RIVALS)
def test_an_abbreviation_is_what_the_article_says(key: str, body: str, expected: bool) -> None:
    assert fires("@" + key, body, entities=ENTITIES) is expected


HEADLINES = [
    ("bali", "Banjir Bali Surut Perlahan", "Air mulai surut.", True),
    ("bali", "Pemkab Bali Utara Buka Lelang", "Lelang dibuka.", False),
    ("bali", "Pengadilan Negeri Bali Vonis Bebas Terdakwa", "Ia bebas.", False),
    ("bali", "Sidang Bali Ricuh Lagi Semalam", "Sidang ricuh.", True),
    ("indonesia", "Pertumbuhan Ekonomi Indonesia Melambat pada Kuartal Kedua", "Kuartal kedua lesu.", True),
    ("us", "Bursa Amerika Serikat Menguat Lagi", "Indeks naik.", True),
    ("us", "Saat Bursa Amerika Serikat Menguat Lagi", "Indeks naik.", True),
    ("indonesia", "Bursa Efek Indonesia Hentikan Perdagangan", "Indeks turun.", False),
    ("bs", "Bank Samudra Syariah Kantongi Laba", "Laba naik.", True),
    ("bs", "Bank Samudra Syariah Kantongi Laba", "Laba Bank Samudra Syariah naik.", False),
    ("rina", "Rina Temui Nelayan di Pesisir", "Nelayan ditemui.", True),
    ("rina", "Rina Soraya Temui Nelayan di Pesisir", "Kemarin penyanyi Rina Soraya menemui nelayan.", False),
    ("rina", "Tari Rina Ditangkap Polisi", "Kemarin penyanyi Tari Rina ditangkap.", False),
    ("rina", "Kritik Rina Dijawab Nelayan", "Nelayan menjawab kritik itu.", True),
    ("rina", "Penyanyi Rina Soraya menemui nelayan", "Nelayan ditemui.", False),
]


@pytest.mark.parametrize(("key", "title", "body", "expected"), HEADLINES)
def test_capitals_of_a_headline_say_what_the_body_says(key: str, title: str, body: str, expected: bool) -> None:
    assert fires(f"title:@{key}", body, title=title, entities=ENTITIES) is expected


@pytest.mark.parametrize(("key", "body", "expected"), MENTIONS)
def test_mention_of_an_entity(key: str, body: str, expected: bool) -> None:
    assert fires("@" + key, body, entities=ENTITIES) is expected


UNTOLD: dict[str, Any] = {
    "bank": {"name": "Bank Samudra", "aliases": ["{BSM}"]},
    "surya": {"name": "Surya Pandapotan", "aliases": ["Pandapotan"]},
    "menteri": {"name": "Lintang Wijaya", "aliases": ["Menteri Kelautan"]},
    "budi": {"name": "Budi Nirwana"},
    "laut": {"name": "Perhimpunan Nelayan", "aliases": ["{PN}"]},
    "samar": {"name": "Sembada Raharja", "aliases": ["{SR}"]},
    "bpkn": {"name": "BPKN"},
    "lipur": {"name": "Lipur"},
    "benang": {"name": "Benang Indonesia", "aliases": ["Benang"]},
    "korut": {"name": "Korea Utara", "aliases": ["Korea"]},
}
"""Entities of which nobody says what they are."""

UNTOLD_MENTIONS = [
    ("bank", "PT Bank Samudra Tbk untung.", True),
    ("bank", "Direktur Bank Samudra Surya Darma hadir.", True),
    ("bank", "Warga memenuhi Gedung Bank Samudra.", False),
    ("surya", "Tamu itu Presiden Republik Nirwana Surya Pandapotan.", True),
    ("surya", "Kemarin datang Lintang Pandapotan.", False),
    ("menteri", "Menteri Kelautan Lintang Wijaya hadir.", True),
    ("budi", "Kata Ketua Serikat Buruh Budi Nirwana.", True),
    ("budi", "Ia tinggal di Jalan Budi Nirwana.", False),
    ("laut", "Ketua Fraksi Perhimpunan Nelayan Surya Darma hadir.", True),
    ("samar", "Juru bicara Sembada Raharja Surya Darma hadir.", True),
    ("bpkn", "Menurut Fraksi BPKN Surya Darma hadir.", True),
    ("benang", "Jaringan Benang Makassar putus.", True),
    ("benang", "Direktur Benang Surya Darma hadir.", True),
    ("lipur", "Pendiri Grup Lipur Surya Darma hadir.", True),
    ("korut", "Tentara Korea Utara bersiaga.", True),
    ("korut", "Tentara Korea Selatan bersiaga.", False),
]


@pytest.mark.parametrize(("key", "body", "expected"), UNTOLD_MENTIONS)
def test_the_name_betrays_its_kind(key: str, body: str, expected: bool) -> None:
    assert fires("@" + key, body, entities=UNTOLD) is expected


COUNTS = [
    ("ATLEAST/2(@rina)", "Menteri Kelautan Rina Kartika datang.", False),
    ("ATLEAST/2(@rina)", "Menteri Kelautan, Rina Kartika, datang.", False),
    ("ATLEAST/2(@rina)", "Menteri Kelautan Hj. Rina Kartika datang.", False),
    ("ATLEAST/2(@rina)", "Menteri Kelautan datang. Rina Kartika tersenyum.", True),
    ("ATLEAST/2(@rina)", "Rina Kartika datang. Kartika tersenyum.", True),
    ("ATLEAST/2(@us)", "Amerika Serikat (AS) menolak. Menlu AS pulang.", True),
    ("ATLEAST/2(@us)", "Amerika Serikat menolak. Menlu AS pulang.", False),
    ("@us NEAR/1 pulang", "Amerika Serikat (AS) menolak. Menlu AS pulang.", True),
    ("ATLEAST/2(@us)", "Menlu AS pulang. Amerika Serikat (AS) menolak.", False),
    ("ATLEAST/2(@us)", "Amerika Serikat atau AS menolak. Menlu AS pulang.", True),
    ("ATLEAST/2(@us)", "Amerika Serikat atau PBB menolak. Menlu PBB pulang.", False),
    ("ATLEAST/2(@ky)", "Komisi Yudisial, disingkat KY, menolak. Ketua KY pulang.", True),
    ("ATLEAST/2(@ky)", "Komisi Yudisial yang biasa disebut KY menolak.", True),
    ("ATLEAST/2(@ky)", "KY (Komisi Yudisial) menolak. Ketua KY pulang.", True),
    ("ATLEAST/2(@ky)", "KPK (Komisi Yudisial) menolak. Ketua KPK pulang.", False),
    ("ATLEAST/2(@bapora)", "Badan Pembina Olahraga (Bapora) menolak. Ketua Bapora pulang.", True),
    ("ATLEAST/2(@bapora)", "Badan Pembina Olahraga (Bandung) menolak. Warga Bandung pulang.", False),
    ("ATLEAST/2(@sumut)", "Sumatera Utara (Sumut) menolak.", False),
    ("ATLEAST/2(@sumut)", "Sumatera Utara (Sumut) menolak. Polda Sumut diam.", False),
    ("ATLEAST/2(@sumut)", "Sumatera Utara (Sumut) menolak. Warga Sumut diam.", True),
]


@pytest.mark.parametrize(("query", "body", "expected"), COUNTS)
def test_mentions_are_counted_as_people_count(query: str, body: str, expected: bool) -> None:
    assert fires(query, body, entities=ENTITIES) is expected


def test_a_hit_in_capitals_says_that_it_is_unsure() -> None:
    match = found("@bs", "LABA BS NAIK TAJAM TAHUN INI", entities=ENTITIES)
    assert match is not None
    assert [span.reason for span in match.spans] == ["all caps, low confidence"]


def test_a_single_name_amid_capitals_says_that_it_is_unsure() -> None:
    name = {"mandiri": {"name": "Bank Mandiri", "aliases": ["Mandiri"], "kind": "organisation"}}
    for title, reason in (
        ("MANDIRI BAGI DIVIDEN KEPADA PEMEGANG SAHAM", "alias; all caps, low confidence"),
        ("BANK MANDIRI BAGI DIVIDEN KEPADA PEMEGANG SAHAM", "name"),
        ("Mandiri Bagi Dividen kepada Pemegang Saham", "alias"),
    ):
        match = found("@mandiri", title, entities=name)
        assert match is not None
        assert [span.reason for span in match.spans] == [reason]


def test_a_name_with_its_title_is_one_span() -> None:
    match = found("@rina", "Hari ini Menteri Kelautan Rina Kartika datang.", entities=ENTITIES)
    assert match is not None
    assert [span.text for span in match.spans] == ["Menteri Kelautan Rina Kartika"]
