"""People who sign in to the small site, one of each role."""

from tests.web.audit import read_page

PASSWORD = "cheval agrafe correct batterie"
PEOPLE = {"contributor": "Alice", "curator": "Bruno", "administrator": "Ada"}


def open_accounts(app):
    """Open an account of each role, and a second curator; does nothing the second time."""
    service = app.extensions["accounts"]
    known = {account.name for account in service.list()}
    for name, role in [*((name, role) for role, name in PEOPLE.items()), ("Claire", "curator")]:
        if name not in known:
            service.add(name, role, PASSWORD)


def sign_in(app, name):
    """Return a client signed in under a name, None for a visitor."""
    client = app.test_client()
    if name:
        answer = post(client, "/fr/sign-in", {"name": name, "password": PASSWORD}, page="/fr/sign-in")
        assert answer.status_code == 303, answer.text
    return client


def token_of(client, page):
    """Return the form token that a page gives."""
    found = read_page(client.get(page).text).xpath("//input[@name='csrf_token']/@value")
    return found[0] if found else ""


def post(client, address, data=None, page=None, **more):
    """Send a form as a browser does: with the token of the page that holds it."""
    return client.post(address, data={"csrf_token": token_of(client, page or address), **(data or {})}, **more)
