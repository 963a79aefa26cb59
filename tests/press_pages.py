"""Pages written for the tests in the manner of the publishers in seeds/: their markup, traps and noise, our own words."""

from collections.abc import Mapping
from dataclasses import dataclass, field

HARBOUR = (
    "Pemerintah kota membuka kembali dermaga lama di tepi sungai setelah ditutup selama dua tahun untuk perbaikan tiang "
    "pancang dan lantai kayu.",
    "Kepala dinas perhubungan, Rahmat Wijaya, mengatakan kapal penyeberangan akan berangkat setiap dua puluh menit pada "
    "jam sibuk dan setiap satu jam pada malam hari.",
    "“Kami ingin warga di seberang tidak lagi memutar sejauh dua belas kilometer hanya untuk berbelanja ke pasar,” ujar "
    "Rahmat, Selasa (4/3/2025).",
    "Tarif penyeberangan ditetapkan Rp 5.000 untuk orang dewasa, sedangkan pelajar berseragam tidak dipungut biaya sampai "
    "akhir tahun ajaran.",
    "Pedagang di sekitar dermaga menyambut pembukaan itu. Mereka berharap jumlah pembeli kembali seperti sebelum dermaga "
    "ditutup.",
)
COFFEE = (
    "Petani kopi di lereng timur gunung itu memanen lebih awal tahun ini karena hujan berhenti sejak pertengahan April.",
    "Koperasi setempat mencatat hasil panen sementara mencapai 312 ton, naik hampir seperlima dibandingkan musim lalu.",
    "Ketua koperasi, Nining Lestari, menuturkan bahwa biji merah dipetik dengan tangan lalu dijemur di atas para-para bambu.",
    "“Baca buku panduan saja tidak cukup, harus turun ke kebun dan mencium baunya,” kata Nining sambil tertawa.",
    "Hasil panen akan dijual ke pemanggang kopi di tiga kota besar, dan sebagian kecil dikirim ke luar negeri lewat "
    "pelabuhan di pesisir utara.",
)
LIBRARY = (
    "Perpustakaan keliling milik kabupaten kini menjangkau dua puluh tujuh desa yang sebelumnya tidak memiliki taman bacaan.",
    "Setiap mobil membawa sekitar delapan ratus judul buku, mulai dari cerita anak sampai panduan beternak lele.",
    "Petugas perpustakaan mengaku sempat kewalahan karena anak-anak berebut buku bergambar pada hari pertama kunjungan.",
    "Menurut catatan dinas, jumlah peminjam bertambah tiga kali lipat dalam empat bulan sejak program itu berjalan.",
    "Bupati berjanji menambah dua mobil lagi tahun depan apabila anggaran disetujui dewan.",
)


@dataclass(frozen=True, slots=True)
class PressPage:
    """One page and what must come of it."""

    name: str
    publisher: str  # id in seeds/
    url: str
    html: str
    title: str
    paragraphs: tuple[str, ...]
    published: str
    noise: tuple[str, ...] = ()
    author: str = ""
    credit: tuple[str, str] | None = None  # publisher as written, headline
    more: Mapping[str, str] = field(default_factory=dict)


def _ps(paragraphs: tuple[str, ...], lead: str = "", tag: str = "p") -> list[str]:
    first = f"<{tag}>{lead}{paragraphs[0]}</{tag}>"
    return [first, *(f"<{tag}>{text}</{tag}>" for text in paragraphs[1:])]


def _page(head: str, body: str) -> str:
    nav = "".join(
        f'<li><a href="/{name}">{name.title()}</a></li>' for name in ("nasional", "ekonomi", "olahraga", "gaya")
    )
    teasers = "".join(
        f'<div class="card"><h3><a href="/lain/{n}">Kabar lain yang sedang ramai dibaca nomor {n}</a></h3>'
        f'<a href="/kanal">Kanal</a><span>{n} jam lalu</span></div>'
        for n in range(1, 7)
    )
    return (
        f'<!DOCTYPE html><html lang="id"><head><meta charset="utf-8">{head}</head><body>'
        f'<header><ul class="menu">{nav}</ul></header>{body}'
        f'<section class="terpopuler"><h2>Terpopuler</h2>{teasers}</section>'
        "<footer><p>Hak cipta dilindungi undang-undang. Redaksi, Pedoman Media Siber, Karier.</p></footer>"
        "<script>window.dataLayer=[];</script></body></html>"
    )


