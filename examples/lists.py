"""The lines of the example inventory and spend export, written for the project: all people and bodies are invented."""

import datetime

PEOPLE = [
    "EXEMPLE Alix", "MODELE Camille", "SPECIMEN Dominique", "ESSAI Claude", "FICTIF Morgane", "TEMOIN Sacha",
    "GABARIT Lou", "PATRON Charlie", "MAQUETTE Eden", "EBAUCHE Noa",
]  # fmt: skip

# (label as someone typed it, publisher, amount as written or None, end as written or None)
SOFTWARE = [
    ("Microsoft 365 E3 (abonnement annuel)", "Microsoft", 24360.0, "31/12/2026"),
    ("MS Office Pro Plus 2019", "Microsoft Corporation", None, None),
    ("Office 2016 Std - OEM", "MICROSOFT", None, None),
    ("M365 Business Premium", "Microsoft", 3168.5, "30/06/2027"),
    ("Renouv. MS Teams Rooms Pro 36 mois", "Microsoft", 1200.0, "mars 2029"),
    ("Licence Visio 2021 Pro", "Microsoft", 579.0, None),
    ("MS Project 2019", "Microsoft", 1030.0, None),
    ("Windows Server 2019 Standard 16 coeurs", "Microsoft", 4215.75, None),
    ("SQL Server 2019 Std", "Microsoft", 3586.0, None),
    ("Exchange Server 2016", "Microsoft", None, "14/10/2025"),
    ("PowerBI Pro", "Microsoft", 1123.2, "31/12/2026"),
    ("Adobe Creative Cloud toutes applis - 14 postes", "Adobe", 11760.0, "15/02/2027"),
    ("Acrobat Pro DC", "Adobe Systems", 2280.0, "15/02/2027"),
    ("Adobe Acrobat Reader DC - Français", "Adobe Inc.", None, None),
    ("Photoshop Elements 2020", "adobe", 99.9, None),
    ("Zoom Workplace Pro", "Zoom", 8990.5, "30/09/2026"),
    ("Zomm Webinar 500", "Zoom", 690.0, "30/09/2026"),
    ("Cisco Webex Meetings", "Cisco", 1512.0, "2026"),
    ("Slack Business+", "Salesforce", 1440.0, "01/11/2026"),
    ("TeamViewer Corporate", "TeamViewer", 2148.0, "12/01/2027"),
    ("AnyDesk Standard", "AnyDesk Software", 238.8, "fin 2026"),
    ("VMware vSphere 7 Ent. Plus", "VMware", 18450.0, "31/03/2027"),
    ("VMWare Horizon", "Broadcom", 6120.0, "31/03/2027"),
    ("Veeam Backup & Replication Ent", "Veeam", 7210.0, "31/12/2027"),
    ("Red Hat Enterprise Linux Server", "Red Hat", 2796.0, "juin 2027"),
    ("Oracle Database 19c SE2", "Oracle", 16320.0, "31/05/2027"),
    ("Java SE Universal Subscription", "Oracle America", 4500.0, "31/05/2027"),
    ("Citrix Virtual Apps", "Citrix", 9870.0, "30/04/2027"),
    ("Trend Micro Apex One", "Trend Micro", 6540.0, "31/12/2026"),
    ("Kaspersky Endpoint Security", "Kaspersky", None, "2024"),
    ("Fortinet FortiClient EMS", "Fortinet", 3300.0, "2027-08"),
    ("Bitwarden Teams", "Bitwarden", 960.0, "10/10/2026"),
    ("KeePass 2.54", "Dominik Reichl", None, None),
    ("LastPass Business", "LastPass", 1728.0, "05/05/2026"),
    ("GLPI 10", "Teclib'", None, None),
    ("Centreon IT Edition", "Centreon", 2900.0, "31/12/2026"),
    ("Nextcloud Hub", "Nextcloud GmbH", 3500.0, "31/01/2027"),
    ("LibreOffice 7.6", "The Document Foundation", None, None),
    ("ONLYOFFICE Docs", "Ascensio", 1500.0, "31/12/2026"),
    ("Mozilla Firefox ESR (fr)", "Mozilla", None, None),
    ("Google Chrome", "Google LLC", None, None),
    ("Google Workspace for Education", "Google", None, None),
    ("7-Zip 23.01 (x64)", "Igor Pavlov", None, None),
    ("VLC media player", "VideoLAN", None, None),
    ("Notepad++ (64-bit x64)", "Notepad++ Team", None, None),
    ("PuTTY 0.78", "Simon Tatham", None, None),
    ("FileZilla 3.66", "Tim Kosse", None, None),
    ("GIMP 2.10", "The GIMP Team", None, None),
    ("AutoCAD LT 2024", "Autodesk", 1350.0, "20/03/2027"),
    ("SketchUp Pro", "Trimble", 299.0, "20/03/2027"),
    ("ArcGIS Pro Basic", "Esri", 4120.0, "31/12/2026"),
    ("QGIS 3.34 LTR", "QGIS.org", None, None),
    ("Cegid HR Ultimate", "Cegid", 15800.0, "31/12/2028"),
    ("Ciril Net Finances", "Ciril Group", 12400.0, "31/12/2028"),
    ("DocuSign eSignature Standard", "DocuSign", 1800.0, "15/09/2026"),
    ("Yousign Pro", "Yousign", 900.0, "15/09/2027"),
    ("Jira Software Cloud", "Atlassian", 2730.0, "28/02/2027"),
    ("Confluence", "Atlassian", 1960.0, "28/02/2027"),
    ("GitLab Premium", "GitLab", 5220.0, "30/11/2026"),
    ("Tableau Creator", "Salesforce", 1680.0, "31/08/2026"),
    ("Canva Pro", "Canva", 330.0, "31/12/2026"),
    ("DeepL Pro", "DeepL", 540.0, "31/12/2026"),
    ("ChatGPT Team", "OpenAI", 900.0, "31/12/2026"),
    ("Dropbox Business", "Dropbox", 1440.0, "30/11/2026"),
    ("WeTransfer Pro", "WeTransfer", 120.0, None),
    ("Trello Premium", "Atlassian", 600.0, "28/02/2027"),
    ("Tixeo Server", "Tixeo", 7900.0, "31/12/2027"),
    ("BigBlueButton", "", None, None),
    ("Pack office", "", None, None),
    ("logiciel de paie", "", 3200.0, None),
    ("Pilote imprimante multifonction", "", None, None),
    ("Antivirus", "", None, None),
    ("Application interne « Cantine »", "Ville de Saint-Exemple", None, None),
]

