"""The sample files are what their script builds."""

import pytest

from tests.documents.files import SAMPLES, build


@pytest.mark.parametrize("name", build.build_samples())
def test_sample_is_what_the_script_builds(name):
    assert (SAMPLES / name).read_bytes() == build.build_samples()[name]


def test_samples_stay_small():
    assert all(path.stat().st_size < 20_000 for path in SAMPLES.iterdir() if path.is_file())