def _ld(title: str, published: str, author: str, kind: str = "NewsArticle") -> str:
    return (
        f'<script type="application/ld+json">{{"@context":"https://schema.org","@type":"{kind}","headline":"{title}",'
        f'"datePublished":"{published}","dateModified":"{published}","author":{{"@type":"Person","name":"{author}"}}}}</script>'
    )


def _og(title: str, site: str) -> str:
    return (
        f"<title>{title} - {site}</title>"
        f'<meta property="og:title" content="{title} - {site}"><meta property="og:site_name" content="{site}">'
        '<meta property="og:type" content="article">'
    )


def _kompas() -> PressPage:
    title = "Dermaga Lama Dibuka Lagi, Kapal Berangkat Tiap 20 Menit"
    p = _ps(HARBOUR, "<strong>PALEMBANG, KOMPAS.com</strong> - ")
    p[1] = p[1].replace("kapal penyeberangan", '<a class="inner-link-tag" href="/tag/kapal">kapal penyeberangan</a>')
    p.insert(2, '<p><strong>Baca juga: <a href="/x">Sungai Musi Surut, Nelayan Pindah ke Hilir</a></strong></p>')
    body = (
        f'<h1 class="read__title">{title}</h1><div class="read__time">Kompas.com - 04/03/2025, 10:15 WIB</div>'
        '<div class="credit-title-name">Sekar Ayu, Bima Saputra</div>'
        f'<div class="read__content"><div class="photo"><img src="a.jpg"></div><div class="photo__caption">Dermaga lama '
        f"saat dibuka kembali.(KOMPAS.com/SEKAR AYU)</div>{''.join(p)}"
        "<p>Simak breaking news dan berita pilihan kami langsung di ponselmu. Pilih saluran andalanmu akses berita "
        "Kompas.com WhatsApp Channel : https://www.whatsapp.com/channel/abc. Pastikan kamu sudah install aplikasi "
        'WhatsApp ya.</p></div><div class="tag"><a href="/tag/1">dermaga</a> <a href="/tag/2">sungai</a></div>'
        "<form><p>Segera lengkapi data dirimu untuk ikutan program #JernihBerkomentar.</p></form>"
    )
    head = (
        _og(title, "KOMPAS.com")
        + '<meta name="content_PublishedDate" content="2025-03-04 10:15:00">'
        + '<meta property="article:published_time" content="2025-03-04T03:15:00+00:00">'
    )
    return PressPage(
        "kompas", "kompas", "https://regional.kompas.com/read/2025/03/04/101500178/dermaga-lama-dibuka-lagi",
        _page(head, body), title, HARBOUR, "2025-03-04T10:15:00+07:00",
        ("PALEMBANG, KOMPAS.com", "Baca juga", "breaking news", "JernihBerkomentar", "(KOMPAS.com/SEKAR AYU)"), "Sekar Ayu",
    )  # fmt: skip


def _kontan() -> PressPage:
    title = "Panen kopi lebih awal, koperasi catat kenaikan hampir seperlima"
    p = _ps(COFFEE, "<strong>KONTAN.CO.ID - MALANG. </strong>")
    p.insert(
        3, '<p><a href="/x" class="track-bacajuga-inside">Baca Juga: Harga kopi dunia turun dua hari beruntun</a></p>'
    )
    body = (
        f'<h1 class="detail-desk">{title}</h1><div class="fs14 ff-opensans font-gray">Rabu, 07 Mei 2025 / 08:15 WIB</div>'
        "<div>Reporter: <a>Tendi Mulyana</a> | Editor: <a>Wahyu R</a></div>"
        f'<div class="tmpt-desk-kon" itemprop="articleBody">{"".join(p)}'
        "<p>Cek Berita dan Artikel yang lain di Google News</p></div>"
    )
    return PressPage(
        "kontan", "kontan", "https://industri.kontan.co.id/news/panen-kopi-lebih-awal",
        _page(_og(title, "Kontan.co.id"), body), title, COFFEE, "2025-05-07T08:15:00+07:00",
        ("KONTAN.CO.ID", "MALANG.", "Baca Juga", "Google News"),
    )  # fmt: skip