HEADERS = ["N° inv.", "Nom poste", "Affecté à", "Site", "Désignation du logiciel / abo.", "Edit.", "Qté",
           "Coût annuel € HT", "Fin contrat"]  # fmt: skip
SITES = ["Hôtel de ville", "Centre technique", "Médiathèque", "École Les Tilleuls", "Conservatoire"]


def build_inventory():
    """Return the rows of the inventory: titles, odd headers, sections, blanks, a repeated header, totals."""
    rows = [
        ["VILLE DE SAINT-EXEMPLE - Direction du numérique"],
        ["Inventaire des logiciels et abonnements (extraction du 12/03/2026)"],
        [],
        HEADERS,
    ]
    total, part = 0.0, 0.0
    lines = [*SOFTWARE, *[SOFTWARE[(7 * place) % len(SOFTWARE)] for place in range(34)]]
    for number, (label, publisher, amount, end) in enumerate(lines, 1):
        place = number - 1
        if place == 30:
            rows += [["", "", "", "", "Sous-total postes", "", "", part, ""], []]
        if place == 60:
            rows += [[], HEADERS]
        # A second line for the same product carries no price: it was paid once.
        paid = amount if place < len(SOFTWARE) else None
        rows.append(
            [
                f"INV-{number:04d}",
                f"SE-PC-{(number * 37) % 900 + 100:04d}",
                PEOPLE[number % len(PEOPLE)],
                SITES[number % len(SITES)],
                label,
                publisher,
                (number * 13) % 40 + 1,
                paid if paid is not None else ("-" if number % 9 == 0 else ""),
                end or "",
            ]
        )
        total += paid or 0
        part += paid or 0
        if place in (44, 80):
            rows.append([])
    rows += [[], ["", "", "", "", "TOTAL GÉNÉRAL", "", "", total, ""], ["* montants estimés"]]
    return rows


