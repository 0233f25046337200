"""Teaches the student of the sentence encoder that travels to devices (`search/student.py`, `meaning.js`).

    python -m tools.distil --out FILE [--steps N] [--texts N]

from the root of the repository. It takes jax, which the project does not depend on, so give it a venv of its own:

    python -m venv ../distil && ../distil/bin/pip install -e . jax

(jax and jaxlib, Apache-2.0; 0.10 was used, on the processor). ANLAUFSTELLE_HOME names a folder that a `night` or the
demo has filled: its entries are learnt too, and which directions matter is read off its passages.

The steps, a module each: `texts` gathers what is learnt from, `teacher` asks the encoder and chooses pieces and
directions, `learn` trains, `book` makes the codes of labels, `packed` writes the file, `check` holds it against the
encoder and against the file it would replace, which stays where the new one is worse. All lots have fixed seeds.
Time goes into the encoder's 160,000 vectors (a quarter of an hour) and 7,000 steps (twenty minutes on two cores).
Needed when the encoder or the thesaurus has changed a lot: texts it never saw are read by their pieces.
"""
