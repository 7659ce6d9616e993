"""Notices: fields named by code and label, `donnees` of the BOAMP read inside, contacts left out."""

import json

import pytest

from advisor.documents import read_document
from advisor.errors import UnreadableDocument
from tests.documents.files import segments

UBL = "urn:oasis:names:specification:ubl:schema:xsd:"
EFORMS = f"""<?xml version="1.0" encoding="UTF-8"?>
<ContractNotice xmlns="{UBL}ContractNotice-2" xmlns:cac="{UBL}CommonAggregateComponents-2"
  xmlns:cbc="{UBL}CommonBasicComponents-2" xmlns:ext="{UBL}CommonExtensionComponents-2"
  xmlns:efac="http://data.europa.eu/p27/eforms-ubl-extension-aggregate-components/1">
  <ext:UBLExtensions><efac:Organizations><efac:Organization><efac:Company>
    <cac:PartyName><cbc:Name languageID="FRA">Ville de Saint-Exemple</cbc:Name></cac:PartyName>
    <cac:Contact><cbc:Name>Jeanne Martin</cbc:Name></cac:Contact>
  </efac:Company></efac:Organization></efac:Organizations></ext:UBLExtensions>
  <cac:TenderingProcess><cac:ProcessJustification>
    <cbc:ProcessReasonCode listName="direct-award-justification">technical</cbc:ProcessReasonCode>
    <cbc:ProcessReason languageID="FRA">Seul Acme peut fournir.</cbc:ProcessReason>
  </cac:ProcessJustification></cac:TenderingProcess>
  <cac:ProcurementProject>
    <cbc:Name languageID="FRA">Messagerie</cbc:Name><cbc:Name languageID="ENG">Mail</cbc:Name>
    <cbc:Description languageID="FRA">Licences Zoom.
Maintenance.</cbc:Description>
    <cac:MainCommodityClassification><cbc:ItemClassificationCode listName="cpv">48000000</cbc:ItemClassificationCode>
    </cac:MainCommodityClassification>
  </cac:ProcurementProject>
  <cac:ProcurementProjectLot><cbc:ID schemeName="Lot">LOT-0002</cbc:ID>
    <cac:TenderingTerms><cac:AwardingTerms><cac:AwardingCriterion><cac:SubordinateAwardingCriterion>
      <cbc:Name languageID="FRA">Compatibilité Teams</cbc:Name>
    </cac:SubordinateAwardingCriterion></cac:AwardingCriterion></cac:AwardingTerms>
    <cac:ContractExecutionRequirement><cbc:ExecutionRequirementCode listName="conditions">x</cbc:ExecutionRequirementCode>
      <cbc:Description languageID="FRA">Hébergement.</cbc:Description></cac:ContractExecutionRequirement>
    </cac:TenderingTerms>
  </cac:ProcurementProjectLot>
</ContractNotice>"""
EXPECTED = [
    ("field", "BT-136 Justification de l'attribution directe", "technical"),
    ("field", "BT-135 Attribution directe, autre justification", "Seul Acme peut fournir."),
    ("field", "BT-21 Titre", "Messagerie"),
    ("field", "BT-24 Description", "Licences Zoom."),
    ("field", "BT-24 Description (2)", "Maintenance."),
    ("field", "BT-262 Nomenclature principale (CPV)", "48000000"),
    ("field", "lot LOT-0002, BT-734 Critère d'attribution, nom", "Compatibilité Teams"),
    ("field", "lot LOT-0002, BT-70 Conditions d'exécution du contrat", "Hébergement."),
]


def test_eforms_fields_are_named_by_code_and_label():
    document = read_document(EFORMS.encode(), "avis.xml")
    assert (document.kind, document.part) == ("eforms", "notice")
    assert segments(document) == EXPECTED
    english = read_document(EFORMS.encode(), "avis.xml", lang="en")
    assert english.segments[2].place == "BT-21 Title"
    assert english.text == document.text


def test_entities_of_a_notice_are_never_followed():
    bad = EFORMS.replace("<ContractNotice", '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><ContractNotice', 1)
    with pytest.raises(UnreadableDocument) as caught:
        read_document(bad.replace("Messagerie", "&x;").encode(), "avis.xml")
    assert caught.value.reason == "unsafe-xml"


