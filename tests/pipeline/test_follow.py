import pytest

from anlaufstelle.pipeline import door, follow
from anlaufstelle.search import index

from .town import EDITOR, SERVICES, harvest

pytestmark = pytest.mark.django_db(transaction=True)


def folders(home):
    return [path.name for path in (home / "index").iterdir() if path.is_dir()]


def test_a_small_change_is_put_and_nothing_is_built_anew(tmp_path, home):
    harvest(tmp_path)
    before = folders(home)
    door.decide(
        actor=EDITOR, source="musterstadt", key="frei", path="name", value="Anders", seen="Freie Beratung", why=""
    )
    assert (folders(home), follow.follow()) == (before, 0)
    assert harvest(tmp_path, services=SERVICES[:2]).indexed == 1


def test_a_follower_killed_at_work_leaves_its_index_to_be_built_anew(tmp_path, home):
    harvest(tmp_path)
    before = folders(home)
    (home / "index" / "followed").unlink()
    assert follow.follow() == 4
    assert folders(home) != before


def test_a_lost_index_is_built_anew(tmp_path, home):
    harvest(tmp_path)
    (home / "index" / "current").unlink()
    assert (follow.follow(), index.exists(home)) == (4, True)


def test_the_index_of_another_catalogue_is_not_believed(tmp_path, home):
    harvest(tmp_path)
    (home / "index" / "followed").write_text("999999")
    assert follow.follow() == 4
