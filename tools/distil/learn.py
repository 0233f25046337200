"""The student's layers, taught in two runs: first with full numbers, then as if they had four bits already."""

import time
from collections.abc import Callable
from functools import partial
from typing import Any

import jax
import jax.numpy as jnp
import numpy as np

from .packed import BITS, CLIPPED, LONGEST, TOPMOST
from .teacher import DIRECTIONS, TELLING, WIDE

Array = np.ndarray[Any, Any]
Net = dict[str, Any]

SEEN, INNER = 192, 320
AT_ONCE, SEED = 256, 0
IN_FOUR_BITS = 0.28
"""The share of the steps that the second run gets."""

RATES, WARM, LAST = (0.002, 0.0013), 200, 0.03
"""Per run how far a step goes; after so many steps it is reached, and this share of it is left at the end."""


def start(pieces: Array) -> dict[str, Array]:
    lot, both = np.random.default_rng(SEED), 2 * (WIDE + SEEN)

    def drawn(rows: int, columns: int, size: float = 1.0) -> Array:
        return (lot.normal(size=(rows, columns)) * size / np.sqrt(rows)).astype(np.float32)

    return {
        "pieces": pieces,
        "beside": drawn(3 * WIDE, SEEN),
        "beside_at": np.zeros(SEEN, np.float32),
        "inner": drawn(both, INNER),
        "inner_at": np.zeros(INNER, np.float32),
        "straight": drawn(both, DIRECTIONS, 0.3),
        "out": drawn(INNER, DIRECTIONS, 0.5),
        "out_at": np.zeros(DIRECTIONS, np.float32),
    }


def taught(
    net: dict[str, Array], cut: list[list[int]], aims: Array, weights: list[float], steps: int
) -> dict[str, Array]:
    """`cut` are the texts in pieces, `aims` where the encoder puts them on the student's directions."""
    fits = np.array([1 <= len(ids) <= LONGEST for ids in cut])
    ids, there = _table([one for one, fit in zip(cut, fits, strict=True) if fit])
    aims, drawn = aims[fits], np.cumsum(np.array(weights)[fits])
    lot, second = np.random.default_rng(SEED), round(steps * IN_FOUR_BITS)
    now: Net = {name: jnp.asarray(values) for name, values in net.items()}

    def batch() -> tuple[Array, Array, Array]:
        rows = np.searchsorted(drawn, lot.random(AT_ONCE) * drawn[-1]).clip(0, len(ids) - 1)
        return ids[rows], there[rows], aims[rows]

    for small, many in ((False, steps - second), (True, second)):
        now = _run(now, batch, many, small)
    return {name: np.asarray(values) for name, values in now.items()}


def _run(net: Net, batch: Callable[[], tuple[Array, Array, Array]], steps: int, small: bool) -> Net:
    """Adam, its steps growing at first and then shrinking along a half cosine."""
    zeros = jax.tree.map(jnp.zeros_like, net)
    state, begun = (net, zeros, zeros), time.monotonic()
    for step in range(1, steps + 1):
        rate = RATES[small] * min(1, step / WARM) * (LAST + (1 - LAST) * 0.5 * (1 + np.cos(np.pi * step / steps)))
        state, lost = _step(state, float(step), rate, *batch(), small=small)
        if step % 250 == 0 or step == steps:
            bits = "four bits" if small else "full numbers"
            print(
                f"{bits}: step {step} of {steps}, loss {float(lost):.4f}, {time.monotonic() - begun:.0f} s", flush=True
            )
    return state[0]


@partial(jax.jit, static_argnames="small")
def _step(state: Any, step: float, rate: float, ids: Array, there: Array, aims: Array, *, small: bool) -> Any:
    net, first, second = state
    lost, slope = jax.value_and_grad(_loss)(net, ids, there, aims, small)
    first = jax.tree.map(lambda kept, new: 0.9 * kept + 0.1 * new, first, slope)
    second = jax.tree.map(lambda kept, new: 0.99 * kept + 0.01 * new * new, second, slope)

    def moved(values: Any, one: Any, two: Any) -> Any:
        return values - rate * (one / (1 - 0.9**step)) / (jnp.sqrt(two / (1 - 0.99**step)) + 1e-7)

    return (jax.tree.map(moved, net, first, second), first, second), lost


def _loss(net: Net, ids: Any, there: Any, aims: Any, small: bool) -> Any:
    """How far off the direction is, as a whole and among the directions that tell needs apart."""
    out = _out(net, ids, there, small)
    out /= jnp.sqrt((out**2).sum(1, keepdims=True) + 1e-6)
    aimed = aims / jnp.sqrt((aims**2).sum(1, keepdims=True))
    one, other = out[:, :TELLING], aimed[:, :TELLING]
    cosine = (one * other).sum(1) / jnp.sqrt((one**2).sum(1) * (other**2).sum(1) + 1e-9)
    return (((out - aimed) ** 2).sum(1) + 1 - cosine).mean()


def _out(net: Net, ids: Any, there: Any, small: bool) -> Any:
    """The same as `Student.vector`, for many texts at once and with the places that a shorter text leaves empty."""
    if small:
        net = {name: _four_bits(values) if BITS[name] == 4 else values for name, values in net.items()}
    told = net["pieces"][ids] * there[..., None]
    before = jnp.pad(told, ((0, 0), (1, 0), (0, 0)))[:, :-1]
    after = jnp.pad(told, ((0, 0), (0, 1), (0, 0)))[:, 1:]
    seen = jnp.concatenate([before, told, after], -1) @ net["beside"] + net["beside_at"]
    every = jnp.concatenate([told, jax.nn.relu(seen) * there[..., None]], -1)
    many = jnp.maximum(there.sum(1), 1)[:, None]
    summed = jnp.concatenate([every.sum(1) / jnp.sqrt(many), every.max(1)], -1)
    inner = jax.nn.relu(summed @ net["inner"] + net["inner_at"])
    return summed @ net["straight"] + inner @ net["out"] + net["out_at"]


def _four_bits(values: Any) -> Any:
    """Rounded as `packed` rounds, while the slope passes as if it were not."""
    top = TOPMOST[4]
    scale = jnp.max(jnp.abs(values), 1, keepdims=True) * CLIPPED[4] / top + 1e-9
    scale = jax.lax.stop_gradient(2.0 ** (-jnp.floor(-16 * jnp.log2(scale)) / 16))
    inside = jnp.clip(values, -top * scale, top * scale)
    rounded = jnp.clip(jnp.round(values / scale), -top, top) * scale
    return inside + jax.lax.stop_gradient(rounded - inside)


def _table(cut: list[list[int]]) -> tuple[Array, Array]:
    ids, there = np.zeros((len(cut), LONGEST), np.int32), np.zeros((len(cut), LONGEST), np.float32)
    for row, one in enumerate(cut):
        ids[row, : len(one)], there[row, : len(one)] = one, 1
    return ids, there
