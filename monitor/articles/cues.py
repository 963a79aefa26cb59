"""Which blocks of an Indonesian news page are not its text: related links, promotions, page markers, sign-offs, bylines.

Every cue looks at the beginning of a block and at its shape, so that a paragraph which merely mentions such words stays.
"""

import re
from dataclasses import dataclass

_PROSE = 320  # a longer block is prose, unless its opening leaves no doubt


@dataclass(frozen=True, slots=True)
class Cue:
    """A kind of noise: how its blocks begin, and how long they may be."""

    kind: str
    opening: re.Pattern[str]
    longest: int = _PROSE


def _cue(kind: str, opening: str, longest: int = _PROSE) -> Cue:
    return Cue(kind, re.compile(rf"(?i)[\W_]*(?:{opening})"), longest)


_WHOLE = r"[\W_]*$"
_READ = r"(?:baca|lihat|simak|tonton|saksikan|cek|klik|dengarkan|nonton|watch|read)"
_ALSO = r"(?:juga|pula|lagi|selengkapnya|selanjutnya|lainnya|ini|di ?sini|more|also)"
_THING = r"(?:artikel|berita|ulasan|liputan|konten|kisah|info\w*|laporan|video|videonya|foto|foto-foto\w*|live|streaming|podcast)"

CUES = (
    _cue(
        "related",
        rf"{_READ}(?:\s+{_ALSO})?(?:\s+{_THING})?(?:\s+{_ALSO})?(?:\s+(?:terkait|menarik|terbaru))?\s*(?:[:|»>]|\s[-–])",
    ),
    _cue("related", rf"{_READ}(?:\s+{_THING})?\s+(?:juga|selengkapnya|selanjutnya|lainnya|di ?sini){_WHOLE}"),
    _cue("related", r"baca juga(?!\s+(?:buku|kitab|novel|surat|al[- ])\b)\s*\S.{0,160}(?<![.!])$", 200),
    _cue(
        "related",
        r"(?:artikel|berita|topik|tag|tulisan|video|konten|foto|kabar)\s+(?:terkait|terpopuler|lainnya|populer|pilihan|terbaru|menarik lainnya)\s*(?::|$)",
    ),
    _cue(
        "related",
        r"(?:pilihan editor|pilihan redaksi|related (?:posts?|news|articles?)|also read|read (?:also|more)|berita lain(?:nya)?)\s*(?::|$)",
    ),
    _cue(
        "related",
        r"(?:baca|simak)\s+(?:berita|artikel|informasi|info|kabar|ulasan)\b.{0,90}\b(?:di sini|disini|di bawah ini|google news|lainnya|whatsapp)\b",
    ),
    _cue(
        "related",
        r"(?:baca|simak|lihat|klik)\s+(?:\w+\s+){0,2}(?:selengkapnya|berikutnya|halaman (?:selanjutnya|berikutnya|dua|tiga))\b.{0,60}$",
        120,
    ),
    _cue(
        "video",
        r"(?:lihat|simak|tonton|saksikan|nonton|cek|putar)\s+(?:juga\s+|pula\s+)?(?:video|tayangan|live|detiksore)\b.{0,200}$",
        260,
    ),
    _cue(
        "video",
        r"(?:lihat|simak|tonton|saksikan)\s+(?:juga\s+)?(?:\w+\s+){0,3}(?:video|tayangan)\w*\s.{0,80}(?:berikut|di bawah|pilihan|di sini)\b",
    ),
    _cue(
        "video",
        rf"(?:video|foto|infografis|galeri)\s*(?:pilihan|terkait|populer|terkini|hari ini)?\s*(?::|{_WHOLE})",
        160,
    ),
    _cue("embed", r"\[\s*(?:gambas|youtube|twitter|instagram|facebook|video|embed|gallery|caption|tiktok)\b[^\]]*\]"),
    _cue(
        "embed",
        r"(?:lihat (?:postingan|kiriman) ini di|view this (?:post|profile) on|sebuah kiriman (?:yang )?dibagikan|(?:a|1) (?:post|photo|reel) (?:shared|posted) by|a post shared|postingan (?:asli )?dibagikan|kiriman dibagikan)",
        600,
    ),
    _cue("ad", r"(?:advertisement|advertorial|iklan|sponsored|promoted)(?:\s+scroll\b.*)?[\W_]*$", 120),
    _cue(
        "ad",
        r"scroll\s+(?:to\s+(?:continue|resume|read)|(?:down\s+|ke (?:bawah\s+)?)?(?:untuk|buat)\s+(?:melanjutkan|lanjut|membaca))",
    ),
    _cue("ad", r"(?:content|lanjutkan membaca|gulir(?: ke bawah)? untuk (?:lanjut|melanjutkan))\b.{0,40}$", 60),
    _cue(
        "ad",
        r"(?:nyaman tanpa iklan|baca (?:berita )?tanpa iklan|kompascom\+|langganan bisnispro|berlangganan .{0,40}tanpa iklan)",
    ),
    _cue("page", r"(?:halaman|laman|page|hal)\s*(?:\d|berikutnya|selanjutnya|sebelumnya|:|\(|$).{0,40}$", 80),
    _cue("page", r"\d{1,2}\s*(?:dari|/|of)\s*\d{1,2}\s*(?:halaman|hal|page)?[\W_]*$", 40),
    _cue(
        "page",
        r"(?:\d{1,2}\s+){1,9}\d{0,2}\s*(?:selanjutnya|berikutnya|next|last|tampilkan semua|show all|semua halaman|lihat semua)",
        80,
    ),
    _cue(
        "page",
        rf"(?:selanjutnya|berikutnya|sebelumnya|selengkapnya|next|prev(?:ious)?|tampilkan semua|show all|lihat semua|lanjutkan membaca|baca selengkapnya|baca selanjutnya){_WHOLE}",
        60,
    ),
    _cue("page", r"(?:lanjut|bersambung|berlanjut)\s+(?:baca\s+)?ke\s+(?:halaman|laman|hal)\b", 120),
    _cue("page", r"(?:baca )?(?:selanjutnya|halaman selanjutnya|halaman berikutnya)\s*[:→»>]", 200),
    _cue(
        "promo",
        r"(?:yuk,?\s+|ayo,?\s+|mari\s+)?(?:dapatkan|ikuti|simak|cek|gabung|bergabung|join|follow|update|unduh|download|subscribe|berlangganan|temukan|baca)\b.{0,220}\b(?:whatsapp|telegram|google\s?news|play ?store|app ?store|channel|saluran|aplikasi|newsletter|ponselmu|youtube|instagram|tiktok|facebook|twitter)\b",
    ),
    _cue("promo", r"(?:cek|baca|simak)\s+berita (?:dan|&) artikel\b"),
    _cue(
        "promo",
        r"(?:dapatkan|ikuti|simak|update)\s+(?:terus\s+)?(?:update\s+)?(?:berita|informasi|kabar|perkembangan|breaking news|artikel)\b.{0,120}\b(?:setiap hari|pilihan|terkini|terbaru|terupdate|lainnya)\b.{0,160}$",
    ),
    _cue(
        "promo", r"(?:pastikan|jangan lupa)\b.{0,60}\b(?:install|instal|unduh|subscribe|follow|aktifkan notifikasi)\b"
    ),
    _cue(
        "promo",
        r"(?:jangan|agar tidak|biar (?:tidak|nggak|enggak)) (?:ketinggalan|lewatkan|sampai ketinggalan)\b.{0,80}\b(?:berita|informasi|update|kabar|whatsapp|kompas)\b",
    ),
    _cue(
        "promo",
        r"(?:banyak orang hebat di sekitar kita|segera lengkapi data dirimu|lengkapi profil|yuk daftarkan|ikutan program|#jernihberkomentar)",
        500,
    ),
    _cue("promo", r"\*?\s*fakta atau hoaks\?", 500),
    _cue("promo", r"konten (?:ini )?(?:hasil )?kerja ?sama\b", 120),
    _cue("promo", r"(?:install|instal|unduh|download)\s+(?:sekarang\s+)?(?:aplikasi|app)\b"),
    _cue(
        "share",
        rf"(?:bagikan|share|sebarkan|salin (?:link|tautan)|copy link|kirim ke|facebook|twitter|whatsapp|telegram|line|linkedin|email|pinterest|url berhasil disalin|tautan disalin)(?:\s*:.{{0,60}}|\s+(?:artikel|berita|ke|via|on|this)\b.{{0,40}}|{_WHOLE})",
        100,
    ),
    _cue(
        "comment",
        rf"(?:komentar|\d+ komentar|tulis komentar|kirim komentar|berikan komentar(?:mu| anda)?|tinggalkan komentar|comments?){_WHOLE}",
        80,
    ),
    _cue(
        "comment",
        r"(?:ingatlah untuk menjaga komentar|komentar di luar tanggung jawab|apa (?:pendapat|komentar)(?:mu| anda)\b.{0,60}komentar|bagaimana (?:pendapat|tanggapan)(?:mu| anda)\b.{0,60}komentar|silakan login untuk|masuk untuk (?:ber)?komentar)",
    ),
    _cue("byline", r"(?:pe)?(?:warta|nulis|nyunting|naskah|liput)\s*:\s*\S", 200),
    _cue(
        "byline",
        rf"(?:reporter|editor|penulis|kontributor|wartawan|jurnalis|koresponden|redaktur|pewarta|penyunting|penerjemah|uploader|author|writer|laporan|rep|red|content writer|sub ?editor|produser|video ?editor|fotografer|tim (?:liputan|redaksi))(?:\s*/\s*\w+)?\s*[:|]\s*\S.{{0,160}}$",
        200,
    ),
    _cue("byline", r"(?:editor|reporter|penulis)\s+[A-Z][\w.' ]{2,40}$", 60),
    _cue(
        "byline",
        r"(?:laporan|dilaporkan)\s+(?:langsung\s+)?(?:wartawan|reporter|kontributor|jurnalis|koresponden)\b.{0,120}$",
        160,
    ),
    _cue("byline", r"(?:oleh|by)\s*:\s*[^.]{2,80}$", 90),
    _cue(
        "caption",
        r"(?:foto|photo|keterangan (?:foto|gambar)|ilustrasi|sumber (?:foto|gambar|video)|kredit foto|gambar|caption)\s*[:/].{0,300}$",
        400,
    ),
    _cue("caption", rf"(?:perbesar|zoom|ilustrasi(?:\s+\w+){{0,3}}|lihat foto|\d+\s*/\s*\d+){_WHOLE}", 60),
    _cue(
        "caption",
        r"[^.!?]{3,150}\((?:foto|dok|sumber|istimewa|ist|photo|credit|liputan6\.com/|kompas\.com/|antara foto|antara/|shutterstock|getty|freepik|pixabay|unsplash|pexels)\b[^)]{0,90}\)[\W_]*$",
        300,
    ),
    _cue(
        "caption", r"[^.!?]{3,120}\s\(c\)\s[\w/. ]{2,50}$|[^!?]{3,160}\s?©\s?\d{0,4}\s?\S[^.]{0,80}(?:\.com\S*)?$", 260
    ),
    _cue("caption", r"infografis\b[^.!?]{0,110}$", 130),
    _cue("markup", r"<?\s*/?\w+[^>]*(?:src|href|class|style|width)\s*=", 2000),
    _cue(
        "copyright",
        r"(?:copyright|hak cipta|©|\(c\)\s*\d{4}|all rights reserved|dilarang (?:keras )?(?:mengambil|mengutip|menyalin|mengcopy))",
        400,
    ),
    _cue("tags", r"(?:tags?|topik|kata kunci|keywords?|label)\s*:\s*\S.{0,200}$", 240),
    _cue("tags", r"#\w[\w-]*(?:[\s,]+#\w[\w-]*)*[\W_]*$", 200),
    _cue("contents", rf"daftar isi(?:\s+isi)?{_WHOLE}", 40),
    _cue(
        "date",
        r"(?:diterbitkan|dipublikasikan|diperbarui|terakhir diperbarui|last updated?|published|updated|tayang)\s*:?\s*(?:pada\s+)?(?:\w+,\s*)?\d{1,2}[\s/-]\S.{0,50}$",
        90,
    ),
    _cue(
        "date",
        r"(?:senin|selasa|rabu|kamis|jum'?at|sabtu|minggu),?\s*\d{1,2}[\s/-]\w+[\s/-]\d{4}[\s,|/–-]*(?:pukul\s*)?(?:\d{1,2}[.:]\d{2}.{0,12})?$",
        60,
    ),
    _cue(
        "source",
        r"(?:sumber|source)\s*(?:artikel|berita|tulisan|data|informasi)?\s*:\s*\S[^.]{0,90}(?:\.\w{2,5}\S*)?[\W_]*$",
        160,
    ),
)

