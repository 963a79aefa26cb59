"""Names of news outlets that carry no domain ending, as datelines and credits write them, in lower case."""

OUTLETS = frozenset(
    name
    for line in """
antara|antara news|antaranews|lkbn antara|kontan|kompas|harian kompas|kompas tv|kompastv|tribun|tribunnews|tribun network
warta kota|wartakota|surya|bangka pos|serambi|serambinews|sriwijaya post|pos kupang|banjarmasin post|detik|detikcom
detiknews|detikfinance|detikhot|detiksport|detikinet|detikhealth|detiktravel|detikoto|detikfood|haibunda|cnn indonesia|cnn
cnbc indonesia|cnbc|insertlive|tempo|tempo interaktif|koran tempo|majalah tempo|info tempo|info nasional|liputan6|merdeka
kapanlagi|fimela|otosia|dream|bola|bolanet|bola.net|republika|okezone|sindonews|koran sindo|inews|mnc portal|viva|tvone
tvonenews|antv|suara|jpnn|genpi|jawa pos|jawapos|radar|kumparan|bisnis|bisnis indonesia|solopos|harian jogja|harianjogja
media indonesia|medcom|metro tv|metrotvnews|katadata|pikiran rakyat|galamedia|tirto|bbc|bbc indonesia|bbc news indonesia|voa
voa indonesia|dw|dw indonesia|abc indonesia|reuters|afp|associated press|ap|xinhua|bloomberg|anadolu|the guardian
the jakarta post|jakarta post|jakarta globe|beritasatu|berita satu|investor daily|investor|suara pembaruan|kbr|kbrn|rri
tvri|rmol|rm|rakyat merdeka|akurat|inilah|gatra|tabloid nova|nova|bobo|hai|intisari|nakita|national geographic|sosok
gridhot|grid|ayojakarta|ayobandung|ayo bandung|poskota|pos kota|warta ekonomi|neraca|kabar24|kabar bisnis|infobanknews
nu online|hukumonline|ddtcnews|ddtc news|idn times|idntimes|popmama|brilio|hipwee|vice|alinea|mongabay|betahita|project multatuli
padangkita|padang ekspres|haluan|riau pos|batam pos|sumut pos|analisa|waspada|fajar|harian fajar|kaltim post|kaltimpost
prokal|samarinda pos|radar surabaya|radar malang|radar bogor|suara merdeka|wawasan|joglosemar|timlo|kedaulatan rakyat
bernas|balipost|bali post|nusabali|lombok post|suara ntb|timor express|cendrawasih pos|lampung post|lampungpro|sumatera ekspres
bangkapos|voi|jakarta insider|pr depok|pr bekasi|kilas|hops|mata mata|matamata|bolatimes|hitekno|mobimoto|guideku|himedik
dewiku|infopublik|info publik|humas|ntvnews|ipotnews|emitennews|idx channel|idxchannel|stockwatch|motorplus|otomania|gridoto
kumparannews|kumparanbisnis|kumparanbola|kumparanhits|kumparantech|kumparanmom|kumparanfood|kumparantravel|100kpj|sahijab
intipseleb|jagodangdut|kapanlagi kepo|batampos
""".split("\n")
    for name in line.split("|")
    if name
)
"""An extract of what credits and datelines use; the catalogue's own names come in by argument."""
