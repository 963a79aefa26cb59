"""More pages in the manner of the press, 2015 to 2025: what each outlet puts before, between and behind its paragraphs."""

import re

from tests.press_pages import COFFEE, HARBOUR, LIBRARY, PressPage

_POPULAR = "".join(
    f'<div class="item"><a href="/baca/{n}"><h3>Kabar lain yang ramai dibaca orang nomor {n}</h3></a><span>{n} jam lalu</span></div>'
    for n in range(1, 7)
)


def _manner(
    name: str,
    publisher: str,
    url: str,
    site: str,
    *,
    title: str,
    body: str,
    text: tuple[str, ...],
    published: str,
    noise: tuple[str, ...],
    head: str = "",
    author: str = "",
    credit: tuple[str, str] | None = None,
    paragraphs: tuple[str, ...] | None = None,
) -> PressPage:
    """A page out of a template: $0 to $4 are the paragraphs of `text`, $T is the headline."""
    filled = re.sub(r"\$(\d)", lambda found: text[int(found[1])], body).replace("$T", title)
    html = (
        f'<!DOCTYPE html><html lang="id"><head><meta charset="utf-8"><title>{title} - {site}</title>'
        f'<meta property="og:title" content="{title}"><meta property="og:site_name" content="{site}">'
        f'<meta property="og:type" content="article">{head}</head><body>'
        '<header><ul class="nav"><li><a href="/nasional">Nasional</a></li><li><a href="/ekonomi">Ekonomi</a></li></ul></header>'
        f'<div class="wrapper">{filled}</div><div class="sidebar"><h2>Terpopuler</h2>{_POPULAR}</div>'
        "<footer><p>Redaksi | Pedoman Media Siber | Karier</p><p>Hak cipta dilindungi undang-undang</p></footer></body></html>"
    )
    return PressPage(name, publisher, url, html, title, paragraphs or text, published, noise, author, credit)


def _meta(time: str) -> str:
    return f'<meta property="article:published_time" content="{time}">'