RESELLERS = ["EXEMPLE DISTRIBUTION SA", "MODELE INFORMATIQUE", "SPECIMEN SERVICES", "COMPTOIR FICTIF", "UNION TEMOIN"]
# (posting text as accountants key it, amount with tax, account label, end or "")
SPEND = [
    ("FACT 26-0112 RENOUV LIC ADOBE CC 12 MOIS", "14 112,00", "Redevances pour logiciels", "15/02/2027"),
    ("ABO ZOOM WORKPLACE PRO 50 HOTES", "10 788,60", "Redevances pour logiciels", "30/09/2026"),
    ("MICROSOFT 365 E3 - 820 U - CDE 260045", "292 320,00", "Redevances pour logiciels", "31/12/2026"),
    ("REGUL M365 BUSINESS PREM", "-1 250,40", "Redevances pour logiciels", ""),
    ("VMWARE VSPHERE MAINT 1 AN", "22 140,00", "Maintenance", "31/03/2027"),
    ("VEEAM B&R EXTENSION 20 VM", "8 652,00", "Maintenance", "31/12/2027"),
    ("ORACLE DB SE2 SUPPORT", "19 584,00", "Maintenance", "31/05/2027"),
    ("RHEL SERVER STD X4", "3 355,20", "Redevances pour logiciels", "30/06/2027"),
    ("CITRIX VIRTUAL APPS RENOUVELLEMENT", "11 844,00", "Redevances pour logiciels", "30/04/2027"),
    ("TREND MICRO APEX ONE 820 POSTES", "7 848,00", "Redevances pour logiciels", "31/12/2026"),
    ("FORTINET FORTIGATE 100F X2 + UTM", "13 560,00", "Matériel informatique", "31/08/2029"),
    ("ATLASSIAN JIRA CLOUD 35 USERS", "3 276,00", "Redevances pour logiciels", "28/02/2027"),
    ("CONFLUENCE CLOUD ANNUEL", "2 352,00", "Redevances pour logiciels", "28/02/2027"),
    ("TEAMVIEWER CORPORATE", "2 577,60", "Redevances pour logiciels", "12/01/2027"),
    ("DOCUSIGN ENVELOPPES 1500", "2 160,00", "Prestations de services", "15/09/2026"),
    ("AUTODESK AUTOCAD LT 3 POSTES", "1 620,00", "Redevances pour logiciels", "20/03/2027"),
    ("ESRI ARCGIS PRO MAINT", "4 944,00", "Maintenance", "31/12/2026"),
    ("CEGID HR SAAS T1", "4 740,00", "Redevances pour logiciels", "31/12/2028"),
    ("CIRIL FINANCES MAINT ANNUELLE", "14 880,00", "Maintenance", "31/12/2028"),
    ("NEXTCLOUD SUPPORT BASIC 210U", "4 200,00", "Maintenance", "31/01/2027"),
    ("TECLIB GLPI NETWORK", "1 800,00", "Maintenance", "31/12/2026"),
    ("CENTREON IT ED.", "3 480,00", "Maintenance", "31/12/2026"),
    ("TIXEO SERVEUR PRIVATIF", "9 480,00", "Redevances pour logiciels", "31/12/2027"),
    ("OVHCLOUD INSTANCES MARS", "1 236,48", "Hébergement", ""),
    ("AWS EMEA SARL CONSO FEV", "842,17", "Hébergement", ""),
    ("AZURE CONSUMPTION 02/2026", "3 310,92", "Hébergement", ""),
    ("GOOGLE WORKSPACE 12 COMPTES", "1 987,20", "Redevances pour logiciels", "30/11/2026"),
    ("SLACK TECHNOLOGIES BUSINESS+", "1 728,00", "Redevances pour logiciels", "01/11/2026"),
    ("DROPBOX BUSINESS", "1 728,00", "Redevances pour logiciels", "30/11/2026"),
    ("OPENAI CHATGPT TEAM 3 MOIS", "324,00", "Redevances pour logiciels", ""),
    ("DEEPL PRO ADV", "648,00", "Redevances pour logiciels", "31/12/2026"),
    ("CANVA PRO COMM", "396,00", "Redevances pour logiciels", "31/12/2026"),
    ("LASTPASS BUSINESS 40U", "2 073,60", "Redevances pour logiciels", "05/05/2026"),
    ("BITWARDEN TEAMS", "1 152,00", "Redevances pour logiciels", "10/10/2026"),
    ("GITLAB PREMIUM 15 U", "6 264,00", "Redevances pour logiciels", "30/11/2026"),
    ("TABLEAU CREATOR X2", "2 016,00", "Redevances pour logiciels", "31/08/2026"),
    ("YOUSIGN API PLUS", "1 080,00", "Prestations de services", "15/09/2027"),
    ("SALESFORCE SALES CLOUD PILOTE", "5 400,00", "Redevances pour logiciels", "31/12/2026"),
    ("SERVICENOW ETUDE CADRAGE", "9 600,00", "Prestations de services", ""),
    ("ONLYOFFICE DOCS ENT.", "1 800,00", "Redevances pour logiciels", "31/12/2026"),
    ("CISCO WEBEX SUITE", "1 814,40", "Redevances pour logiciels", "31/12/2026"),
    ("LOGITECH RALLY BAR SALLE CONSEIL", "4 188,00", "Matériel informatique", ""),
    ("TONER IMPRIMANTES HP", "612,30", "Fournitures", ""),
    ("CABLES HDMI ET ADAPTATEURS", "184,90", "Fournitures", ""),
    ("FORMATION EXCEL NIVEAU 2 - 8 AGENTS", "2 400,00", "Formation", ""),
    ("FORMATION ECLAIRAGE PUBLIC", "1 140,00", "Formation", ""),
    ("DEPLACEMENT INSTALL CENTRE TECHNIQUE", "230,00", "Prestations de services", ""),
    ("ENTRETIEN TABLEAU ELECTRIQUE ECOLE TILLEULS", "1 320,00", "Entretien", ""),
    ("LOCATION COPIEURS T1", "6 930,00", "Locations", ""),
    ("TELEPHONIE MOBILE FORFAITS JANVIER", "2 871,55", "Télécommunications", ""),
    ("FIBRE SITES DISTANTS", "3 642,00", "Télécommunications", ""),
    ("DIVERS NON AFFECTE", "75,00", "Divers", ""),
]


