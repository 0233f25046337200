"""Questions about accounts: who somebody is, what they may do, who is let in. Never asked for a resident's page."""

from django.contrib.auth import get_user_model
from django.db.models import Count, Q
from django.utils import timezone

from ..models import Access, Deed, Grant, Invitation, Sitting, TownLogin
from ..rules import Held, Person
from ..shapes_desk import AccessView, AccountView, DeedView, InvitationView, SittingView


def person(user: int) -> Person:
    """With the roles as they are now: one taken away counts from the next page on."""
    rows = Grant.objects.filter(user_id=user, user__is_active=True).order_by("pk").select_related("user")
    found = list(rows)
    if not found:
        name = get_user_model().objects.filter(pk=user, is_active=True).values_list("username", flat=True).first()
        return Person(who=name or "")
    return Person(who=found[0].user.get_username(), held=tuple(_held(row) for row in found))


def _held(row: Grant | Invitation) -> Held:
    return Held(row.role, row.area, row.organization)


def user_id(name: str) -> int | None:
    return get_user_model().objects.filter(username__iexact=name).values_list("pk", flat=True).first()


def of_provider(issuer: str, subject: str) -> int | None:
    return TownLogin.objects.filter(issuer=issuer, subject=subject).values_list("user_id", flat=True).first()


def with_mail(mail: str) -> list[int]:
    """Accounts that are signed in to with this address, or were invited under it."""
    rows = get_user_model().objects.filter(Q(username__iexact=mail) | Q(email__iexact=mail))
    return list(rows.values_list("pk", flat=True))


def invitation_for(mail: str) -> str | None:
    """The hash of the one open invitation that names this address."""
    rows = Invitation.objects.filter(Q(name__iexact=mail) | Q(mail__iexact=mail))
    found = list(rows.filter(used_at=None, until__gt=timezone.now()).values_list("token_hash", flat=True)[:2])
    return found[0] if len(found) == 1 else None


def mail_of_others(mail: str, name: str) -> bool:
    """Whether an account or an open invitation under another name has this address."""
    accounts = get_user_model().objects.filter(Q(username__iexact=mail) | Q(email__iexact=mail))
    waiting = Invitation.objects.filter(Q(name__iexact=mail) | Q(mail__iexact=mail))
    waiting = waiting.filter(used_at=None, until__gt=timezone.now())
    return accounts.exclude(username__iexact=name).exists() or waiting.exclude(name__iexact=name).exists()


def access(user: int) -> AccessView:
    row = Access.objects.filter(user_id=user).first()
    if row is None:
        return AccessView()
    locked = row.locked_until is not None and row.locked_until > timezone.now()
    return AccessView(secret=row.secret, confirmed=row.confirmed_at is not None, locked=locked)


def accounts() -> list[AccountView]:
    """By name; two queries."""
    users = get_user_model().objects.select_related("access").prefetch_related("grants")
    return [
        AccountView(
            id=user.pk,
            person=Person(who=user.get_username(), held=tuple(_held(row) for row in user.grants.all())),
            active=user.is_active,
            secure=getattr(user, "access", None) is not None and user.access.confirmed_at is not None,
            last_seen=user.last_login,
            grants=tuple((row.pk, _held(row)) for row in user.grants.all()),
            sittings=user.open_sittings,
        )
        for user in users.annotate(open_sittings=Count("sittings")).order_by("username")
    ]


def grant(id: int) -> tuple[int, Held] | None:
    row = Grant.objects.filter(pk=id).first()
    return (row.user_id, _held(row)) if row else None


def invitation(token_hash: str) -> InvitationView | None:
    """One that can still be used."""
    row = Invitation.objects.filter(token_hash=token_hash, used_at=None, until__gt=timezone.now()).first()
    return _invitation(row) if row else None


def invitations() -> list[InvitationView]:
    rows = Invitation.objects.filter(used_at=None, until__gt=timezone.now()).order_by("name")
    return [_invitation(row) for row in rows]


def _invitation(row: Invitation) -> InvitationView:
    return InvitationView(id=row.pk, name=row.name, held=_held(row), by=row.by, until=row.until, mail=row.mail)


def sittings(user: int) -> list[SittingView]:
    rows = Sitting.objects.filter(user_id=user).order_by("-at")
    return [SittingView(id=row.pk, at=row.at, browser=row.browser, session=row.session) for row in rows]


def deeds(limit: int = 500) -> list[DeedView]:
    """Newest first."""
    rows = Deed.objects.order_by("-at", "-pk")[:limit]
    return [DeedView(at=row.at, who=row.who, act=row.act, about=row.about) for row in rows]
