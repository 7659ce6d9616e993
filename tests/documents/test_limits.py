import re

from advisor.documents import limits
from tests.documents.files import SAMPLES

PAGE = SAMPLES.parents[1] / "docs" / "limits.md"


def test_the_page_of_limits_says_what_the_code_holds():
    rows = dict(re.findall(r"^\| `([A-Z_]+)` \| (\d+)", PAGE.read_text(), re.M))
    held = {name: str(value) for name, value in vars(limits).items() if name.isupper() and name != "MIB"}
    assert rows == held
