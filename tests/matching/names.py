"""A small catalogue of names for the tests of the matching core."""

from advisor.matching import Alias


def _alias(
    product_id: str, vendor: str, product: str, text: str, use: str = "auto", needs: tuple[str, ...] = ()
) -> Alias:
    return Alias(product_id, vendor, product, text, use, needs)


NAMES = [
    _alias("zoom-workplace", "Zoom Communications", "Zoom Workplace", "Zoom Workplace"),
    _alias("zoom-workplace", "Zoom Communications", "Zoom Workplace", "Zoom", "weak", ("vendor", "visioconférence")),
    _alias("zoom-workplace", "Zoom Communications", "Zoom Workplace", "Zoom Meetings"),
    _alias("microsoft-teams", "Microsoft", "Microsoft Teams", "Microsoft Teams"),
    _alias("microsoft-teams", "Microsoft", "Microsoft Teams", "Teams Rooms"),
    _alias("microsoft-teams", "Microsoft", "Microsoft Teams", "Teams", "weak", ("vendor", "visioconférence")),
    _alias("microsoft-365", "Microsoft", "Microsoft 365", "Microsoft 365"),
    _alias("microsoft-365", "Microsoft", "Microsoft 365", "Office 365"),
    _alias("microsoft-365", "Microsoft", "Microsoft 365", "M365"),
    _alias("microsoft-copilot", "Microsoft", "Microsoft 365 Copilot", "Microsoft 365 Copilot"),
    _alias("microsoft-office", "Microsoft", "Microsoft Office", "Microsoft Office"),
    _alias("microsoft-office", "Microsoft", "Microsoft Office", "Office", "weak", ("vendor", "bureautique")),
    _alias("microsoft-office", "Microsoft", "Microsoft Office", "Excel", "weak", ("vendor", "tableur")),
    _alias("microsoft-access", "Microsoft", "Microsoft Access", "Microsoft Access"),
    _alias("windows", "Microsoft", "Microsoft Windows", "Windows", "strong"),
    _alias("windows-server", "Microsoft", "Windows Server", "Windows Server"),
    _alias("windows-server", "Microsoft", "Windows Server", "WinSvr"),
    _alias("sql-server", "Microsoft", "Microsoft SQL Server", "SQL Server"),
    _alias("exchange", "Microsoft", "Microsoft Exchange", "Exchange", "weak", ("vendor", "messagerie")),
    _alias("azure", "Microsoft", "Microsoft Azure", "Azure", "weak", ("vendor", "cloud")),
    _alias("tableau", "Salesforce", "Tableau", "Tableau", "weak", ("vendor", "datavisualisation")),
    _alias("tableau", "Salesforce", "Tableau", "Tableau Creator"),
    _alias("salesforce", "Salesforce", "Salesforce Sales Cloud", "Salesforce"),
    _alias("adobe-creative-cloud", "Adobe", "Adobe Creative Cloud", "Adobe Creative Cloud"),
    _alias("adobe-creative-cloud", "Adobe", "Adobe Creative Cloud", "Photoshop"),
    _alias("adobe-acrobat", "Adobe", "Adobe Acrobat Pro", "Adobe Acrobat"),
    _alias("adobe-acrobat", "Adobe", "Adobe Acrobat Pro", "Acrobat", "weak", ("vendor", "pdf")),
    _alias("microsoft-visio", "Microsoft", "Microsoft Visio", "Visio", "weak", ("vendor", "diagramme")),
    _alias("visio-dinum", "DINUM", "Visio", "Visio", "weak", ("vendor", "visioconférence")),
    _alias("harfanglab", "HarfangLab", "HarfangLab EDR", "HarfangLab EDR"),
    _alias("n8n", "n8n", "n8n", "n8n"),
    _alias("autocad", "Autodesk", "AutoCAD", "AutoCAD"),
    _alias("vmware-vsphere", "Broadcom", "VMware vSphere", "VMware vSphere"),
    _alias("vmware-vsphere", "Broadcom", "VMware vSphere", "ESXi"),
    _alias("rhel", "Red Hat (IBM)", "Red Hat Enterprise Linux", "Red Hat Enterprise Linux"),
    _alias("rhel", "Red Hat (IBM)", "Red Hat Enterprise Linux", "RHEL"),
    _alias("veeam-backup", "Veeam", "Veeam Backup & Replication", "Veeam Backup & Replication"),
    _alias("oracle-database", "Oracle", "Oracle Database", "Oracle Database"),
    _alias("oracle-database", "Oracle", "Oracle Database", "Oracle", "weak", ("base", "sgbd")),
    _alias("mysql", "Oracle", "MySQL", "MySQL"),
    _alias("servicenow", "ServiceNow", "ServiceNow ITSM", "ServiceNow"),
    _alias("atlassian-jira", "Atlassian", "Jira", "Jira"),
    _alias("atlassian-confluence", "Atlassian", "Confluence", "Confluence"),
    _alias("7-zip", "Igor Pavlov", "7-Zip", "7-Zip"),
    _alias("tixeo", "Tixeo", "Tixeo", "Tixeo"),
    _alias("nextcloud", "Nextcloud GmbH", "Nextcloud Hub", "Nextcloud"),
    _alias("glpi", "Teclib'", "GLPI", "GLPI"),
    _alias("postgresql", "PostgreSQL community", "PostgreSQL", "PostgreSQL"),
    _alias("sap-bo", "SAP", "SAP BusinessObjects", "BO", "weak", ("sap", "infocentre")),
    _alias("sap-bo", "SAP", "SAP BusinessObjects", "SAP BusinessObjects"),
]  # fmt: skip

FUNCTIONS = {
    "visioconference": ["visioconférence", "outil de webconférence"],
    "sauvegarde": ["sauvegarde", "logiciel de sauvegarde"],
}
