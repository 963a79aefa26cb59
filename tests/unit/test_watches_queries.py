"""The query language on texts: one line a rule, in our own sentences."""

import pytest

from tests.watch_tables import fires

PHRASES = [
    ('"suku bunga"', "Bank sentral menahan suku bunga acuan.", True),
    ('"suku bunga"', "Suku pedalaman menjual bunga.", False),
    ('"bunga suku"', "Bank sentral menahan suku bunga acuan.", False),
    ('"suku bunga"', "Ia tinggal bersama suku. Bunga mekar di mana-mana.", False),
    ('"suku bunga"', "Apa itu suku? Bunga mekar.", False),
    ('"suku bunga"', "Menahan suku\nbunga acuan.", True),
    ('"suku bunga"', "Menahan suku\u00a0bunga acuan.", True),
    ('"suku bunga"', "Menahan SUKU BUNGA acuan.", True),
    ('"suku bunga"', "Menahan “suku bunga” acuan.", True),
    ('"Hasan Basri"', "Ditemui H. Hasan Basri di rumahnya.", True),
    ('"Dr Sutomo"', "Rumah sakit Dr. Sutomo penuh.", True),
    ('"Jalan Ir Juanda"', "Macet di Jalan Ir. Juanda.", True),
    ('"PT Maju Jaya"', "Direktur PT. Maju Jaya ditahan.", True),
    ('"Bandung Surabaya"', "Rute Bandung, Surabaya dan Malang.", True),
]

BOOLEANS = [
    ("beras AND gula", "Harga gula dan beras naik.", True),
    ("beras AND gula", "Harga beras naik.", False),
    ("beras OR gula", "Harga gula naik.", True),
    ("garam OR beras AND gula", "Harga garam naik.", True),
    ("garam OR beras AND gula", "Harga beras naik.", False),
    ("(garam OR beras) AND gula", "Harga garam naik.", False),
    ("beras NOT impor", "Panen beras melimpah.", True),
    ("beras NOT impor", "Panen beras melimpah. Impor ditutup.", False),
    ("beras AND NOT impor OR gula", "Gula impor datang.", True),
    ("NOT impor AND beras", "Panen beras melimpah.", True),
    ("beras AND NOT (impor OR ekspor)", "Ekspor beras dibuka.", False),
    ("beras AND (gula OR NOT impor)", "Panen beras melimpah.", True),
    ("beras AND (gula OR NOT impor)", "Impor beras dibuka.", False),
    ("beras NOT impor NOT ekspor", "Ekspor beras dibuka.", False),
]

NEAR = [
    ("gempa NEAR/0 bumi", "Gempa bumi di Palu.", True),
    ("bumi NEAR/0 gempa", "Gempa bumi di Palu.", True),
    ("bumi ONEAR/0 gempa", "Gempa bumi di Palu.", False),
    ("polisi NEAR/3 pencuri", "Polisi kemarin malam menangkap pencuri motor.", True),
    ("polisi NEAR/2 pencuri", "Polisi kemarin malam menangkap pencuri motor.", False),
    ("polisi NEAR/3 pencuri", "Polisi – kemarin malam menangkap – pencuri.", True),
    ("polisi ONEAR/5 pencuri", "Pencuri dikejar polisi.", False),
    ("(polisi OR jaksa) NEAR/2 (suap OR pungli)", "Seorang jaksa menerima suap.", True),
    ("polisi NEAR/2 polisi", "Seorang polisi datang.", False),
    ("polisi NEAR/2 polisi", "Polisi memanggil polisi lain.", True),
    ("polisi NEAR/1 hakim NEAR/1 jaksa", "Polisi, hakim, jaksa hadir.", True),
    ("NOT polisi NEAR/1 hakim AND jaksa", "Polisi lama. Lalu datanglah seorang jaksa dan hakim.", True),
    ("kapal NEAR/3 tenggelam", "Kapal itu tenggelam.", True),
    ('"kapal motor" NEAR/2 "angin kencang"', "Kapal motor dihantam angin kencang.", True),
    ("kapal NEAR/9 tenggelam", "Kapal berlayar. Dua jam lalu perahu lain tenggelam.", True),
]

COUNTS = [
    ("ATLEAST/2(banjir)", "Banjir surut. Banjir datang lagi.", True),
    ("ATLEAST/3(banjir)", "Banjir surut. Banjir datang lagi.", False),
    ("ATLEAST/2(banjir OR longsor)", "Banjir dan longsor melanda.", True),
    ('ATLEAST/2(banjir OR "banjir bandang")', "Banjir bandang melanda.", False),
    ("ATLEAST/1(banjir)", "Banjirnya surut.", True),
    ("ATLEAST/2(banjir) AND longsor", "Banjir, longsor, banjir lagi.", True),
]

