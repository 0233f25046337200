import pytest

from anlaufstelle.record.model import ServiceArea, part_id
from anlaufstelle.resolve import derive

from ..making import received


def test_areas_are_those_stated():
    base = received()
    areas = (ServiceArea(id=part_id(base.id, "area"), name="Stadt Herten", areas=("05562020",)),)
    assert derive.areas(received(service_areas=areas).record) == ("05562020",)
    assert derive.areas(base.record) == ()


@pytest.mark.parametrize(
    ("codes", "reach"),
    [
        ((), "local"),
        (("05562020",), "local"),
        (("05562020:Westerholt",), "local"),
        (("05562020", "~05562020"), "regional"),
        (("05562",), "regional"),
        (("05",), "regional"),
        (("05562020", "DE"), "national"),
    ],
)
def test_reach(codes, reach):
    assert derive.reach(codes) == reach