_STOP = re.compile(
    r"(?i)[\W_]*(?:(?:topik|tag|berita|artikel|baca|konten|video)\s+(?:terkait|lainnya|terpopuler|populer|terbaru|terkini|pilihan)|"
    r"berita lain(?:nya)?|rekomendasi(?: untuk (?:anda|kamu))?|terpopuler|most popular|trending|populer|pilihan untukmu|"
    r"related (?:posts?|news|articles?)|you (?:may|might) (?:also )?like|ingatlah untuk menjaga komentar.*|"
    r"banyak orang hebat di sekitar kita.*|komentar|comments|tinggalkan (?:balasan|komentar)|leave a (?:reply|comment)|"
    r"artikel asli|berita sebelumnya|berita berikutnya|kabar terkini|jangan lewatkan|lihat semua|"
    r"dapatkan informasi menarik lainnya.*)[\W_]*$"
)
_STOP_LONGEST = 180

_CODE = r"[A-Za-z][A-Za-z0-9.]{0,14}"
_AGENCY = r"(?:ant(?:ara)?|rel(?:ease)?|adv|red(?:aksi)?|ist|afp|reuters|ap|bbc|xinhua|dpa|bernama|tim|net|jpnn|jpg|okz|man|inf)"
_SIGN_STRONG = re.compile(
    rf"[(\[]\s*(?:{_CODE}(?:\s?[/|\\-]\s?{_CODE}){{1,3}}|[A-Z]{{1,3}}-\d{{1,2}}|\*+|[a-z]{{2,5}}|(?i:{_AGENCY})"
    r"|(?i:adv|rel|red)[ ./-]\S{1,20}|[\w.]+\.(?:com|id|co\.id)\s?/[\w .,'/-]{2,60})\s*[)\]][\s.*#]*$"
    r"|(?:\s|^)(?:\*{2,}|#{2,}|_{3,}|-{3,}|={3,})\s*$"
)
_SIGN_SHORT = re.compile(r"[(\[]\s*[A-Za-z]{1,4}\s*[)\]]\s*$")
_SIGN_NAMES = re.compile(r"\(\s*(?:[A-Z][\w.'-]+|[A-Z]{2,6})(?:[ ,/]+[A-Z][\w.'-]+){0,4}\s*\)\s*$")
_UNITS = re.compile(
    r"(?i)[(\[]\s*(?:km|m|kg|g|gr|gram|liter|l|rp|ton|jam|hari|ha|usd|wib|wita|wit|ya|pp|pk|hp|cc|kwh?|mb|gb|dan|he|she|him|a|an)\b"
)
_SENTENCE_END = re.compile(r"[.!?…:;\"”’')\]*]\s*$")
_GLUED = re.compile(
    r"(?<=[.!?\"”’)\]])\s*(?:baca juga|lihat juga|simak juga|baca selengkapnya)\s*:\s*\S[^.!?]{5,170}[.!?]?$",
    re.IGNORECASE,
)
_GLUED_MARK = re.compile(
    r"(?i)\s*(?:\[gambas:[^\]]*\]|advertisement\s+scroll to (?:continue|resume) (?:with )?content|scroll to continue with content)\s*"
)
_LETTER = re.compile(r"[^\W_]")