FORMS = [
    ("{AS}", "Ekonomi AS tumbuh.", True),
    ("{AS}", "As roda patah.", False),
    ("{AS}", "Ekonomi A.S. tumbuh.", True),
    ("{AS}", "AS-lah yang menolak.", True),
    ('"utang {AS}"', "Jumlah Utang AS naik.", True),
    ('"utang {AS}"', "Jumlah utang as naik.", False),
    ("=rumah", "Rumah itu dijual.", True),
    ("=rumah", "Rumahnya dijual.", False),
    ("rumah", "Rumahnyalah yang dijual.", True),
    ("stem:tani", "Para petani memanen padi.", True),
    ("stem:tani", "Pertanian maju pesat.", True),
    ("stem:tulis", "Ia menulis surat.", True),
    ("stem:pukul", "Ia dipukuli dan memukul balik.", True),
    ("stem:sapu", "Ia menyapu halaman.", True),
    ("stem:ganti", "Penggantian pejabat ditunda.", True),
    ("stem:ajar", "Pelajar belajar dari pengajar.", True),
    ("stem:bakar", "Kebakaran hutan meluas.", True),
    ("stem:tani", "Ia menatap laut.", False),
    ("korup*", "Kasus korupsinya terbongkar.", True),
    ("korup*", "Ia antikorup.", False),
    ("invest*", "Para investor menunggu.", True),
    ('"Sandiaga Uno"~1', "Sandiga Uno hadir.", True),
    ('"Sandiaga Uno"~1', "Sandga Uno hadir.", False),
    ('"Sandiaga Uno"', "Sandiga Uno hadir.", False),
    ("Pertamina~1", "Petamina rugi.", True),
    ("Pertamina~1", "Pertamnia rugi.", True),
    ("Pertamina~1", "Pertamina rugi.", True),
    ("Surya~1", "Suria bersinar.", False),
    ("/KTP-?el/", "Antre KTPel sejak pagi.", True),
    ("/[0-9]{16}/", "Nomor 1234567890123456 tersebar.", True),
    ("/rp ?[0-9]+ triliun/", "Nilainya Rp 12 triliun.", True),
    ("/PILKADA [0-9]{4}/", "Menjelang pilkada 2029.", False),
]

CLITICS = [
    ("rumah", "Rumahnya dijual.", True),
    ("rumah", "Rumahmu di mana?", True),
    ("rumah", "Rumahkah itu?", True),
    ("rumah", "Rumahlah yang dijual.", True),
    ("rumah", "Rumah pun dijual.", True),
    ("rumah", "Serumah dengan mertua.", False),
    ("rumah", "Rumahan bersahaja.", False),
    ("Maluku", "Ia lahir di Maluku.", True),
    ("malu", "Ia lahir di Maluku.", False),
    ("jum", "Jumlah korban bertambah.", False),
    ("sal", "Ia merasa salah.", False),
    ("kena", "Kenakah ia?", True),
    ("masa", "Permasalahan dan bermasalah.", False),
    ("Abdul", "Abdullah terpilih.", False),
    ("Nur", "Nurullah terpilih.", False),
    ("ta", "Tamu dan ilmu.", False),
    ("langit", "Langit-langitnya runtuh.", True),
    ("Jokowi", "Jokowi-lah yang hadir.", True),
    ("Jokowi", "diJokowi", True),
    ("Surabaya", "Ia pindah keSurabaya.", True),
    ("{PKB}", "Sikap PKB-nya berubah.", True),
    ("{PKB}", "Sikap PKBnya berubah.", True),
]

