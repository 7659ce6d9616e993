"""Writes the sample files of this folder, one per trap. Run it by hand: `python tests/samples/build.py`.

Everything in them is invented. The XML is written out, not made by a library, so that each trap
is exactly what the test says it is.
"""

import io
import struct
import zipfile
from pathlib import Path

HERE = Path(__file__).parent

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
RELS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"


def zip_members(members: dict[str, str | bytes]) -> bytes:
    """Return a zip with fixed dates, so that building twice gives the same bytes."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            info = zipfile.ZipInfo(name, (2026, 1, 1, 0, 0, 0))
            info.compress_type = zipfile.ZIP_STORED if name == "mimetype" else zipfile.ZIP_DEFLATED
            archive.writestr(info, content)
    return buffer.getvalue()


def docx(body: str, parts: dict[str, str] | None = None, *, doctype: str = "") -> bytes:
    """Return a DOCX whose body is the XML given; `parts` are further parts by file name in word/."""
    kinds = {"header": "header", "footer": "footer"}
    links, members = [], {}
    for number, (name, content) in enumerate((parts or {}).items(), 1):
        stem = name.removesuffix(".xml")
        kind = next((value for key, value in kinds.items() if stem.startswith(key)), stem)
        links.append(f'<Relationship Id="r{number}" Type="{RELS}/{kind}" Target="{name}"/>')
        members[f"word/{name}"] = content
    space = (
        f'xmlns:w="{W}" xmlns:r="{RELS}" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
        ' xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
        ' xmlns:v="urn:schemas-microsoft-com:vml"'
    )
    return zip_members(
        {
            "[Content_Types].xml": f'<Types xmlns="{PACKAGE}/content-types"/>',
            "_rels/.rels": f'<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="r1" '
            f'Type="{RELS}/officeDocument" Target="word/document.xml"/></Relationships>',
            "word/_rels/document.xml.rels": f'<Relationships xmlns="{PACKAGE}/relationships">{"".join(links)}'
            "</Relationships>",
            "word/document.xml": f"{doctype}<w:document {space}><w:body>{body}</w:body></w:document>",
            **members,
        }
    )


def run(text: str, properties: str = "") -> str:
    """Return a run of text."""
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def par(content: str, properties: str = "") -> str:
    """Return a paragraph; plain words become a run."""
    inner = content if content.startswith("<") else run(content)
    return f"<w:p><w:pPr>{properties}</w:pPr>{inner}</w:p>"


def heading(text: str, level: int = 1) -> str:
    """Return a heading numbered by its style."""
    return par(text, f'<w:pStyle w:val="Titre{level}"/>')


STYLES = (
    f'<w:styles xmlns:w="{W}">'
    '<w:style w:styleId="Titre1"><w:name w:val="heading 1"/><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr>'
    '</w:style><w:style w:styleId="Titre2"><w:name w:val="heading 2"/><w:basedOn w:val="Titre1"/><w:pPr><w:numPr>'
    '<w:ilvl w:val="1"/><w:numId w:val="1"/></w:numPr></w:pPr></w:style></w:styles>'
)
NUMBERING = (
    f'<w:numbering xmlns:w="{W}"><w:abstractNum w:abstractNumId="7">'
    '<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1"/></w:lvl>'
    '<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1.%2"/></w:lvl>'
    '</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="7"/></w:num></w:numbering>'
)


def build_docx_traps() -> bytes:
    """One DOCX with everything a reader can miss."""
    table = (
        "<w:tbl><w:tr><w:tc>" + par("Lot") + "</w:tc><w:tc>" + par("Produit") + "</w:tc></w:tr>"
        "<w:tr><w:tc>" + par("1") + "</w:tc><w:tc>" + par("Zoom Workplace") + "</w:tc></w:tr></w:tbl>"
    )
    box = (
        "<w:p><w:r><mc:AlternateContent><mc:Choice Requires='wps'><w:drawing><wps:txbx><w:txbxContent>"
        + par("Encadré : Slack")
        + "</w:txbxContent></wps:txbx></w:drawing></mc:Choice><mc:Fallback><w:pict><v:textbox><w:txbxContent>"
        + par("Encadré : Slack")
        + "</w:txbxContent></v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r></w:p>"
    )
    tracked = par(
        run("Le poste aura ")
        + "<w:del w:id='1'><w:r><w:delText>Lotus Notes</w:delText></w:r></w:del>"
        + f"<w:ins w:id='2'>{run('LibreOffice')}</w:ins>"
        + run(" installé.")
    )
    body = (
        heading("Objet")
        + par("Le marché porte sur la messagerie.")
        + heading("Besoins")
        + heading("Messagerie", 2)
        + par(run("Compatible avec Outlook") + "<w:r><w:footnoteReference w:id='2'/></w:r>" + run(" au minimum."))
        + par(run("Relu") + "<w:r><w:commentReference w:id='0'/></w:r>")
        + par("Premier point", "<w:numPr><w:numId w:val='9'/></w:numPr>")
        + table
        + box
        + tracked
        + par(run("Texte caché : Dropbox", "<w:vanish/>"))
        + "<w:sdt><w:sdtContent>" + par("Champ : Nextcloud") + "</w:sdtContent></w:sdt>"
        + par("<w:r><w:t>Micro</w:t></w:r><w:hyperlink><w:r><w:t>soft 365</w:t></w:r></w:hyperlink>")
        + par("<w:r><w:t>Hyper</w:t><w:noBreakHyphen/><w:t>V</w:t><w:tab/><w:t>fin</w:t></w:r>")
    )  # fmt: skip
    notes = (
        f'<w:footnotes xmlns:w="{W}"><w:footnote w:type="separator" w:id="0">{par("---")}</w:footnote>'
        f'<w:footnote w:id="2">{par("Ou équivalent.")}</w:footnote></w:footnotes>'
    )
    comments = f'<w:comments xmlns:w="{W}"><w:comment w:id="0">{par("Viser Teams ?")}</w:comment></w:comments>'
    return docx(
        body,
        {
            "styles.xml": STYLES,
            "numbering.xml": NUMBERING,
            "footnotes.xml": notes,
            "comments.xml": comments,
            "header1.xml": f'<w:hdr xmlns:w="{W}">{par("CCTP Ville de Saint-Exemple")}</w:hdr>',
            "header2.xml": f'<w:hdr xmlns:w="{W}">{par("CCTP Ville de Saint-Exemple")}</w:hdr>',
            "footer1.xml": f'<w:ftr xmlns:w="{W}">{par("Marché 2026-12")}</w:ftr>',
        },
    )


ODF = "urn:oasis:names:tc:opendocument:xmlns:"
ODF_SPACES = " ".join(
    f'xmlns:{prefix}="{ODF}{name}:1.0"'
    for prefix, name in (
        ("office", "office"), ("text", "text"), ("table", "table"), ("draw", "drawing"), ("style", "style"),
    )
)  # fmt: skip


def odf(kind: str, body: str, master: str = "", manifest: str = "") -> bytes:
    """Return an OpenDocument file; `kind` is text or spreadsheet."""
    members = {
        "mimetype": f"application/vnd.oasis.opendocument.{kind}",
        "content.xml": f"<office:document-content {ODF_SPACES}><office:body><office:{kind}>{body}</office:{kind}>"
        "</office:body></office:document-content>",
        "styles.xml": f"<office:document-styles {ODF_SPACES}>{master}</office:document-styles>",
    }
    if manifest:
        members["META-INF/manifest.xml"] = manifest
    return zip_members(members)


def build_odt_traps() -> bytes:
    """The same traps in ODT."""
    body = (
        "<text:tracked-changes><text:changed-region><text:deletion><text:p>Lotus Notes</text:p></text:deletion>"
        "</text:changed-region></text:tracked-changes>"
        '<text:h text:outline-level="1"><text:number>2</text:number>Messagerie</text:h>'
        "<text:p>Compatible avec Outlook<text:note text:note-class='footnote'><text:note-citation>1"
        "</text:note-citation><text:note-body><text:p>Ou équivalent.</text:p></text:note-body></text:note> au"
        "<text:s text:c='2'/>minimum.</text:p>"
        "<text:p>Relu<office:annotation><text:p>Viser Teams ?</text:p></office:annotation></text:p>"
        "<text:list><text:list-item><text:p>Premier point</text:p></text:list-item></text:list>"
        "<table:table><table:table-header-rows><table:table-row><table:table-cell><text:p>Produit</text:p>"
        "</table:table-cell></table:table-row></table:table-header-rows><table:table-row><table:table-cell>"
        "<text:p>Zoom Workplace</text:p></table:table-cell></table:table-row></table:table>"
        "<text:p><draw:frame><draw:text-box><text:p>Encadré : Slack</text:p></draw:text-box></draw:frame></text:p>"
        "<text:p>Micro<text:span>soft 365</text:span></text:p>"
    )
    master = (
        "<office:master-styles><style:master-page><style:header><text:p>CCTP</text:p></style:header>"
        "<style:footer><text:p>Marché 2026-12</text:p></style:footer></style:master-page></office:master-styles>"
    )
    return odf("text", body, master)


def pdf(pages: list[str], *, encrypted: bool = False, picture: bool = False) -> bytes:
    """Return a small PDF: a page per content stream, with a picture when asked."""
    image = b"<</Type/XObject/Subtype/Image/Width 1/Height 1/ColorSpace/DeviceGray/BitsPerComponent 8/Length 1>>"
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[%s]/Count %d>>"
        % (b" ".join(b"%d 0 R" % (5 + 2 * n) for n in range(len(pages))), len(pages)),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>",
        image + b"stream\n\x00\nendstream",
    ]
    for number, content in enumerate(pages):
        objects.append(
            b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<</Font<</F 3 0 R>>/XObject<</I 4 0 R>>>>"
            b"/Contents %d 0 R>>" % (6 + 2 * number)
        )
        stream = content.encode("cp1252")
        objects.append(b"<</Length %d>>stream\n%s\nendstream" % (len(stream), stream))
    out = bytearray(b"%PDF-1.4\n")
    places = []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    lock = b""
    if encrypted:
        # The keys fit no password: that is all a reader without one can see.
        key = b"<" + b"5A" * 32 + b">"
        lock = b"/Encrypt<</Filter/Standard/V 1/R 2/P -4/O %s/U %s>>/ID[<00><00>]" % (key, key)
    out += b"trailer<</Size %d/Root 1 0 R%s>>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, lock, start)
    return bytes(out)


def page(*lines: str, picture: bool = False) -> str:
    """Return a content stream with lines of text from the top, and a full-page picture when asked."""
    shown = "".join(f"({line}) Tj 0 -16 Td " for line in lines)
    scan = "q 595 0 0 842 0 0 cm /I Do Q " if picture else ""
    return f"{scan}BT /F 11 Tf 60 780 Td {shown}ET"


def build_pdf_scanned() -> bytes:
    """Two pages that are pictures only."""
    return pdf([page(picture=True), page(picture=True)])


def build_pdf_partly_scanned() -> bytes:
    """Text, then two scanned pages (one with a printed page number), then text."""
    return pdf(
        [
            page("CCTP - Ville de Saint-Exemple", "1 Objet du march\xe9", "La solution Zoom est en place.", "Page 1"),
            page(picture=True),
            page("3", picture=True),
            page("CCTP - Ville de Saint-Exemple", "Le titulaire maintient le parc.", "Page 4"),
            page("CCTP - Ville de Saint-Exemple", "Fin du document.", "Page 5"),
        ]
    )


def biff(record: int, payload: bytes) -> bytes:
    """Return one record of an old Excel stream."""
    return struct.pack("<HH", record, len(payload)) + payload


def build_xls(*, encrypted: bool = False) -> bytes:
    """An old Excel file (BIFF8 in its OLE container) with a header and two rows."""
    rows = [("Logiciel", "Montant HT"), ("Microsoft Visio 2019", 1250.5), ("Zoom Réunion", 89.0)]
    name = "Parc"
    bof = struct.pack("<HHHHII", 0x0600, 0x0005, 0x0DBB, 0x07CC, 0, 6)
    head = biff(0x0809, bof) + (biff(0x002F, struct.pack("<HHH", 1, 1, 1) + bytes(48)) if encrypted else b"")
    bound_size = 4 + 8 + len(name)
    start = len(head) + bound_size + 4
    bound = struct.pack("<IBBBB", start, 0, 0, len(name), 0) + name.encode()
    stream = head + biff(0x0085, bound) + biff(0x000A, b"")
    stream += biff(0x0809, struct.pack("<HHHHII", 0x0600, 0x0010, 0x0DBB, 0x07CC, 0, 6))
    stream += biff(0x0200, struct.pack("<IIHHH", 0, len(rows), 0, 2, 0))
    for row, cells in enumerate(rows):
        for column, cell in enumerate(cells):
            place = struct.pack("<HHH", row, column, 0)
            if isinstance(cell, str):
                text = cell.encode("utf-16-le")
                stream += biff(0x0204, place + struct.pack("<HB", len(cell), 1) + text)
            else:
                stream += biff(0x0203, place + struct.pack("<d", cell))
    stream += biff(0x000A, b"")
    return ole({"Workbook": stream})


def ole(streams: dict[str, bytes]) -> bytes:
    """Return an OLE container (512-byte sectors, streams padded past the small-stream limit)."""
    free, end, fat_mark = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD
    sectors: list[bytes] = [b"", b""]
    chain = [fat_mark, end]
    entries = [ole_entry("Root Entry", 5, end, 0, child=1)]
    for number, (name, content) in enumerate(streams.items()):
        padded = content.ljust(4096, b"\0")
        padded += b"\0" * (-len(padded) % 512)
        first = len(sectors)
        count = len(padded) // 512
        sectors += [padded[place : place + 512] for place in range(0, len(padded), 512)]
        chain += [first + step + 1 for step in range(count - 1)] + [end]
        right = number + 2 if number + 1 < len(streams) else free
        entries.append(ole_entry(name, 2, first, len(padded), right=right))
    sectors[1] = b"".join(entries).ljust(512, b"\0")
    sectors[0] = struct.pack("<128I", *(chain + [free] * (128 - len(chain))))
    head = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16) + struct.pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6) + bytes(6)
    head += struct.pack("<IIIIIIIII", 0, 1, 1, 0, 4096, end, 0, end, 0)
    head += struct.pack("<109I", 0, *([free] * 108))
    return head + b"".join(sectors)


def ole_entry(name: str, kind: int, start: int, size: int, child: int = 0xFFFFFFFF, right: int = 0xFFFFFFFF) -> bytes:
    """Return one directory entry of an OLE container."""
    title = (name + "\0").encode("utf-16-le")
    head = title.ljust(64, b"\0") + struct.pack("<HBBIII", len(title), kind, 1, 0xFFFFFFFF, right, child)
    return head + bytes(16 + 4 + 16) + struct.pack("<II", start, size) + bytes(4)


GLPI = (
    '"Nom";"Entité";"Éditeur";"Versions - Nom";"Nombre d\'installations";\n'
    '"Adobe Acrobat Reader DC - Français";"Entité racine";"Adobe Systems Incorporated";"21.001.20155";"212";\n'
    '"Microsoft Office Professionnel Plus 2019 - fr-fr";"Entité racine";"Microsoft Corporation";"16.0.10";"180";\n'
    '"7-Zip 19.00 (x64)";"Entité racine";"Igor Pavlov";"19.00";"95";\n'
    '"VLC media player";"Entité racine";"VideoLAN";"3.0.16";"95";\n'
    '"GLPI-Agent 1.4";"Entité racine";"Teclib\'";"1.4";"240";\n'
)
INTUNE = (
    "ApplicationId,ApplicationName,ApplicationPublisher,ApplicationShortVersion,ApplicationVersion,DeviceId,DeviceName,"
    "OSDescription,OSVersion,Platform,UserId,EmailAddress,UserName\n"
    + "".join(
        f"0000{number:04d}-aaaa-bbbb-cccc-0123456789ab,{app},{publisher},1,{number}.0,"
        f"1111{number:04d}-aaaa-bbbb-cccc-0123456789ab,LAP-EX-{number:04d},Windows,10.0.22631,Windows,"
        f"2222{number:04d}-aaaa-bbbb-cccc-0123456789ab,{person.replace(' ', '.').lower()}@saint-exemple.example,{person}\n"
        for number, (app, publisher, person) in enumerate(
            [
                ("Google Chrome", "Google LLC", "Alice Exemple"),
                ("Zoom Workplace (64-bit)", '"Zoom Communications, Inc."', "Bruno Modele"),
                ("Microsoft Teams", "Microsoft", "Claire Essai"),
                ("Notepad++ (64-bit x64)", "Notepad++ Team", "Denis Test"),
            ],
            1,
        )
    )
)
WINGET = (
    "Nom                                   ID                          Version        Disponible    Source\n"
    "-----------------------------------------------------------------------------------------------------\n"
    "Mozilla Firefox (x64 fr)              Mozilla.Firefox             128.0          129.0         winget\n"
    "Microsoft Visual Studio Code (User)   Microsoft.VisualStudioCode  1.91.1                       winget\n"
    "VMware Workstation                    VMware.WorkstationPro       17.5.2                       winget\n"
)
SAP = (
    "Exercice;Société;N° pièce;Date comptable;Compte général;Libellé compte;Fournisseur;Nom fournisseur;Texte poste;"
    "Montant devise société;Devise;Centre de coûts\n"
    "2026;1000;5100000001;12.01.2026;611500;Redevances logiciels;400123;EXEMPLE DISTRIBUTION SA;"
    "RENOUV LIC ADOBE CC 12 MOIS;12.450,00;EUR;DSI01\n"
    "2026;1000;5100000002;15.01.2026;611500;Redevances logiciels;400124;MODELE INFORMATIQUE;"
    "ABO ZOOM PRO 50 HOTES;8.990,50;EUR;DSI01\n"
    "2026;1000;5100000003;20.01.2026;611500;Redevances logiciels;400123;EXEMPLE DISTRIBUTION SA;"
    "AVOIR VEEAM BACKUP;1.200,00-;EUR;DSI02\n"
    "2026;1000;5100000004;21.01.2026;611500;Redevances logiciels;400125;SAMPLE INC;JIRA CLOUD;3.000,00;USD;DSI02\n"
)


def build_samples() -> dict[str, bytes]:
    """Return every sample by file name."""
    return {
        "traps.docx": build_docx_traps(),
        "traps.odt": build_odt_traps(),
        "scanned.pdf": build_pdf_scanned(),
        "partly-scanned.pdf": build_pdf_partly_scanned(),
        "encrypted.pdf": pdf([page("Texte secret")], encrypted=True),
        "old.xls": build_xls(),
        "encrypted.xls": build_xls(encrypted=True),
        "encrypted.docx": ole({"EncryptedPackage": b"x", "EncryptionInfo": b"x"}),
        "glpi.csv": GLPI.encode("utf-8-sig"),
        "intune.csv": INTUNE.encode("utf-16"),
        "winget.txt": WINGET.encode(),
        "sap.csv": SAP.encode("cp1252"),
    }


if __name__ == "__main__":
    for file_name, content in build_samples().items():
        (HERE / file_name).write_bytes(content)