def kind_of_noise(text: str) -> str:
    """The kind of noise that a whole block is ("related", "promo", "byline", ...); "" when it is text."""
    if not _LETTER.search(text):
        return "rule"
    size = len(text)
    if size > 700:
        return ""
    return next((cue.kind for cue in CUES if size <= cue.longest and cue.opening.match(text)), "")


def ends_body(text: str) -> bool:
    """Whether a block is a heading after which no page has text of its own: "Berita Terkait", "Komentar"."""
    return len(text) <= _STOP_LONGEST and _STOP.match(text) is not None


_TAGS_AFTER = re.compile(r"\s\([A-Za-z0-9]{2,6}/[A-Za-z0-9]{2,6}\)\s+[^.!?\"“”]{3,300}$")


def strip_sign_off(text: str, *, last: bool = True) -> str:
    """A paragraph without the sign-off at its end: "(vyp/kna)", "(*)", "***", "(E-2)", "[dan]".

    `last`: it is one of the page's last paragraphs, where a bare "(fer)" or "(Budi Santoso)" after a sentence counts too.
    """
    if last:
        text = _TAGS_AFTER.sub("", text)
    for _ in range(3):
        shorter = _without_sign_off(text, last)
        if shorter == text:
            break
        text = shorter
    return text


def _without_sign_off(text: str, last: bool) -> str:
    for pattern, weak in ((_SIGN_STRONG, False), (_SIGN_SHORT, True), (_SIGN_NAMES, True)):
        found = pattern.search(text)
        if not found or (weak and not last) or _UNITS.match(found[0].strip()):
            continue
        kept = text[: found.start()].rstrip()
        if not kept or _SENTENCE_END.search(kept) or (last and not weak and "/" in found[0]):
            return kept
    return text


def strip_glued(text: str) -> str:
    """A paragraph without noise that the page put into it: a related line after its last sentence, a player's mark."""
    text = _GLUED_MARK.sub(" ", text).strip()
    return _GLUED.sub("", text).rstrip()