def _detik() -> PressPage:
    title = "Perpustakaan Keliling Kini Jangkau 27 Desa"
    p = _ps(LIBRARY)
    p[0] = p[0].replace("<p>", "<strong>Jakarta</strong> - <p>")
    p.insert(
        2, '<table class="linksisip"><tr><td>Baca juga: <a href="/x">Bupati Resmikan Taman Baca</a></td></tr></table>'
    )
    p.insert(4, '<div class="parallaxindetail">SCROLL TO CONTINUE WITH CONTENT</div>')
    body = (
        f'<h1 class="detail__title">{title}</h1><div class="detail__author">Gilang Pratama - <span>detikNews</span></div>'
        '<div class="detail__date">Kamis, 12 Jun 2025 20:59 WIB</div>'
        f'<div class="detail__body-text itp_bodycontent">{"".join(p)}'
        "<p>Simak Video &quot;Antusiasme Warga Membaca&quot;</p><p>[Gambas:Video 20detik]</p><strong>(gil/pra)</strong>"
        '</div><div class="detail__body-tag"><a href="/t">perpustakaan</a></div>'
    )
    head = (
        _og(title, "detikcom")
        + '<meta name="pubdate" content="2025-06-12T20-59-31Z" itemprop="datePublished">'
        + _ld(title, "2025-06-12T20:59:31+07:00", "Gilang Pratama", "WebPage")
    )
    return PressPage(
        "detik", "detik", "https://news.detik.com/berita/d-7000001/perpustakaan-keliling-kini-jangkau-27-desa",
        _page(head, body), title, LIBRARY, "2025-06-12T20:59:31+07:00",
        ("Jakarta -", "Baca juga", "SCROLL", "Simak Video", "Gambas", "(gil/pra)"), "Gilang Pratama",
    )  # fmt: skip


def _tribun() -> PressPage:
    title = "Harga Kopi Naik, Petani Lereng Timur Panen Lebih Awal"
    p = _ps(COFFEE, "<strong>TRIBUNJATIM.COM, MALANG</strong> - ")
    p.insert(1, '<p class="baca">Baca: <a href="/x">Jadwal Panen Raya di Lima Kabupaten</a></p>')
    p.append(
        "<p>(*)</p><p>Artikel ini telah tayang di TribunJatim.com dengan judul Panen Kopi Lebih Awal di Lereng Timur, "
        '<a href="https://jatim.tribunnews.com/2025/05/07/panen">https://jatim.tribunnews.com/2025/05/07/panen</a>.</p>'
    )
    body = (
        f'<h1 id="arttitle">{title}</h1><time>Rabu, 7 Mei 2025 09:30 WIB</time>'
        '<blockquote class="summary-article">Petani kopi di lereng timur panen lebih awal tahun ini.</blockquote>'
        f'<div class="side-article txt-article multi-fontsize">{"".join(p)}</div>'
    )
    head = _og(title, "Tribunnews.com") + _ld(title, "2025-05-07T09:30:12+07:00", "Yusuf Hidayat")
    return PressPage(
        "tribun", "tribunnews", "https://www.tribunnews.com/regional/2025/05/07/harga-kopi-naik",
        _page(head, body), title, COFFEE, "2025-05-07T09:30:12+07:00",
        ("TRIBUNJATIM.COM", "Baca:", "(*)", "Artikel ini telah tayang"), "Yusuf Hidayat",
        ("TribunJatim.com", "Panen Kopi Lebih Awal di Lereng Timur"),
    )  # fmt: skip