def a_json_notice():
    project = {"cbc:Name": {"@languageID": "FRA", "#text": "Messagerie"}, "cbc:Description": "Licences Zoom."}
    return {"EFORMS": {"ContractNotice": {"@xmlns": "x", "cac:ProcurementProject": project}}}


@pytest.mark.parametrize("wrap", [lambda r: r, lambda r: [r], lambda r: {"total_count": 1, "results": [r]},
                                  lambda r: {"records": [{"record": {"fields": r}}]}])  # fmt: skip
@pytest.mark.parametrize("written", [json.dumps, lambda value: value], ids=["text", "object"])
def test_boamp_record_gives_the_notice_inside(wrap, written):
    record = {"idweb": "26-1", "objet": "Messagerie", "nomacheteur": "Ville", "donnees": written(a_json_notice())}
    record["criteres"] = ["Prix", "Compatibilité Teams"]
    document = read_document(json.dumps(wrap(record)).encode(), "boamp.json")
    assert (document.kind, document.part) == ("boamp", "notice")
    assert segments(document) == [
        ("field", "BT-21 Titre", "Messagerie"),
        ("field", "BT-24 Description", "Licences Zoom."),
        ("field", "critères d'attribution", "Prix"),
        ("field", "critères d'attribution", "Compatibilité Teams"),
    ]


def test_national_forms_are_read_by_the_names_of_their_elements():
    inside = {
        "IDENTITE": {"DENOMINATION": "Ville", "CORRESPONDANT": "Jeanne Martin", "MEL": "a@exemple.fr"},
        "OBJET": {"TITRE_MARCHE": "Messagerie", "OBJET_COMPLET": "Licences Zoom.", "CPV": {"PRINCIPAL": "48000000"}},
        "LOTS": {"LOT": [{"NUM": "1", "INTITULE": "Réunions Teams"}, {"NUM": "2", "INTITULE": "Poste"}]},
    }
    record = {"idweb": "26-1", "objet": "Messagerie", "donnees": json.dumps(inside)}
    document = read_document(json.dumps([record]).encode(), "boamp.json")
    assert segments(document) == [
        ("field", "titre du marché", "Messagerie"),
        ("field", "objet complet", "Licences Zoom."),
        ("field", "intitulé", "Réunions Teams"),
        ("field", "intitulé", "Poste"),
    ]


def test_several_records_say_which():
    records = [{"idweb": f"26-{n}", "objet": f"Objet {n}", "donnees": ""} for n in (1, 2)]
    document = read_document(json.dumps(records).encode(), "boamp.json")
    assert [place for _kind, place, _text in segments(document)] == ["avis 26-1, objet", "avis 26-2, objet"]


def test_broken_inside_is_said_and_the_rest_read():
    record = {"idweb": "26-1", "objet": "Messagerie Zoom", "donnees": "{cassé"}
    document = read_document(json.dumps([record]).encode(), "boamp.json")
    assert document.text == "Messagerie Zoom"
    assert "donnees" in document.unread[0].why


def test_older_european_notice_is_read_in_its_original_language():
    form = (
        "<F02_2014 LG='{}' CATEGORY='{}'><OBJECT_CONTRACT><TITLE><P>{}</P></TITLE><SHORT_DESCR>"
        "<P>Licences <FT>Zoom</FT> exigées</P></SHORT_DESCR></OBJECT_CONTRACT></F02_2014>"
    )
    xml = (
        "<TED_EXPORT xmlns='ted'><FORM_SECTION>"
        + form.format("FR", "ORIGINAL", "Messagerie")
        + form.format("EN", "TRANSLATION", "Mail")
        + "</FORM_SECTION></TED_EXPORT>"
    )
    assert segments(read_document(xml.encode(), "avis.xml")) == [
        ("field", "titre", "Messagerie"),
        ("field", "description", "Licences Zoom exigées"),
    ]


def test_other_json_is_still_a_text():
    assert read_document(b'{"a": "Zoom"}', "a.json").kind == "txt"
