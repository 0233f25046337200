"""Points in every system a German town hall exports; the expected metres come from PROJ."""

import pytest

from anlaufstelle.errors import BadValue
from anlaufstelle.vocabulary.coordinates import degrees, point

HERTEN = (51.5958, 7.1352)
MUNICH = (48.1374, 11.5755)


@pytest.mark.parametrize(
    ("stated", "expected"),
    [
        ("51.5958, 7.1352", HERTEN),
        ("7,1352 51,5958", HERTEN),
        ("51,5958,7,1352", HERTEN),
        ([7.1352, 51.5958], HERTEN),
        ([7.1352, 51.5958, 60.0], HERTEN),
        ("POINT(7.1352 51.5958)", HERTEN),
        ("SRID=4326;POINT (7.1352 51.5958)", HERTEN),
        ("51° 35' 44.88\" N, 7° 8' 6.72\" E", HERTEN),
        ("370835.868 5717730.936", HERTEN),
        ("32370835,868 5717730,936", HERTEN),
        ("5717730.936 370835.868", HERTEN),
        ("2578703.787 5718542.977", HERTEN),
        ("3370857.126 5719578.045", HERTEN),
        ("794286.831 6727368.297", HERTEN),
        ("691603.032 5334780.030", MUNICH),
        ("33245243.221 5337245.006", MUNICH),
        ("3691756.262 5336476.210", MUNICH),
    ],
)
def test_a_point(stated, expected):
    assert point(stated) == pytest.approx(expected, abs=0.00005)


@pytest.mark.parametrize("stated", ["0, 0", "51.6", "", "40.7 -74.0", [7.1], [7.1, None], "1 2 3 4", "51.6 51.7"])
def test_no_point(stated):
    with pytest.raises(BadValue, match=r"point|pair"):
        point(stated)


@pytest.mark.parametrize(
    ("stated", "expected"), [("51,6", 51.6), (7, 7.0), ("51° 35' 44.88\" N", 51.5958), ("7.1352°", 7.1352)]
)
def test_degrees(stated, expected):
    assert degrees(stated) == pytest.approx(expected, abs=1e-6)


def test_no_degrees():
    with pytest.raises(BadValue, match=r"'siehe Plan' is not a coordinate; write 51\.5958"):
        degrees("siehe Plan")