def _antara() -> PressPage:
    title = "Dermaga lama kembali beroperasi"
    p = [f"{HARBOUR[0]}<br><br>", *(f"{text}<br><br>" for text in HARBOUR[1:])]
    p.insert(
        2, '<span class="baca-juga"><b>Baca juga: </b><a href="/x">Kapal cepat segera tiba di pelabuhan</a></span><br>'
    )
    body = (
        f'<h1 class="wrap__article-detail-title">{title}</h1><ul><li class="list-inline-item mr-2">Selasa, 4 Maret 2025 '
        '12:15 WITA</li></ul><div class="wrap__article-detail-content post-content"><figure><img><figcaption>Warga naik '
        f"kapal. (ANTARA/Dewi)</figcaption></figure>Balikpapan (ANTARA) - {''.join(p)}"
        '<p class="text-muted mt-2 small">Pewarta: Dewi Anggraini<br>Editor: Harun Al Rasyid<br>Copyright © ANTARA 2025</p>'
        "<p>Dilarang keras mengambil konten, melakukan crawling atau pengindeksan otomatis untuk AI di situs web ini "
        "tanpa izin tertulis dari Kantor Berita ANTARA.</p></div>"
    )
    head = _og(title, "ANTARA News") + '<meta property="article:published_time" content="2025-03-04T11:15:20+07:00">'
    return PressPage(
        "antara", "antara", "https://www.antaranews.com/berita/4700001/dermaga-lama-kembali-beroperasi",
        _page(head, body), title, HARBOUR, "2025-03-04T12:15:20+08:00",
        ("(ANTARA)", "Baca juga", "Pewarta", "Copyright", "Dilarang keras"),
    )  # fmt: skip


def _liputan6() -> PressPage:
    title = "Panen Kopi Lereng Timur: Lebih Awal dan Lebih Banyak"
    parts = (
        f"<p><strong>Liputan6.com, Malang</strong> {COFFEE[0]}</p><p>{COFFEE[1]}</p>",
        f"<p>{COFFEE[2]}</p><p>{COFFEE[3]}</p>",
        f"<p>{COFFEE[4]}</p><p><strong>Reporter: Aulia Rahman</strong></p>",
    )
    heads = ("", "Dijemur di Para-para", "Dijual ke Tiga Kota")
    items = "".join(
        f'<div class="article-content-body__item">{f"<h2 class=article-content-body__item-title>{h}</h2>" if h else ""}'
        f'<div class="article-content-body__item-page">{n} dari 3 halaman</div>'
        f'<div class="article-content-body__item-content">{text}</div></div>'
        for n, (h, text) in enumerate(zip(heads, parts, strict=True), 1)
    )
    body = (
        f'<h1>{title}</h1><div class="article-content-body">{items}'
        '<div class="baca-juga"><p>BACA JUGA: <a href="/x">Cara Menyeduh Kopi Tubruk</a></p></div>'
        '<div class="article-content-body__load-more">Lanjutkan Membaca ↓</div></div>'
    )
    head = _og(title, "liputan6.com") + '<meta property="article:published_time" content="2025-05-07T08:45:10+07:00">'
    paragraphs = (*COFFEE[:2], heads[1], *COFFEE[2:4], heads[2], COFFEE[4])
    return PressPage(
        "liputan6", "liputan6", "https://www.liputan6.com/regional/read/6000001/panen-kopi-lereng-timur",
        _page(head, body), title, paragraphs, "2025-05-07T08:45:10+07:00",
        ("Liputan6.com, Malang", "dari 3 halaman", "BACA JUGA", "Lanjutkan Membaca", "Reporter:"),
    )  # fmt: skip