_TRANS = (
    _manner(
        "cnn-2024", "cnn-indonesia", "https://www.cnnindonesia.com/nasional/20240604101500-20-1100001/dermaga-lama-dibuka",
        "CNN Indonesia", title="Dermaga Lama Dibuka, Warga Antre", text=HARBOUR, published="2024-06-04T10:15:00+07:00",
        head='<meta name="publishdate" content="2024/06/04 10:15:00">',
        noise=("CNN Indonesia --", "Lihat Juga", "ADVERTISEMENT", "RESUME", "Gambas", "(tfq/gil)", "Saksikan", "halaman berikutnya"),
        body=(
            '<h1 class="mb-2 text-[28px]">$T</h1><div class="text-cnn_grey text-sm mb-4">Selasa, 04 Jun 2024 10:15 WIB</div>'
            '<div class="flex"><div class="share">Bagikan:</div><div class="detail-image"><figure><img src="a.jpg">'
            "<figcaption>Warga antre di dermaga. (CNN Indonesia/Sekar)</figcaption></figure></div>"
            '<div class="detail-text text-cnn_black text-sm grow min-w-0"><strong>Jakarta, CNN Indonesia</strong> -- <p>$0</p><p>$1</p>'
            '<div class="paradetail"><p>ADVERTISEMENT</p><p>SCROLL TO RESUME CONTENT</p></div>'
            '<table class="linksisip"><tbody><tr><td><div class="lihatjg"><strong>Lihat Juga :</strong><a href="/x"><h2>Sungai Surut '
            "Setelah Kemarau Panjang</h2></a></div></td></tr></tbody></table><p>$2</p><p>$3</p><p>$4</p>"
            "<p>Bersambung ke halaman berikutnya...</p><strong>(tfq/gil)</strong><p>[Gambas:Video CNN]</p>"
            "<p>Saksikan Video di Bawah Ini:</p></div></div>"
        ),
    ),
    _manner(
        "cnbc", "cnbc-indonesia", "https://www.cnbcindonesia.com/news/20240507111005-4-530001/panen-kopi-naik", "CNBC Indonesia",
        title="Panen Kopi Naik Hampir Seperlima", text=COFFEE, published="2024-05-07T11:10:05+07:00",
        head='<meta name="publishdate" content="2024/05/07 11:10:05">', author="Sekar Ayu",
        noise=("CNBC Indonesia -", "Baca:", "Pilihan Redaksi", "ADVERTISEMENT", "(mij/mij)", "Next Article", "Saksikan"),
        body=(
            '<h1 class="mb-4 text-32 font-extrabold">$T</h1><div class="mb-1">Sekar Ayu, <a href="/">CNBC Indonesia</a></div>'
            '<div class="text-cm text-gray">07 May 2024 11:10</div><div class="detail-text min-w-0"><p><strong>Jakarta, CNBC Indonesia</strong> '
            '- $0</p><p>$1</p><table class="linksisip"><tr><td>Baca:<br><a href="/x"><h2>Harga Kopi Dunia Turun</h2></a></td></tr></table>'
            "<p>$2</p><div><strong>Pilihan Redaksi</strong><ul><li><a href='/1'>Ekspor Kopi Lewat Pelabuhan Utara</a></li>"
            "<li><a href='/2'>Bibit Kopi Baru Tahan Kering</a></li></ul></div><p>ADVERTISEMENT SCROLL TO RESUME CONTENT</p><p>$3</p><p>$4</p>"
            "<p><strong>Saksikan video di bawah ini:</strong></p><p>[Gambas:Video CNBC]</p><p>(mij/mij)</p>"
            "<div>Next Article<a href='/3'>Kopi Robusta Diburu Pembeli Asing</a></div></div>"
        ),
    ),
)  # fmt: skip
_TEMPO = (
    _manner(
        "tempo-2015", "tempo", "https://gaya.tempo.co/read/news/2015/11/05/060700001/mobil-pustaka-menjangkau-27-desa", "Tempo Gaya",
        title="Mobil Pustaka Menjangkau 27 Desa", text=LIBRARY, published="2015-11-05T11:13:00+07:00",
        noise=("TEMPO.CO", "DINI", "COK. desa", "Komentar adalah", "Berita Terkait"),
        paragraphs=(LIBRARY[0], LIBRARY[1], "Berebut Buku", LIBRARY[2], LIBRARY[3], LIBRARY[4]),
        body=(
            '<div class="right-col"><div id="tops"><h2 class="title">Top 10 Gaya</h2><h3><a href="/1">Hasil Studi tentang Minat Baca</a></h3></div>'
            '</div><div class="center-col"><div class="artikel"><ul class="block-kanal-map"><li><a href="/">home</a></li></ul><h1> $T &nbsp; </h1>'
            '<div class="block-tanggal">Kamis, 05 November 2015 | 11:13 WIB</div><div class="block-display"><div class="single-img"><img src="a.jpg">'
            '</div><div class="deskripsi">Mobil pustaka di alun-alun. Doc. COK. desa</div></div>'
            "<p><strong>TEMPO.CO</strong>, <strong>Jakarta</strong> - $0 <br /> <br /> $1<br /> <br /> <strong>Berebut Buku</strong><br /> $2<br /> "
            "<br /> $3<br /> <br /> $4<br /> <br /> <strong>DINI TEJA</strong></p></div>"
            '<div class="blocking off"><div class="title small">Berita Terkait</div><ul class="list-text"><li><a href="/2">Aktivitas Membaca bagi Anak'
            '</a></li><li><a href="/3">Kurangi Layar, Perbanyak Buku</a></li></ul></div><p class="disclaimer">Disclaimer : Komentar adalah tanggapan '
            "pribadi, tidak mewakili kebijakan editorial redaksi.</p></div>"
        ),
    ),
    _manner(
        "tempo-2023", "tempo", "https://nasional.tempo.co/read/1730001/dermaga-lama-dibuka-warga-antre-sejak-subuh", "Tempo",
        title="Dermaga Lama Dibuka, Warga Antre Sejak Subuh", text=HARBOUR, published="2023-06-06T05:18:00+07:00",
        head=_meta("2023-06-06T05:18:00+07:00"), author="Sekar Ayu",
        noise=("TEMPO.CO", "Iklan", "Scroll", "Baca juga", "Pilihan Editor", "SEKAR AYU", "Ikuti berita", "Foto:"),
        body=(
            '<article><h1 class="title">$T</h1><div class="date">Selasa, 6 Juni 2023 05:18 WIB</div><div><a href="/penulis/1">Sekar Ayu</a></div>'
            '<figure><img src="a.jpg"><figcaption>Warga di dermaga. Foto: Tempo/Sekar</figcaption></figure><div class="detail-konten" id="isi">'
            "<p><strong>TEMPO.CO</strong>, <strong>Palembang</strong> - $0</p><div class='iklan'><p>Iklan</p><p>Scroll Untuk Melanjutkan</p></div>"
            "<p>$1</p><p><strong>Baca juga: <a href='/x'>Sungai Surut Setelah Kemarau</a></strong></p><p>$2</p><p>Iklan</p><p>$3</p><p>$4</p>"
            "<p><strong>SEKAR AYU | BIMA SAPUTRA</strong></p><p><strong>Pilihan Editor: <a href='/y'>Mengapa Perahu Kian Langka?</a></strong></p>"
            "<p>Ikuti berita terkini dari Tempo di Google News, <a href='https://news.google.com'>klik di sini</a>.</p></div></article>"
        ),
    ),
)  # fmt: skip
_MNC = (
    _manner(
        "okezone-2015", "okezone", "https://lifestyle.okezone.com/read/2015/11/05/481/1240001/kopi-lereng-timur-dipanen-lebih-awal",
        "Okezone Lifestyle", title="Kopi Lereng Timur Dipanen Lebih Awal!", text=COFFEE, published="2015-11-05T15:56:00+07:00",
        noise=("(ren)", "(Foto: Usnews)", "Jurnalis", "Berita Rekomendasi", "Login untuk", "0 komentar", "Berita lainnya"),
        body=(
            '<div class="news-head"><h1><a href="/health" title="Okezone">Okezone $T - Health :: Okezone Lifestyle</a></h1></div>'
            '<div class="left-wrap"><ul class="breadcrumb"><li><a href="/">Home</a></li></ul><div class="meta-post"><time class="tgl">Kamis, 5 November '
            '2015 - 15:56 wib</time></div><div class="titles"><h1>$T</h1></div><div class="detail-page v2"><div class="detail-img" id="imageCheckWidth">'
            '<div><img src="a.jpg"><div class="caption-img-ab"><p>Biji kopi dijemur (Foto: Usnews)</p></div></div></div><div class="detail-social-share-ab">'
            '<div class="nmreporter"><div>Dewi Kania</div><span>Jurnalis</span></div><div class="settingfont"><a>A</a><a>A</a></div></div>'
            '<div class="detail-content"><div class="detail-img"><div id="contentx" class="dtlnews"><p><strong>BIJI</strong>$0</p><p>$1</p><p>$2</p><p>$3</p>'
            "<p>$4</p></div><strong>(ren)</strong></div></div><div class='meta-bottom-content'><h3>Berita Rekomendasi</h3><div class='berita-terkait-wrap'>"
            "<ul><li><h4><a href='/1'>Tiga Cara Menyeduh Kopi di Rumah</a></h4></li><li><h4><a href='/2'>Kopi dan Jantung yang Sehat</a></h4></li></ul></div>"
            "</div><div class='detail-komentar'><h3>berikan komentar anda</h3><h4>Login untuk komentar</h4><span>0 komentar</span></div>"
            "<div class='newsmore'><h3>Berita lainnya</h3></div></div></div>"
        ),
        paragraphs=("BIJI" + COFFEE[0], *COFFEE[1:]),
    ),
    _manner(
        "okezone-2023", "okezone", "https://news.okezone.com/read/2023/06/06/340/2820001/dermaga-lama-dibuka", "Okezone News",
        title="Dermaga Lama Dibuka, Tarifnya Lima Ribu", text=HARBOUR, published="2023-06-06T09:20:00+07:00",
        head=_meta("2023-06-06T09:20:00+07:00"),
        noise=("PALEMBANG", "Follow Berita", "Baca Juga", "Dapatkan berita", "Next", "Foto:"),
        body=(
            '<div class="title-article"><h1>$T</h1></div><div class="journalist"><a title="Sekar Ayu">Sekar Ayu</a>, Jurnalis-<span>Selasa 06 Juni 2023 09:20 '
            'WIB</span></div><figure><img src="a.jpg"><figcaption>Warga antre (Foto: Okezone)</figcaption></figure><div class="c-detail read" id="contentx">'
            "<p><strong>PALEMBANG</strong> - $0</p><p>$1</p><div id='bacajuga'><p>Baca Juga: <a href='/x'>Sungai Surut Setelah Kemarau</a></p></div><p>$2</p>"
            "<div class='box-gnews'><a href='https://news.google.com'>Follow Berita Okezone di Google News</a></div><p>$3</p>"
            "<p><strong>Baca Juga: <a href='/y'>Sungai Dikeruk Mulai Pekan Depan</a></strong></p><p>$4</p><div class='paging'>1 2 Next</div>"
            "<div class='detads-bottom'><p>Dapatkan berita up to date dengan semua berita terkini dari Okezone hanya dengan satu akun, daftar sekarang dengan "
            "klik disini dan nantikan kejutan menarik lainnya</p></div></div>"
        ),
    ),
    _manner(
        "sindonews", "sindonews", "https://daerah.sindonews.com/read/1120001/720/mobil-pustaka-disambut-anak-desa-1717556400", "SINDOnews",
        title="Mobil Pustaka Disambut Anak Desa", text=LIBRARY, published="2024-06-05T10:00:00+07:00",
        noise=("WONOSOBO", "Baca juga", "(san)", "Halaman", "Lihat video", "Foto/Dok", "A A A"),
        body=(
            '<div class="detail-title"><h1>$T</h1></div><div class="detail-nama-redaksi"><a href="/a">Sekar Ayu</a></div><div class="detail-date-artikel">Rabu, '
            '05 Juni 2024 - 10:00 WIB</div><div class="detail-img"><img src="a.jpg"><div class="caption">Mobil pustaka tiba di desa. Foto/Dok Pemkab</div></div>'
            '<div class="size">A A A</div><div class="detail-desc" id="detail-desc" itemprop="articleBody"><b>WONOSOBO</b> - $0<br><br>$1<br><br>'
            '<div class="baca-inline"><span>Baca juga:</span> <a href="/x">Taman Baca di Kaki Gunung</a></div>$2<br><br>'
            "<strong>Baca Juga: <a href='/y'>Bupati Resmikan Perpustakaan Baru</a></strong><br><br>$3<br><br>$4<br><br><b>Lihat video: Anak Desa Berebut Buku"
            '</b><br><div>(san)</div></div><div class="paging">Halaman : <a>1</a> <a href="?showpage=all">Lihat Semua</a></div>'
        ),
    ),
    _manner(
        "inews", "inews", "https://www.inews.id/news/regional/dermaga-lama-dibuka-warga-antre", "iNews.ID",
        title="Dermaga Lama Dibuka, Warga Antre", text=HARBOUR, published="2024-06-04T12:30:00+07:00",
        noise=("iNews.id", "Baca Juga", "Editor", "Follow", "Bagikan", "TAG"),
        body=(
            '<h1>$T</h1><div class="author"><a href="/a">Sekar Ayu</a></div><div class="date">Selasa, 04 Juni 2024 - 12:30:00 WIB</div>'
            '<div class="photo-caption"><img src="a.jpg">Warga antre di dermaga (foto: iNews.id/Sekar)</div><div itemprop="articleBody" class="article-body">'
            "<p><strong>PALEMBANG, iNews.id</strong> - $0</p><p>$1</p><div class='bacajuga'><p>Baca Juga</p><a href='/x'>Sungai Surut Setelah Kemarau</a></div>"
            "<p>$2</p><p>$3</p><p>$4</p><p>Editor : Bima Saputra</p><p><a href='https://news.google.com'>Follow Berita iNews di Google News</a></p>"
            "<p>Bagikan Artikel:</p><div>TAG : <a href='/t'>Dermaga</a></div></div>"
        ),
    ),
)  # fmt: skip
_OTHERS = (
    _manner(
        "republika-2023", "republika", "https://ekonomi.republika.co.id/berita/rw0001/panen-kopi-lebih-awal", "Republika Online",
        title="Panen Kopi Lebih Awal", text=COFFEE, published="2023-06-07T08:45:00+07:00", credit=("Antara", ""),
        noise=("REPUBLIKA.CO.ID", "BACA JUGA", "Advertisement", "Loading", "sumber :", "Dapatkan", "Berita Terkait", "Foto:"),
        body=(
            '<div class="max-card__title"><h1>$T</h1></div><div class="date date-item__headline">Rabu 07 Jun 2023 08:45 WIB</div><p>Rep: Sekar Ayu/ Red: Bima</p>'
            '<div class="big-image"><img src="a.jpg"><p>Petani menjemur kopi. | Foto: Republika/Sekar Ayu</p></div><div class="article-content"><article>'
            '<p><strong>REPUBLIKA.CO.ID, MALANG</strong>--$0</p><div class="picked-article"><div>BACA JUGA:</div><a href="/x">Harga Kopi Dunia Turun</a></div>'
            "<p>$1</p><div>Advertisement</div><p>$2</p><p>Loading...</p><p>$3</p><p>BACA JUGA: <a href='/y'><b>Update Berita-Berita Republika.co.id, Klik di Sini"
            "</b></a></p><p>$4</p><p>sumber : Antara</p></article></div><p>Dapatkan Update Berita Republika</p><h3>Berita Terkait</h3>"
        ),
    ),
    _manner(
        "viva-2016", "viva", "https://life.viva.co.id/news/read/730001-mobil-pustaka-menyapa-27-desa", "VIVA.co.id",
        title="Mobil Pustaka Menyapa 27 Desa", text=LIBRARY, published="2016-02-16T13:01:00+07:00", author="Maya Sofia",
        noise=("VIVA.co.id -", "Foto:", "(Pemkab)", "Tweet", "twitter.com", "KOMENTARI"),
        body=(
            '<article class="article-detail clearfix"><div class="title"><h1>$T</h1></div><div class="summary">Anak-anak desa berebut buku bergambar.</div>'
            '<div class="smalldesc"><div itemprop="datePublished" class="date">Selasa, 16 Februari 2016 | 13:01 WIB</div><div itemprop="author" class="author">'
            'Oleh : <b>Maya Sofia</b></div></div><div class="photodesc">Anak desa membaca.<b>&nbsp;(Pemkab)</b></div><div id="article-content" class="content">'
            '<aside class="shareArea"><a href="#">Tweet</a></aside><span itemprop="articleBody"><strong>VIVA.co.id</strong> - $0\n<div><br /></div><div>$1</div>'
            '<div><br /></div><div>$2</div><div style="text-align: center;"><img src="b.jpg"></div><div style="text-align: center;"><em>Anak-anak memilih buku '
            "di bak mobil. Foto: Pemkab</em></div><div>$3</div><div><br /></div><div>$4&nbsp;</div><blockquote class='twitter-tweet'><p lang='en'>Books for all! "
            "<a href='#'>#baca</a></p>&mdash; Pemkab (@pemkab) <a href='https://twitter.com/x'>February 16, 2016</a></blockquote></span></div></article>"
            '<div class="fb-comments"><div>KOMENTARI ARTIKEL INI</div></div>'
        ),
    ),
    _manner(
        "antara-prwire", "antara", "https://www.antaranews.com/berita/540001/koperasi-kopi-gelar-lomba-seduh", "ANTARA News",
        title="Koperasi kopi gelar lomba seduh", text=COFFEE, published="2016-02-23T14:39:42+07:00", credit=None,
        noise=("PRNewswire", "Pewarta", "Views", "(Foto:"),
        body=(
            '<div class="bjbrt"><h1 class="title"><strong>$T</strong></h1><div class="date mt10"><time itemprop="datePublished" '
            'datetime="2016-02-23T14:39:42+07:00">Selasa, 23 Februari 2016 14:39 WIB</time> | 1.093 Views</div><div class="byline">Pewarta: <span>prwir</span>'
            '</div><div id="content_news" itemprop="articleBody"><p class="MsoNormal"><span style="font-size:12.0pt">MALANG, 23 Februari 2016 (Antara/PRNewswire) -- '
            "</span></p><p class='MsoNormal'><span>&nbsp;</span></p><p class='MsoNormal'><span>$0</span></p><p class='MsoNormal'><span>(Foto: <a href='/p'>"
            "http://photos.example/1</a>)</span></p><p class='MsoNormal'><span>$1</span></p><p class='MsoNormal'><span>$2</span></p><p class='MsoNormal'><span>$3"
            "</span></p><p class='MsoNormal'><span>$4</span></p></div></div>"
        ),
    ),
    _manner(
        "suara", "suara", "https://www.suara.com/bisnis/2024/05/07/130000/panen-kopi-lebih-awal", "suara.com",
        title="Panen Kopi Lebih Awal, Ini Sebabnya", text=COFFEE, published="2024-05-07T13:00:00+07:00", head=_meta("2024-05-07T13:00:00+07:00"),
        noise=("Suara.com -", "Baca Juga", "[Suara.com", "Kontributor", "Selasa, 07"),
        body=(
            '<div class="article-image"><h1>$T</h1><div class="author-article">Sekar Ayu</div><span class="mt-10">Selasa, 07 Mei 2024 | 13:00 WIB</span><figure>'
            '<img src="a.jpg"><figcaption>Petani menjemur kopi. [Suara.com/Sekar]</figcaption></figure></div><div class="article-content"><article>'
            "<p><strong>Suara.com -&nbsp;</strong>$0</p><p>$1</p><p><strong>Baca Juga:</strong><a href='/x'><strong>Harga Kopi Dunia Turun</strong></a></p><p>$2</p>"
            "<p>Petani memetik biji merah. [Suara.com/Sekar]</p><p>$3</p><div class='baca-juga-new'><h3>Baca Juga</h3><ul><li><a href='/y'>Bibit Kopi Tahan Kering"
            "</a></li></ul></div><p>$4</p><p><strong>Kontributor : Bima Saputra</strong></p></article></div>"
        ),
    ),
    _manner(
        "kumparan", "kumparan", "https://kumparan.com/kumparannews/dermaga-lama-dibuka-warga-antre-22vABCDEFG1", "kumparan",
        title="Dermaga Lama Dibuka, Warga Antre", text=HARBOUR, published="2024-06-04T14:05:00+07:00", head=_meta("2024-06-04T07:05:00.000Z"),
        noise=("Perbesar", "Foto:", "ADVERTISEMENT", "Baca juga", "waktu baca", "Bookmark"),
        body=(
            '<div class="Viewweb__StyledView-sc-1"><h1 data-qa-id="story-title">$T</h1><time data-qa-id="publish-date">4 Juni 2024 14:05 WIB</time><span>·</span>'
            "<span>waktu baca 2 menit</span></div><div><img src='a.jpg'><span>Perbesar</span><span>Warga antre di dermaga. Foto: Sekar Ayu/kumparan</span></div>"
            + "".join(f'<div class="Viewweb__StyledView-sc-2"><p data-qa-id="story-paragraph" class="x"><span>${n}</span></p></div>' for n in range(3))
            + '<div><span>ADVERTISEMENT</span></div><div class="Viewweb__StyledView-sc-3"><span>Baca juga:</span><a href="/x">Sungai Surut Setelah Kemarau</a></div>'
            + "".join(f'<div class="Viewweb__StyledView-sc-2"><p data-qa-id="story-paragraph" class="x"><span>${n}</span></p></div>' for n in range(3, 5))
            + "<div><span>Bookmark</span></div>"
        ),
    ),
    _manner(
        "bisnis", "bisnis", "https://ekonomi.bisnis.com/read/20240507/12/1760001/panen-kopi-lebih-awal", "Bisnis.com",
        title="Panen Kopi Lebih Awal Dongkrak Koperasi", text=COFFEE, published="2024-05-07T10:30:00+07:00", author="Sekar Ayu",
        noise=("Bisnis.com,", "Baca Juga", "Simak Berita", "Cek Berita", "Penulis :", "Ringkasan", "Bisnis/Sekar", "tanpa iklan"),
        body=(
            '<h1 class="detailsTitleCaption">$T</h1><div class="authorName">Sekar Ayu</div><div class="detailsAttributeDates">Selasa, 7 Mei 2024 | 10:30</div>'
            '<figure><img src="a.jpg"></figure><div class="detailsCoverCaption">Petani menjemur kopi - Bisnis/Sekar Ayu</div><article class="detailsContent">'
            "<p><strong>Bisnis.com, MALANG</strong> — $0</p><p>$1</p><div class='baca-juga-box'><p>Baca Juga</p><a href='/x'>Harga Kopi Dunia Turun</a></div><p>$2</p>"
            "<p>Nyaman tanpa iklan. Langganan BisnisPro</p><p>$3</p><p>$4</p><p>* Ringkasan ini dibantu dengan menggunakan AI</p>"
            "<p>Simak Berita Lainnya seputar Topik Artikel ini, di sini: <a href='/t'>kopi</a></p><p>Penulis : Sekar Ayu</p><p>Editor : Bima Saputra</p>"
            "<p>Cek Berita dan Artikel yang lain di Google News dan WA Channel</p></article>"
        ),
    ),
    _manner(
        "promedia", "pikiran-rakyat", "https://www.pikiran-rakyat.com/jawa-barat/pr-018000001/mobil-pustaka-menyapa-27-desa", "Pikiran-Rakyat.com",
        title="Mobil Pustaka Menyapa 27 Desa", text=LIBRARY, published="2024-06-05T09:15:00+07:00",
        noise=("PIKIRAN RAKYAT -", "Baca Juga", "Halaman:", "Editor:", "Sumber:", "Artikel Pilihan", "Tags"), credit=("Antara", ""),
        body=(
            '<h1 class="read__title">$T</h1><div class="read__info"><div class="read__info__author"><a href="/a">Sekar Ayu</a></div><div class="read__info__date">- 5 '
            'Juni 2024, 09:15 WIB</div></div><div class="photo"><img src="a.jpg"><div class="photo__caption">Mobil pustaka tiba di desa. /Pixabay/Sekar</div></div>'
            '<article class="read__content clearfix"><p><strong>PIKIRAN RAKYAT</strong> - $0</p><p>$1</p><p><strong>Baca Juga: <a href="/x">Taman Baca di Kaki Gunung'
            '</a></strong></p><p>$2</p><p><strong>Baca Juga: <a href="/y">Bupati Resmikan Perpustakaan Baru</a></strong></p><p>$3</p><p>$4***</p><p>Sumber: Antara</p></article>'
            '<div class="paging paging--article"><div>Halaman:</div><a>1</a><a href="?page=2">2</a></div><p class="read__editor">Editor: Bima Saputra</p>'
            "<div class='read__tagging'><h4>Tags</h4></div><h3>Artikel Pilihan</h3>"
        ),
    ),
    _manner(
        "jawapos", "jawa-pos", "https://www.jawapos.com/surabaya-raya/014000001/dermaga-lama-dibuka-warga-antre", "Jawa Pos",
        title="Dermaga Lama Dibuka, Warga Antre", text=HARBOUR, published="2024-06-04T15:40:00+07:00",
        noise=("JawaPos.com", "Baca Juga", "Editor:", "(bim/c1/ayu)", "Jangan Lewatkan", "Ikuti"),
        body=(
            '<h1>$T</h1><div class="date">Selasa, 4 Juni 2024 | 15:40 WIB</div><div class="content-article"><p><strong>JawaPos.com –</strong> $0</p><p>$1</p>'
            "<p><strong>Baca Juga: </strong><a href='/x'><strong>Sungai Surut Setelah Kemarau Panjang</strong></a></p><p>$2</p><p>$3</p><p>$4 <strong>(bim/c1/ayu)</strong>"
            "</p><p>Editor: Bima Saputra</p><p>Jangan Lewatkan: <a href='/y'>Kapal Cepat Segera Tiba</a></p><p>Ikuti terus berita Jawa Pos di Google News</p></div>"
        ),
    ),
)  # fmt: skip

PAGES = (*_TRANS, *_TEMPO, *_MNC, *_OTHERS)
