"""Inventories and spend exports as they come: what is kept, what is dropped, what is said of amounts."""

import json

import pytest

from advisor.documents import read_list
from advisor.errors import UnreadableDocument

BOM_XML = """<?xml version="1.0"?>
<bom xmlns="http://cyclonedx.org/schema/bom/1.5" version="1"><metadata>
<component><name>Poste type</name></component></metadata>
<components><component type="application"><supplier><name>Acme SA</name></supplier><author>Marie Exemple</author>
<name>Acme Meet</name><version>6</version><components><component>
<publisher>Ducal</publisher><name>Ducal Talk</name></component></components>
</component><component><name>Boréal Visio</name></component></components></bom>"""
SPDX_TAGS = """SPDXVersion: SPDX-2.3
Creator: Person: Marie Exemple (marie@exemple.example)

PackageName: Acme Meet
PackageVersion: 6
PackageSupplier: Organization: Acme SA

PackageName: Boréal Visio
PackageSupplier: Person: Jean Modèle (jean@exemple.example)
"""
SPDX3 = {
    "@graph": [
        {"type": "Organization", "spdxId": "o", "name": "Acme SA"},
        {"type": "Person", "spdxId": "p", "name": "Jean Modèle"},
        {"type": "software_Package", "spdxId": "1", "name": "Acme Meet", "suppliedBy": "o"},
        {"type": "software_Package", "spdxId": "2", "name": "Boréal Visio", "suppliedBy": "p"},
    ]
}
GLPI_MACHINES = """"Nom";"Entité";"Fabricant";"Numéro de série";"Usager";"Logiciels - Nom"
"PC-MAIRIE-01";"Entité racine";"Dell Inc.";"ABC1234";"DUPONT Marie";"Microsoft Teams"
"PC-MAIRIE-02";"Entité racine";"Dell Inc.";"ABC1235";"MARTIN Paul";"Zoom Workplace"
"""
INTUNE_COUNTS = """ApplicationKey,ApplicationName,ApplicationPublisher,ApplicationShortVersion,ApplicationVersion,DeviceCount,Platform
a1b2c3,Zoom Workplace (64-bit),"Zoom Communications, Inc.",6,6.1.0,212,Windows
a1b2c4,Microsoft Teams,Microsoft,24,24.1,180,Windows
"""
WINGET_EXPORT = {
    "$schema": "https://aka.ms/winget-packages.schema.2.0.json",
    "Sources": [{"Packages": [{"PackageIdentifier": "Acme.Meet"}, {"PackageIdentifier": "Boreal.Visio.Pro", "Version": "2"}]}],
}  # fmt: skip


def read(content, name):
    data = json.dumps(content).encode() if isinstance(content, dict) else content.encode()
    return read_list(data, name)


def items(listed):
    return [(line.text, line.vendor) for line in listed.lines if line.kind == "item"]


@pytest.mark.parametrize(
    ("content", "name", "expected"),
    [
        pytest.param(BOM_XML, "bom.xml", [("Acme Meet", "Acme SA"), ("Ducal Talk", "Ducal"), ("Boréal Visio", None)], id="CycloneDX XML"),
        pytest.param(SPDX_TAGS, "parc.spdx", [("Acme Meet", "Acme SA"), ("Boréal Visio", None)], id="SPDX tag-value"),
        pytest.param(SPDX3, "parc.json", [("Acme Meet", "Acme SA"), ("Boréal Visio", None)], id="SPDX 3"),
        pytest.param(WINGET_EXPORT, "winget.json", [("Meet", "Acme"), ("Visio Pro", "Boreal")], id="winget export"),
        pytest.param(INTUNE_COUNTS, "apps.csv", [("Zoom Workplace (64-bit)", "Zoom Communications, Inc."),
                     ("Microsoft Teams", "Microsoft")], id="Intune"),
        pytest.param(GLPI_MACHINES, "glpi.csv", [("Microsoft Teams", None), ("Zoom Workplace", None)], id="GLPI machines"),
    ],
)  # fmt: skip
def test_an_export_is_read_as_products_and_vendors(content, name, expected):
    assert items(read(content, name)) == expected