def _merdeka() -> PressPage:
    title = "Mobil Pustaka Menyapa Dua Puluh Tujuh Desa"
    parts = (
        f"<p><b>Merdeka.com - </b>{LIBRARY[0]}</p><p>{LIBRARY[1]}</p><p>Baca Selanjutnya: Anak-anak Berebut...</p>",
        f"<h2>Anak-anak Berebut</h2><p>{LIBRARY[2]}</p><p>{LIBRARY[3]}</p>",
        f"<h2>Janji Bupati</h2><p>{LIBRARY[4]} (mdk/rid)</p>",
    )
    pages = f'<div class="mdk-body-paragraph">{parts[0]}</div>' + "".join(
        f'<div class="mdk-body-paragraph paging-content" style="display:none">{part}</div>' for part in parts[1:]
    )
    body = (
        f'<h1>{title}</h1><div class="mdk-date-reporter">JATENG | 12 Juni 2025 09:05 Reporter : Ridho Maulana</div>{pages}'
        '<div class="gtwsub"><p>Banyak orang hebat di sekitar kita. Kisah mereka layak dibagikan. Yuk daftarkan mereka!</p>'
        "</div><p>Ingatlah untuk menjaga komentar tetap hormat dan mengikuti pedoman komunitas kami</p>"
    )
    head = (
        _og(title, "merdeka.com").replace(" - merdeka.com", " | merdeka.com")
        + '<meta property="article:published_time" content="2025-06-12T09:05:00-07:00">'
        + '<meta name="pubdate" content="Thu, 12 Jun 2025 09:05:00 GMT"><meta name="author" content="Ridho Maulana">'
    )
    paragraphs = (*LIBRARY[:2], "Anak-anak Berebut", *LIBRARY[2:4], "Janji Bupati", LIBRARY[4])
    return PressPage(
        "merdeka", "merdeka", "https://www.merdeka.com/jateng/mobil-pustaka-menyapa-dua-puluh-tujuh-desa.html",
        _page(head, body), title, paragraphs, "2025-06-12T09:05:00+07:00",
        ("Merdeka.com -", "Baca Selanjutnya", "(mdk/rid)", "orang hebat", "menjaga komentar"), "Ridho Maulana",
    )  # fmt: skip


def _sosok() -> PressPage:
    title = "Kapal Penyeberangan Kembali, Warga Tak Perlu Memutar 12 Kilometer"
    p = _ps(HARBOUR, "<b>Sosok.ID - </b>")
    p.insert(3, '<p><b>Baca Juga: <a href="/x">Kisah Juru Mudi yang Bekerja Sejak Remaja</a></b></p>')
    p[-1] = p[-1].replace("</p>", " <b>(*)</b></p>")
    p.append(
        "<p>Artikel ini pernah tayang di Kontan dengan judul &quot;Dermaga lama dibuka, tarif penyeberangan Rp 5.000&quot;</p>"
    )
    body = (
        f'<h1 class="read__title">{title}</h1><div class="read__time">Selasa, 4 Maret 2025 | 13:40 WIB</div>'
        f'<div class="read__article"><div class="read__content">{"".join(p)}</div></div>'
        '<div class="tag__article"><a href="/t/1">dermaga</a></div>'
    )
    head = _og(title, "Sosok.ID") + _ld(title, "2025-03-04T13:40:00+07:00", "Rina Puspita")
    return PressPage(
        "sosok", "sosok-grid", "https://sosok.grid.id/read/414000001/kapal-penyeberangan-kembali",
        _page(head, body), title, HARBOUR, "2025-03-04T13:40:00+07:00",
        ("Sosok.ID -", "Baca Juga", "(*)", "pernah tayang"), "Rina Puspita",
        ("Kontan", "Dermaga lama dibuka, tarif penyeberangan Rp 5.000"),
    )  # fmt: skip


def _cnn() -> PressPage:
    title = "Koperasi Kopi Catat Kenaikan Panen Hampir Seperlima"
    p = _ps(COFFEE, "<strong>Jakarta, CNN Indonesia</strong> -- ")
    p.insert(2, '<div class="paradetail">ADVERTISEMENT SCROLL TO CONTINUE WITH CONTENT</div>')
    p.append("<p>[Gambas:Video CNN]</p><strong>(sfr/agt)</strong>")
    body = (
        f'<h1>{title}</h1><div class="text-cnn_grey">Rabu, 07 Mei 2025 11:20 WIB</div>'
        f'<div class="detail-text">{"".join(p)}</div><p>Bagikan:</p>'
    )
    head = _og(title, "CNN Indonesia") + '<meta name="publishdate" content="2025/05/07 11:20:05">'
    return PressPage(
        "cnn", "cnn-indonesia", "https://www.cnnindonesia.com/ekonomi/20250507112005-92-1200001/koperasi-kopi",
        _page(head, body), title, COFFEE, "2025-05-07T11:20:05+07:00",
        ("CNN Indonesia --", "ADVERTISEMENT", "Gambas", "(sfr/agt)", "Bagikan"),
    )  # fmt: skip


