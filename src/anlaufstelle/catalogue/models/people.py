"""Who works here and what they may do; residents have no row anywhere. Accounts themselves are Django's own users."""

from django.conf import settings
from django.db import models

ROLES = ("operator", "editor", "provider", "caller", "adviser", "planner", "translator", "member")


class Grant(models.Model):
    """One role of one person, within an area ("05562020", empty for an operator) and, for a provider, an organisation
    (the id of its record)."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="grants")
    role = models.CharField(max_length=20, choices=[(one, one) for one in ROLES])
    area = models.CharField(max_length=60, blank=True)
    organization = models.CharField(max_length=36, blank=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["user", "role", "area", "organization"], name="one_grant_of_a_kind"),
        )


class Access(models.Model):
    """How a person signs in beside the password. `step` is the last one-time code's time step: no code counts twice.

    `failures` counts wrong passwords and codes since the last success; nobody gets in before `locked_until`.
    """

    user = models.OneToOneField(settings.AUTH_USER_MODEL, models.CASCADE, related_name="access")
    secret = models.CharField(max_length=64, blank=True)
    confirmed_at = models.DateTimeField(null=True)
    step = models.BigIntegerField(default=0)
    failures = models.PositiveIntegerField(default=0)
    locked_until = models.DateTimeField(null=True)


class Invitation(models.Model):
    """A one-time link. Only the hash of its token is kept. `mail`: the town's provider may vouch instead of it."""

    token_hash = models.CharField(max_length=64, unique=True)
    name = models.CharField(max_length=150)
    role = models.CharField(max_length=20, choices=[(one, one) for one in ROLES])
    area = models.CharField(max_length=60, blank=True)
    organization = models.CharField(max_length=36, blank=True)
    by = models.CharField(max_length=200)
    at = models.DateTimeField()
    until = models.DateTimeField()
    used_at = models.DateTimeField(null=True)
    mail = models.CharField(max_length=150, blank=True, default="")


class TownLogin(models.Model):
    """Who an account is at the town's provider (OpenID Connect). One each way, for good: an e-mail may change hands."""

    user = models.OneToOneField(settings.AUTH_USER_MODEL, models.CASCADE, related_name="town_login")
    issuer = models.CharField(max_length=300)
    subject = models.CharField(max_length=255)
    at = models.DateTimeField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=["issuer", "subject"], name="one_account_of_a_person"),)


class Sitting(models.Model):
    """A session of a person, so that it can be listed and ended; the session itself is Django's."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="sittings")
    session = models.CharField(max_length=40, unique=True)
    at = models.DateTimeField()
    browser = models.CharField(max_length=120, blank=True)


class Subscription(models.Model):
    """A member's own calendar of a network (`area`), behind an address that nobody can guess: one for each network, and
    a new one ends the old. Only the hash of its token is kept."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="subscriptions")
    area = models.CharField(max_length=60)
    token_hash = models.CharField(max_length=64)
    at = models.DateTimeField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=["user", "area"], name="one_calendar_of_a_network"),)


class Deed(models.Model):
    """What somebody did with accounts: the ledgers tell who decided what, this tells who let whom in. Append-only
    until its retention ends."""

    at = models.DateTimeField(db_index=True)
    who = models.CharField(max_length=200)
    act = models.CharField(max_length=30)
    about = models.CharField(max_length=300, blank=True)