@pytest.mark.parametrize(
    ("content", "name"),
    [(BOM_XML, "bom.xml"), (SPDX_TAGS, "p.spdx"), (SPDX3, "p.json"), (GLPI_MACHINES, "glpi.csv")],
    ids=["CycloneDX", "SPDX", "SPDX 3", "GLPI"],
)
def test_names_of_people_and_machines_are_dropped(content, name):
    kept = repr(read(content, name))
    for private in ("Marie", "Jean", "Paul", "PC-MAIRIE", "ABC1234", "exemple.example"):
        assert private not in kept


EMPTY = "<bom xmlns='http://cyclonedx.org/schema/bom/1.5'><components/></bom>"
ENTITIES = BOM_XML.replace("<bom", '<!DOCTYPE b [<!ENTITY a "b">]><bom', 1)


@pytest.mark.parametrize("content", [EMPTY, BOM_XML[:300], ENTITIES], ids=["no component", "cut", "entities"])
def test_a_component_list_that_cannot_be_read_is_refused(content):
    with pytest.raises(UnreadableDocument):
        read(content, "bom.xml")


def spend(header, *cells, extra=""):
    lines = [f"Désignation;{header}{extra}", *(f"Produit {i};{cell}" for i, cell in enumerate(cells))]
    return read("\n".join(lines) + "\n", "depenses.csv")


def amounts(listed):
    return [line.amount_eur for line in listed.lines if line.kind == "item"]


@pytest.mark.parametrize(
    ("header", "cells", "tax"),
    [
        ("Montant HT", ("12,50", "3"), "excluded"),
        ("Montant TTC", ("12,50", "3"), "included"),
        ("Total hors taxe", ("12,50", "3"), "excluded"),
        ("Montant", ("12,50", "3"), None),
        ("Montant", ("12,50 € TTC", "3 € TTC"), "included"),
        ("Montant", ("12,50 € TTC", "3 €"), None),
    ],
)
def test_the_list_says_whether_amounts_hold_tax(header, cells, tax):
    listed = spend(header, *cells)
    assert listed.columns.tax == tax
    assert amounts(listed) == ["12.50", "3.00"]


def test_both_columns_given_the_one_before_tax_is_counted_and_said():
    listed = read("Désignation;Montant TTC;Montant HT\nA;120;100\nB;240;200\nTotal;360;300\n", "d.csv")
    assert (listed.columns.amount, listed.columns.tax) == ("Montant HT", "excluded")
    assert amounts(listed) == ["100.00", "200.00"]


def test_amounts_that_say_another_tax_than_their_column_are_told():
    listed = spend("Montant HT", "100", "120 € TTC")
    assert [part.why for part in listed.unread] == [
        "1 montant(s) disent une autre taxe que leur colonne, comptés tels qu'écrits"
    ]


@pytest.mark.parametrize(
    "listed",
    [
        pytest.param(lambda: spend("Montant (USD)", "100", "20"), id="header"),
        pytest.param(lambda: spend("Montant $", "100", "20"), id="sign in the header"),
        pytest.param(lambda: spend("Montant", "100 USD", "20 CHF"), id="cells"),
        pytest.param(lambda: spend("Montant", "100;USD", "20;GBP", extra=";Devise"), id="column of currencies"),
    ],
)
def test_another_currency_is_never_counted_as_euros(listed):
    found = listed()
    assert amounts(found) == [None, None]
    assert any("autre monnaie" in part.why for part in found.unread)


@pytest.mark.parametrize("header", ["Montant (k€)", "Montant en milliers d'euros", "Coût K€ HT"])
def test_a_column_in_thousands_is_counted_in_euros(header):
    assert amounts(spend(header, "12,5", "3 k€")) == ["12500.00", "3000.00"]
