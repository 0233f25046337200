"""Accounts, roles, invitations and sessions. Every act that lets somebody in or out leaves a `Deed`."""

from datetime import datetime, timedelta

from django.contrib.auth import get_user_model
from django.contrib.auth.models import AbstractBaseUser
from django.contrib.sessions.models import Session
from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils import timezone

from ..models import Access, Deed, Grant, Invitation, Sitting, Subscription, TownLogin
from ..rules import Held


def note(who: str, act: str, about: str = "") -> None:
    Deed.objects.create(at=timezone.now(), who=who, act=act, about=about[:300])


def add_invitation(token_hash: str, name: str, held: Held, *, by: str, until: datetime, mail: str = "") -> None:
    """A newer invitation for a name takes the place of the older ones."""
    with transaction.atomic():
        Invitation.objects.filter(name__iexact=name, used_at=None).delete()
        Invitation.objects.create(
            token_hash=token_hash, name=name, role=held.role, area=held.area, organization=held.organization, by=by,
            at=timezone.now(), until=until, mail=mail,
        )  # fmt: skip
        note(by, "invite", f"{name}: {held.role} {held.area} {held.organization}".strip())


def use_invitation(token_hash: str, password: str | None, issuer: str = "", subject: str = "") -> int | None:
    """The account's id; None when somebody used the link meanwhile. Whatever was known of the account's second step
    and sessions is forgotten: a link is also the way back in. Without a password the account is bound to the town's
    provider, which alone opens it."""
    now = timezone.now()
    with transaction.atomic():
        row = Invitation.objects.select_for_update().filter(token_hash=token_hash, used_at=None, until__gt=now).first()
        if row is None:
            return None
        row.used_at = now
        row.save(update_fields=["used_at"])
        user = account(row.name, password, row.mail)
        give(user.pk, Held(row.role, row.area, row.organization))
        note(row.name, "accept", f"{row.role} {row.area}".strip())
        if subject and bind(user.pk, issuer, subject) is None:
            transaction.set_rollback(True)
            return None
    return int(user.pk)


def account(name: str, password: str | None, mail: str = "") -> AbstractBaseUser:
    """Made, or given this password and nothing else that opened it before."""
    model = get_user_model()
    user = model.objects.filter(username__iexact=name).first() or model(username=name)
    user.is_active = True
    user.email = mail
    user.set_password(password)
    user.save()
    Access.objects.update_or_create(
        user=user, defaults={"secret": "", "confirmed_at": None, "step": 0, "failures": 0, "locked_until": None}
    )
    TownLogin.objects.filter(user=user).delete()
    end_sittings(user.pk)
    return user


def bind(user: int, issuer: str, subject: str) -> int | None:
    """The account's id; None when the account or the person at the provider is bound otherwise already."""
    try:
        with transaction.atomic():
            TownLogin.objects.create(user_id=user, issuer=issuer, subject=subject, at=timezone.now())
            note(get_user_model().objects.get(pk=user).get_username(), "bind", issuer)
    except IntegrityError:
        return None
    return user


def give(user: int, held: Held) -> None:
    Grant.objects.get_or_create(user_id=user, role=held.role, area=held.area, organization=held.organization)


def take(grant: int, by: str) -> None:
    row = Grant.objects.select_related("user").get(pk=grant)
    with transaction.atomic():
        row.delete()
        end_sittings(row.user_id)
        note(by, "take", f"{row.user.get_username()}: {row.role} {row.area}".strip())


def failed(user: int, most: int, pause: timedelta) -> None:
    """Counted in the database, so that many tries at once count each."""
    Access.objects.filter(user_id=user).update(failures=F("failures") + 1)
    if Access.objects.filter(user_id=user, failures__gte=most).update(failures=0, locked_until=timezone.now() + pause):
        note(get_user_model().objects.get(pk=user).get_username(), "locked")


def succeeded(user: int) -> None:
    Access.objects.filter(user_id=user).update(failures=0, locked_until=None)


def keep_secret(user: int, secret: str) -> None:
    """Until it is confirmed; a confirmed one stays."""
    Access.objects.filter(user_id=user, confirmed_at=None).update(secret=secret)


def use_step(user: int, step: int) -> bool:
    """Whether nobody has used a code of this time step, or of a later one, before."""
    now = timezone.now()
    done = Access.objects.filter(user_id=user, step__lt=step).update(step=step)
    Access.objects.filter(user_id=user, confirmed_at=None, step=step).update(confirmed_at=now)
    return bool(done)


def sit(user: int, session: str, browser: str) -> None:
    Sitting.objects.create(user_id=user, session=session, at=timezone.now(), browser=browser[:120])


def end_sittings(user: int, sitting: int | None = None, *, but: str = "") -> int:
    """Ends the sessions of a person, or one of them; `but` names a session that goes on."""
    rows = Sitting.objects.filter(user_id=user).exclude(session=but)
    if sitting is not None:
        rows = rows.filter(pk=sitting)
    keys = list(rows.values_list("session", flat=True))
    Session.objects.filter(session_key__in=keys).delete()
    rows.delete()
    return len(keys)


def subscribe(user: int, area: str, token_hash: str) -> int:
    """Its number; an address from before ends."""
    with transaction.atomic():
        unsubscribe(user, area)
        row = Subscription.objects.create(user_id=user, area=area, token_hash=token_hash, at=timezone.now())
    return int(row.pk)


def unsubscribe(user: int, area: str) -> None:
    Subscription.objects.filter(user_id=user, area=area).delete()


def forget(deeds_before: datetime) -> None:
    """What nobody needs any more: sessions and invitations that ended, and deeds past their retention."""
    now = timezone.now()
    Session.objects.filter(expire_date__lt=now).delete()
    Sitting.objects.exclude(session__in=Session.objects.values("session_key")).delete()
    Invitation.objects.filter(until__lt=now - timedelta(days=30)).delete()
    Deed.objects.filter(at__lt=deeds_before).delete()