VARIANTS = [
    ("G20", "KTT G-20 dibuka.", True),
    ("G-20", "KTT G20 dibuka.", True),
    ("G20", "KTT G 20 dibuka.", True),
    ("G20", "KTT G200 dibuka.", False),
    ("Covid-19", "Kasus COVID19 turun.", True),
    ("Covid19", "Kasus Covid—19 turun.", True),
    ('"OPEC+"', "Rapat OPEC Plus.", True),
    ('"OPEC Plus"', "Rapat OPEC+ ditunda.", True),
    ("OPEC", "Rapat OPEC+ ditunda.", True),
    ("kupu-kupu", "Kupu2 beterbangan.", True),
    ("kupu2", "Kupu-kupu beterbangan.", True),
    ("kupu2", "Kupu kupu beterbangan.", True),
    ("anak-anak", "Anak2nya bermain.", True),
    ('"non-aktif"', "Ia dibuat nonaktif.", True),
    ("nonaktif", "Ia dibuat non-aktif.", True),
    ("PDI-P", "Kader PDIP hadir.", True),
    ("PDIP", "Kader PDI-P hadir.", True),
    ("Jum'at", "Salat Jumat.", True),
    ("Jumat", "Salat Jum’at.", True),
    ("Jumat", "Salat Jumʼat.", True),
    ("Quran", "Lomba baca Qur`an.", True),
    ("Sao", "Kota São Paulo.", True),
    ("Zürich", "Bank di Zurich.", True),
    ("Lodz", "Kota Łódź.", True),
    ("Pertamina", "Per\u00adtamina rugi.", True),
    ("Pertamina", "Perta\u200dmina rugi.", True),
    ("Pertamina", "\ufeffPertamina rugi.", True),
    ("Pertamina", "Ｐｅｒｔａｍｉｎａ rugi.", True),
    ("ﬁnansial", "Sektor finansial.", True),
    ('"Rp 1.250"', "Harganya Rp1.250 saja.", True),
    ('"Rp 1.250"', "Harganya Rp 1250 saja.", True),
    ('"Rp 1.250"', "Harganya Rp 1.250.000 saja.", False),
    ('"17/8/1945"', "Pada 17/8/1945 itu.", True),
    ('"7/8/1945"', "Pada 17/8/1945 itu.", False),
    ('"BJ Habibie"', "Patung B.J. Habibie.", True),
    ('"B.J. Habibie"', "Patung BJ Habibie.", True),
    ('"B. J. Habibie"', "Patung B.J. Habibie.", True),
    ('"J. Habibie"', "Patung B. J. Habibie.", True),
    ('"WR Supratman"', "Lagu W. R. Supratman.", True),
    ('"wali kota"', "Walikota Bogor hadir.", True),
    ("walikota", "Wali Kota Bogor hadir.", True),
    ('"kerja sama"', "Kerjasama itu berakhir.", True),
    ('"Garuda Indonesia"', "#GarudaIndonesia naik.", False),
    ('name:"Ahmad Yusuf"', "Achmad Jusuf terpilih.", True),
    ('name:"Ahmad Yusuf"', "Ahmad Yunus terpilih.", False),
    ('name:"Mochamad Ridwan"', "Moh. Ridwan terpilih.", True),
    ("name:Muhammad", "M. terpilih.", False),
    ("name:Muhammad", "Mohamad terpilih.", True),
    ('name:"Ma\'ruf Amin"', "Makruf Amin hadir.", True),
]


@pytest.mark.parametrize(
    ("query", "body", "expected"), [*PHRASES, *BOOLEANS, *NEAR, *COUNTS, *FORMS, *CLITICS, *VARIANTS]
)
def test_query_on_a_body(query: str, body: str, expected: bool) -> None:
    assert fires(query, body) is expected


FIELDS = [
    ("title:banjir", "Banjir surut", "Isi lain.", True),
    ("title:banjir", "Lain", "Banjir surut.", False),
    ("body:banjir", "Banjir surut", "Isi lain.", False),
    ("banjir", "Banjir surut", "Isi lain.", True),
    ("title:(banjir OR longsor) AND body:korban", "Longsor", "Dua korban.", True),
    ('"banjir bandang"', "Banjir", "Bandang itu kata sifat.", False),
    ("banjir NEAR/5 bandang", "Banjir", "Bandang itu kata sifat.", False),
    ("ATLEAST/2(banjir)", "Banjir", "Banjir lagi.", True),
    ("section:ekonomi", "Judul", "Isi.", True),
    ("section:olahraga", "Judul", "Isi.", False),
    ("ekonomi", "Judul", "Isi.", False),
    ("publisher:kontan AND isi", "Judul", "Isi.", True),
    ('publisher:"kontan.co.id" AND isi', "Judul", "Isi.", True),
    ("publisher:kompas AND isi", "Judul", "Isi.", False),
    ("isi AND NOT section:ekonomi", "Judul", "Isi.", False),
    ("title:ATLEAST/2(banjir)", "Banjir demi banjir", "Isi.", True),
    ("NOT title:banjir AND isi", "Judul", "Isi tentang banjir.", True),
]


@pytest.mark.parametrize(("query", "title", "body", "expected"), FIELDS)
def test_query_on_fields(query: str, title: str, body: str, expected: bool) -> None:
    assert fires(query, body, title=title, publisher="kontan kontan.co.id", section="Ekonomi Makro") is expected