def build_spend():
    """Return the rows of the spend export, as an accounting system writes them."""
    header = ["Exercice", "N° pièce", "Date compta.", "Compte", "Libellé compte", "Code tiers", "Nom tiers",
              "Libellé écriture", "Sens", "Montant TTC", "Devise", "Centre de coût", "Date de fin"]  # fmt: skip
    accounts = {"Redevances pour logiciels": "6512", "Maintenance": "6156", "Matériel informatique": "2183"}
    rows = [["Edition des mandats - budget principal"], ["Du 01/01/2026 au 31/03/2026"], [], header]
    day = datetime.date(2026, 1, 5)
    total = 0.0
    for number in range(78):
        text, amount, account, end = SPEND[number % len(SPEND)]
        if number >= len(SPEND):
            # The second quarter of the list pays again at another price, without its old order number.
            text, amount = text.split(" - ")[0] + " (2)", _raise_price(amount)
        value = float(amount.replace(" ", "").replace(",", "."))
        total += value
        rows.append(
            [
                "2026",
                f"51000{number + 1:05d}",
                (day + datetime.timedelta(days=number)).strftime("%d/%m/%Y"),
                accounts.get(account, "6288"),
                account,
                f"4001{number % len(RESELLERS):03d}",
                RESELLERS[number % len(RESELLERS)],
                text,
                "C" if value < 0 else "D",
                amount,
                "EUR",
                f"DSI{number % 4 + 1:02d}",
                end,
            ]
        )
    rows += [[], ["", "", "", "", "", "", "Total général", "", "", write_amount(total), "EUR", "", ""]]
    return rows


def _raise_price(amount):
    return write_amount(float(amount.replace(" ", "").replace(",", ".")) * 1.03)


def write_amount(value):
    """Return an amount as written in France, with plain spaces."""
    return f"{value:,.2f}".replace(",", " ").replace(".", ",")
