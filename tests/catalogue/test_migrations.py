import pytest
from django.core.management import call_command


@pytest.mark.django_db
def test_the_models_are_what_the_migrations_make_and_no_two_are_the_last() -> None:
    call_command("makemigrations", check_changes=True, dry_run=True, verbosity=0)
