"""A small site: a catalogue with one entry per case the pages must show, and an application on it."""

from pathlib import Path

import yaml

from advisor.app import create_app
from advisor.config import Config, packaged_folder
from tests.builders import a_category, a_fact, a_link, a_product, a_source, a_vendor

LANGUAGES = ("fr", "en")
CATEGORIES = [
    a_category(
        "visioconference",
        name={"fr": "Visioconférence", "en": "Video conferencing"},
        cpv=[
            {"code": "48515000", "label": {"fr": "Logiciels de vidéoconférence", "en": "Video conferencing software"}}
        ],
        standards=[
            {"name": "WebRTC", "reference": "https://exemple.fr/webrtc", "warning": {"fr": "En écarte certains."}}
        ],
        need={"fr": "tenir des réunions à distance entre [n] participants", "en": "hold remote meetings"},
        measures=[{"fr": "[n] réunions simultanées", "en": "[n] meetings at the same time"}],
    ),
    a_category("messagerie", name={"fr": "Messagerie", "en": "Messaging"}),
    a_category("ecriture", name={"fr": "Écriture", "en": "Writing"}),
]
VENDORS = [
    a_vendor("acme", facts=[a_fact("seat", "US")], aliases=["Acme Inc."]),
    a_vendor("boreal", name="Boréal", facts=[a_fact("seat", "FR"), a_fact("holding", "founders")]),
    a_vendor(
        "celadon",
        name="Céladon",
        facts=[a_fact("seat", "FR"), a_fact("owner", None, sources=[], question={"fr": "Qui détient Céladon ?"})],
    ),
    a_vendor(
        "ducal",
        facts=[
            a_fact(
                "owner",
                {"owner": "Grand Fonds", "country": "CN", "power": "majority", "share_percent": "85"},
                as_of="2014",
            ),
            a_fact("owner", {"owner": "Petit Fonds", "country": "FI", "power": "minority", "share_percent": "15"}),
        ],
    ),
    a_vendor("ether", name="Éther", facts=[a_fact("holding", "community")]),
    a_vendor(
        "fille", facts=[a_fact("owner", {"owner": "Boréal", "vendor": "boreal", "country": "FR", "power": "sole"})]
    ),
    a_vendor("cachee", status="draft"),
]
PRODUCTS = [
    a_product("acme-meet", alternatives=[a_link("boreal-visio"), a_link("celadon-call", sources=[a_source()])],
              aliases=["AcmeMeet", {"text": "Acme Talk", "kind": "former"}]),
    a_product("acme-suite", includes=["acme-meet"], categories=["messagerie"]),
    a_product("acme-solo", summary={"fr": "Seul de son genre.", "en": "One of a kind."}),
    a_product("acme-lock", no_substitute={"reason": {"fr": "Format fermé."},
              "judgement": {"by": "Rédaction", "date": "2026-11-23", "rests_on": {"fr": "la documentation"}}}),
    a_product(
        "boreal-visio", name="Boréal Visio", vendor="boreal", roles=["alternative"],
        categories=["visioconference", "messagerie"],
        facts=[
            a_fact("licence", "AGPL-3.0-or-later"),
            a_fact("hosting-country", ["FR", "CH"]),
            a_fact("hosting-operator", {"name": "Fille", "vendor": "fille", "country": "FR"}),
            a_fact("secnumcloud", {"scheme": "SecNumCloud", "scope": {"fr": "l'offre Étoile"}, "version": "3.2", "ends": "2028-12"}),
            a_fact("self-hosting", "yes", as_of="2014"),
            a_fact("api", "partial", until="2025-01"),
            a_fact("accessibility", None, sources=[], question={"fr": "Que dit la déclaration ?", "en": "What does it say?"}),
            a_fact("export", {"fr": "archives au format MBOX"}),
        ],
        labels=["free-software"],
    ),
    a_product("celadon-call", name="Céladon Call", vendor="celadon", roles=["alternative"], labels=["foreign-hosting"]),
    a_product("ducal-talk", vendor="ducal", roles=["alternative"], labels=["control-changed"]),
    a_product("ether-chat", vendor="ether", roles=["alternative"], labels=["free-software", "steward-outside-eu"],
              facts=[a_fact("self-hosting", "yes")]),
    a_product("faux-libre", vendor="ether", roles=["alternative"], status="not-retained",
              not_retained={"criterion": "licence", "reason": {"fr": "La licence limite l'usage."}, "sources": [a_source()]}),
    a_product("brouillon", vendor="boreal", roles=["alternative"], status="draft"),
    a_product("zz-sans-fait", vendor="fille", roles=["alternative"], categories=["ecriture"]),
    a_product("zz-vendeur-brouillon", vendor="cachee", roles=["alternative"], categories=["ecriture"]),
]  # fmt: skip
PATHS = (
    "/",
    "/?q=visio",
    "/search?q=acme",
    "/search?q=acmme+met",
    "/search?q=",
    "/search?q=%22%3E%3Cscript%3E",
    "/products/acme-meet",
    "/products/acme-suite",
    "/products/acme-meet?buyer=school&require=self-hosting:yes,hds&prefer=licence:free,export",
    "/products/acme-suite?parts=acme-meet&prefer=api:yes",
    "/products/boreal-visio?buyer=company&users=450&require=secnumcloud&prefer=api:yes,open-standards:SIP",
    "/products/acme-solo",
    "/products/acme-lock",
    "/products/boreal-visio",
    "/products/celadon-call",
    "/products/ducal-talk",
    "/products/ether-chat",
    "/products/faux-libre",
    "/products/zz-sans-fait",
    "/products/zz-vendeur-brouillon",
    "/vendors",
    "/vendors?letter=e",
    "/vendors/acme",
    "/vendors/boreal",
    "/vendors/ducal",
    "/vendors/ether",
    "/categories",
    "/categories/visioconference",
    "/categories/visioconference?zone=eu",
    "/categories/messagerie",
    "/criteria",
    "/criteria/licence",
    "/criteria/self-hosting",
    "/compare",
    "/compare?p=acme-meet",
    "/compare?p=acme-meet&q=visio",
    "/compare?p=acme-meet&p=boreal-visio",
    "/compare?p=acme-meet&p=boreal-visio&p=ether-chat&buyer=school&users=300&require=secnumcloud,self-hosting:yes&prefer=api:yes",
    "/compare?p=boreal-visio&p=ether-chat&require=licence:free&view=differences&q=duc",
    "/compare?p=acme-meet&p=boreal-visio&p=ducal-talk&view=differences",
    "/compare?p=acme-meet&p=boreal-visio&p=ducal-talk&p=ether-chat&p=celadon-call&p=acme-solo",
    "/coverage",
    "/coverage?sort=links&order=desc",
    "/history",
    "/history?before=1",
    "/history/product/boreal-visio",
    "/history/category/visioconference",
    "/history/criteria/criteria",
    "/editions/1",
    "/editions/1?before=9",
    "/revisions/1",
    "/method",
    "/privacy",
    "/legal",
    "/accessibility",
    "/contribute",
    "/contribute?entry=product:boreal-visio",
    "/contribute?entry=vendor:acme&kind=reply",
    "/contribute?entry=category:visioconference",
    "/contribute?kind=product&subject=Boréal+Visio",
    "/contribute?entry=product:none&kind=other",
    "/names?name=Qwxyz+Pro",
)
"""One address per state of a page."""


def write_catalogue(folder: Path) -> Path:
    """Write the small catalogue as files."""
    criteria = packaged_folder("catalogue") / "criteria.yaml"
    groups = {"products": PRODUCTS, "vendors": VENDORS, "categories": CATEGORIES}
    for name, entries in groups.items():
        (folder / name).mkdir(parents=True)
        for entry in entries:
            text = yaml.safe_dump(entry, allow_unicode=True, sort_keys=False)
            (folder / name / f"{entry['id']}.yaml").write_text(text, encoding="utf-8")
    (folder / "criteria.yaml").write_bytes(criteria.read_bytes())
    return folder


def an_app(folder: Path, monkeypatch, catalogue: Path | None = None):
    """Build an application on the small catalogue, or on another folder of entries."""
    monkeypatch.setenv("ADVISOR_CATALOGUE", str(catalogue or write_catalogue(folder / "catalogue")))
    return create_app(Config(database_url=f"sqlite:///{folder / 'site.sqlite'}", secret_key="x" * 32, testing=True))