def _republika() -> PressPage:
    title = "Perpustakaan Keliling Tambah Jangkauan Desa"
    p = _ps(LIBRARY, "REPUBLIKA.CO.ID, WONOSOBO -- ")
    p.insert(
        2, '<div class="baca-juga"><h4>Baca Juga</h4><ul><li><a href="/1">Taman Baca di Kaki Gunung</a></li></ul></div>'
    )
    p.append("<p>sumber : Antara</p>")
    body = (
        f'<h1>{title}</h1><div class="date">Kamis 12 Jun 2025 14:02 WIB</div><div>Rep: Fuji Lestari / Red: Andi Nur</div>'
        f'<div class="article-content"><article>{"".join(p)}</article></div>'
        "<p>Ikuti Whatsapp Channel Republika</p><p>Komentar</p>"
    )
    head = (
        _og(title, "Republika Online") + '<meta property="article:published_time" content="2025-06-12T14:02:00+07:00">'
    )
    return PressPage(
        "republika", "republika", "https://rejogja.republika.co.id/berita/sxabc1/perpustakaan-keliling",
        _page(head, body), title, LIBRARY, "2025-06-12T14:02:00+07:00",
        ("REPUBLIKA.CO.ID", "Baca Juga", "sumber : Antara", "Whatsapp Channel", "Rep:"),
        credit=("Antara", ""),
    )  # fmt: skip


def _jpnn() -> PressPage:
    title = "Dermaga Lama Beroperasi Lagi, Pedagang Lega"
    p = _ps(HARBOUR, "<strong>jpnn.com, PALEMBANG</strong> - ")
    p.insert(
        2,
        '<div class="baca-juga"><b>Baca Juga:</b><ul><li><a href="/x">Sungai Dikeruk Mulai Pekan Depan</a></li></ul></div>',
    )
    p[-1] = p[-1].replace("</p>", " (mcr10/jpnn)</p>")
    body = (
        f'<h1 class="judul">{title}</h1><h6>Selasa, 04 Maret 2025 – 15:30 WIB</h6>'
        f'<div itemprop="articleBody">{"".join(p)}<div class="pagination">Halaman: <a href="?page=1">1</a></div></div>'
        "<p>Jangan Lewatkan Video Terbaru:</p><p>Redaktur &amp; Reporter : Natalia Fatimah</p>"
        "<p>Silakan baca konten menarik lainnya dari JPNN.com di Google News</p>"
    )
    head = _og(title, "JPNN.com") + '<meta name="jpnncom_news_pubdate" content="04-03-2025 15:30:00">'
    return PressPage(
        "jpnn", "jpnn", "https://www.jpnn.com/news/dermaga-lama-beroperasi-lagi-pedagang-lega",
        _page(head, body), title, HARBOUR, "2025-03-04T15:30:00+07:00",
        ("jpnn.com, PALEMBANG", "Baca Juga", "(mcr10/jpnn)", "Halaman:", "Redaktur", "Google News"),
    )  # fmt: skip


def _media_indonesia() -> PressPage:
    title = "Panen Kopi Maju Dua Pekan"
    p = _ps(COFFEE)
    p.insert(2, '<p><strong>Baca juga : <a href="/x">Ekspor Kopi Triwulan Pertama</a></strong></p>')
    p[-1] = p[-1].replace("</p>", " (E-2)</p>")
    body = (
        f'<h1>{title}</h1><div class="datetime">7/5/2025 06:30</div><div class="article"><p>Petani menjemur kopi. '
        f"(MI/Agus)</p>{''.join(p)}<p>Cek berita dan artikel yg lain di Google News dan dapatkan e-paper</p></div>"
    )
    head = _og(title, "Media Indonesia") + _ld(title, "2025-05-07T06:30:00+07:00", "Budi Arista")
    return PressPage(
        "media-indonesia", "media-indonesia", "https://mediaindonesia.com/ekonomi/700001/panen-kopi-maju-dua-pekan",
        _page(head, body), title, COFFEE, "2025-05-07T06:30:00+07:00",
        ("Baca juga", "(E-2)", "Google News", "(MI/Agus)"), "Budi Arista",
    )  # fmt: skip


