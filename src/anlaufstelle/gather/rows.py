"""One row through the plan of its table: each value ends in the draft, in `extra`, as ignored or as a finding."""

from typing import Any

from msgspec import UNSET

from .context import Context
from .fields import Known, Plan, Step, Target
from .readers import each

LONG = "\n"
"""Two columns may share a text target; their words then stand below each other."""


def read(context: Context, plan: Plan) -> None:
    """Fills `context.draft` from `context.row`."""
    context.confidential = any(_hides(context.row.get(column), words) for column, words in plan.hiding)
    for name, target, value in plan.constants:
        context.column = name
        _put(context, target, target.read(context, value))
    for step in plan.steps:
        value = context.pop(step.column)
        if value is not None:
            context.column = step.column
            _step(context, step, value)
    context.row.pop(plan.key, None)
    context.ignore(context.table.ignore)
    context.rest()


def _hides(value: Any, words: frozenset[str]) -> bool:
    return any(str(one).strip().casefold() in words for one in each(value))


def _step(context: Context, step: Step, value: Any) -> None:
    signals, used, filled = context.signals, False, len(context.draft)
    for target in step.targets:
        if target.exact and isinstance(value, str | list):
            used |= _looked_up(context, target, value)
        elif _put(context, target, target.read(context, value)):
            used = True
    if not used and context.signals == signals and len(context.draft) == filled:
        context.keep(value)
        context.signal("unused-value", "Nothing could be read from this value.", "Map it to a text too.", value=value)


def _looked_up(context: Context, target: Target, value: str | list[Any]) -> bool:
    if isinstance(value, list):
        return _put(context, target, target.read(context, _listed(context, target, value)))
    known = target.exact.get(value)
    if known is None:
        return _put(context, target, target.read(context, value))
    _apply(context, target, known)
    if known.then is not None:
        _put(context, target, target.read(context, value if known.then is UNSET else known.then))
    return True


def _listed(context: Context, target: Target, value: list[Any]) -> list[Any]:
    """Lookups speak of the words in a list, not of the list."""
    found: list[Any] = []
    for one in value:
        known = target.exact.get(one) if isinstance(one, str) else None
        if known is None:
            found.append(one)
            continue
        _apply(context, target, known)
        if known.then is not None:
            found.append(one if known.then is UNSET else known.then)
    return found


def _apply(context: Context, target: Target, known: Known) -> None:
    for other, value in known.sets:
        _put(context, other, other.read(context, value))
    if known.none:
        _put(context, Target("known_none", target.read, {}), (target.path.partition(".")[0],))


def _put(context: Context, target: Target, value: Any) -> bool:
    """Whether there was anything to put."""
    if value is None or value == ():
        return False
    path, draft = target.path, context.draft
    before = draft.get(path)
    if path.startswith("extra."):
        context.extra[path.removeprefix("extra.")] = value
    elif before is not None and isinstance(value, tuple):
        draft[path] = before + value
    elif isinstance(before, str) and isinstance(value, str) and before != value:
        draft[path] = before + LONG + value
    else:
        draft[path] = value
    return True
