import pytest

from advisor.matching import build_matcher, build_scanner
from tests.matching.names import FUNCTIONS, NAMES


@pytest.fixture(scope="session")
def matcher():
    return build_matcher(NAMES, functions=FUNCTIONS)


@pytest.fixture(scope="session")
def scanner():
    return build_scanner(NAMES)
