"""Dead links: what is asked, and what never is."""

import pytest

from advisor.services.curate.asking import RefusedAddress, public_address
from advisor.services.curate.links import check_links, cited_links
from tests.builders import a_catalogue, a_fact, a_product, a_source, a_vendor


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1", "10.1.2.3", "172.16.0.1", "192.168.1.1", "169.254.169.254", "0.0.0.0", "100.64.0.1", "224.0.0.1",
        "255.255.255.255", "::1", "fe80::1", "fc00::1", "::ffff:127.0.0.1", "::ffff:10.0.0.1", "2002:7f00:0001::", "ff02::1", "::",
    ],
)  # fmt: skip
def test_special_networks_are_never_asked(address):
    with pytest.raises(RefusedAddress):
        public_address("exemple.fr", 443, lambda *_: [address])
    found = list(check_links([("https://exemple.fr/", "p")], resolve=lambda *_: [address]))
    assert [check.state for check in found] == ["refused"]


def test_one_private_address_among_public_ones_is_enough_to_refuse():
    with pytest.raises(RefusedAddress):
        public_address("exemple.fr", 443, lambda *_: ["93.184.216.34", "10.0.0.1"])


@pytest.mark.parametrize(
    "url",
    [
        "ftp://exemple.fr/",
        "file:///etc/passwd",
        "https://u:p@exemple.fr/",
        "http://exemple.fr:22/",
        "https:///x",
        "nothing",
    ],
)
def test_only_plain_web_addresses_are_asked(url):
    def never(*_):
        raise AssertionError("resolved")

    assert [check.state for check in check_links([(url, "p")], resolve=never)] == ["refused"]


PAGES = {
    "/ok": (200, {}, b""),
    "/error": (500, {}, b""),
    "/moved": (301, {"Location": "/ok"}, b""),
    "/inside": (302, {"Location": "http://interieur.exemple/secret"}, b""),
    "/loop": (302, {"Location": "/loop"}, b""),
}


@pytest.fixture
def ask(public_site):
    site = public_site(PAGES)

    def ask(path):
        return next(check_links([(f"http://exemple.fr{path}", "p")], resolve=site.resolve, pause_s=0)), site.connected

    return ask


@pytest.mark.parametrize(
    ("path", "state"),
    [
        ("/ok", "ok"),
        ("/gone", "gone"),
        ("/error", "failed"),
        ("/moved", "moved"),
        ("/loop", "failed"),
        ("/inside", "refused"),
    ],
)
def test_answers_are_told_apart(ask, path, state):
    assert ask(path)[0].state == state


def test_redirect_into_a_private_network_is_not_followed(ask):
    _, asked = ask("/inside")
    assert asked == [("exemple.fr", "93.184.216.34")]


def test_name_without_address_is_a_failure():
    def nothing(*_):
        raise OSError("unknown name")

    assert [check.state for check in check_links([("https://exemple.fr/", "p")], resolve=nothing)] == ["failed"]


def test_same_host_is_asked_again_after_a_pause_only():
    import time

    begun = time.monotonic()
    list(check_links([("ftp://a.fr/1", "p"), ("ftp://a.fr/2", "p"), ("ftp://b.fr/", "p")], pause_s=0.2))
    assert 0.2 <= time.monotonic() - begun < 0.4


def test_each_cited_address_is_listed_once_with_its_first_place():
    catalogue = a_catalogue(
        products=[a_product(facts=[a_fact(), a_fact("api", "yes", sources=[a_source(url="https://exemple.fr/b")])])],
        vendors=[a_vendor(facts=[a_fact("seat", "FR")])],
    )
    assert cited_links(catalogue) == {
        "https://exemple.fr/page": "product acme-meet: licence",
        "https://exemple.fr/b": "product acme-meet: api",
    }