def _today() -> PressPage:
    title = "Kisah Mobil Pustaka yang Ditunggu Anak Desa"
    text = "<br><br>".join(LIBRARY)
    body = (
        f'<div class="detail"><div class="detail-headline"><h2>{title}</h2><span>13 Juni 2025, 07:10 WIB</span></div>'
        '<div class="detail-img"><img src="x.jpg"><p class="detail-img-copyright">Mobil pustaka (dok. pribadi)</p></div>'
        f'<div class="infinite"><div class="infinite-box">{text}<br><br><i>Sumber : KapanLagi.com</i></div></div></div>'
    )
    return PressPage(
        "kapanlagi-today", "", "https://today.kapanlagi.com/showbiz/kisah-mobil-pustaka-yang-ditunggu-anak-desa",
        _page(f"<title>{title} | Today KapanLagi.com</title>", body), title, LIBRARY, "2025-06-13T07:10:00+07:00",
        ("(dok. pribadi)", "Sumber :"),
    )  # fmt: skip


def _viva() -> PressPage:
    title = "Penyeberangan Sungai Dibuka, Ini Tarifnya"
    p = _ps(HARBOUR, "<strong>Palembang, VIVA</strong> – ")
    p.insert(3, '<div class="recommended-article"><p>Baca Juga :</p><a href="/x">Rute Baru Bus Kota</a></div>')
    p.append(
        "<p>Artikel ini telah tayang di tvOnenews.com pada hari Selasa, 4 Maret 2025, 11:02 WIB</p>"
        "<p>Judul Artikel : Dermaga Lama Dibuka, Warga Antre Sejak Subuh</p>"
        "<p>Link Artikel : https://www.tvonenews.com/daerah/300001-dermaga-lama-dibuka</p>"
    )
    body = (
        f'<h1 class="main-content-title">{title}</h1><div class="main-content-date">Selasa, 4 Maret 2025 - 16:45 WIB</div>'
        f'<div class="main-content-author">Oleh : Satria Nugraha</div><div class="main-content-detail">{"".join(p)}</div>'
        "<p>Halaman Selanjutnya</p>"
    )
    return PressPage(
        "viva", "viva", "https://www.viva.co.id/berita/nasional/1800001-penyeberangan-sungai-dibuka",
        _page(_og(title, "VIVA.co.id"), body), title, HARBOUR, "2025-03-04T16:45:00+07:00",
        ("Palembang, VIVA", "Baca Juga", "telah tayang", "Judul Artikel", "Halaman Selanjutnya"), "Satria Nugraha",
        ("tvOnenews.com", "Dermaga Lama Dibuka, Warga Antre Sejak Subuh"),
    )  # fmt: skip


def _divs() -> PressPage:
    """A regional paper on its own CMS: paragraphs in bare divs, a table, a list, WIT."""
    title = "Panen Kopi di Pegunungan Tengah Dimulai"
    rows = "<table><tr><td>Distrik</td><td>Ton</td></tr><tr><td>Walesi</td><td>112</td></tr></table>"
    body = (
        f'<div id="konten"><h1>{title}</h1><div>Jayapura, 07 Mei 2025 | 13:20 WIT</div>'
        + "".join(f"<div>{text}</div>" for text in COFFEE[:4])
        + f"{rows}<ul><li>Biji merah dipetik dengan tangan.</li><li>Biji hijau ditinggalkan di pohon.</li></ul>"
        + f'<div>{COFFEE[4]}</div></div><div class="komentar">'
        + "<div>Bagus sekali beritanya, semoga petani makin sejahtera ya.</div></div>"
    )
    paragraphs = (
        *COFFEE[:4], "Distrik Ton", "Walesi 112", "Biji merah dipetik dengan tangan.", "Biji hijau ditinggalkan di pohon.",
        COFFEE[4],
    )  # fmt: skip
    return PressPage(
        "bare-divs", "", "https://www.kabarpegunungan.id/ekonomi/panen-kopi-di-pegunungan-tengah-dimulai",
        _page(f"<title>{title}</title>", body), title, paragraphs, "2025-05-07T13:20:00+09:00", ("Bagus sekali",),
    )  # fmt: skip


PAGES = (
    _kompas(), _kontan(), _detik(), _tribun(), _antara(), _liputan6(), _merdeka(), _sosok(), _cnn(), _republika(), _jpnn(),
    _media_indonesia(), _today(), _viva(), _divs(),
)  # fmt: skip
