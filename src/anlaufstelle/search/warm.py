"""What a new process does before anybody asks: the first question of a kind loads tables that all later ones share.

The table of sounds, the labels of a script and the encoder cost the first misspelt word a second; asked beforehand by
nobody, they cost nobody anything.
"""

import ctypes
import gc
import logging
import threading
from pathlib import Path

from anlaufstelle.errors import IndexUnavailable

from . import index
from .find import LOADING, find
from .meaning import encoder

QUESTIONS = (
    ("ich brauche unbedingt hilffe bei allerhand sachenn und weiß nicht wohin", "de"),
    ("xqvwtrzkl", "de"),
    ("i need hlep with somethingg", "en"),
    ("yardımaa ihtiyacımm var", "tr"),
    ("мені потрібнаа допомогаа", "uk"),
    ("أحتاجج مساعدةة", "ar"),
    ("ma 3andi masari", "ar"),
)

logger = logging.getLogger("anlaufstelle.search")


def warm(home: Path) -> int:
    """How many of the questions were asked: none where there is no index yet."""
    with LOADING:
        for number, (text, lang) in enumerate(QUESTIONS):
            try:
                find(text, home=home, lang=lang)
            except IndexUnavailable:
                logger.info("Nothing to warm up: there is no index yet.")
                return number
        model = encoder()
        if model is not None:
            model.share(index.folder(home))
        _give_back()
    return len(QUESTIONS)


def _give_back() -> None:
    """What loading took and needs no more goes back to the system, where its library can: a tenth of the process."""
    trim = getattr(ctypes.CDLL(None), "malloc_trim", None)
    if trim is not None:
        gc.collect()
        trim(0)


def beside(home: Path) -> threading.Thread:
    """Warms up while the process already answers; questions to the search wait for it."""
    thread = threading.Thread(target=warm, args=(home,), name="warm", daemon=True)
    thread.start()
    return thread
