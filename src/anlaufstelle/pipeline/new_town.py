"""A town's edition, made from what is known of every municipality; it begins as a preview and claims nothing.

It writes one folder and never writes over anything. What the town itself has to say stands there as comments.
"""

import re
import shutil
from collections.abc import Sequence
from pathlib import Path

from anlaufstelle.catalogue import read, store
from anlaufstelle.errors import BadSheet, UnknownPlace
from anlaufstelle.gather import formats, source
from anlaufstelle.gather.sheet import Options
from anlaufstelle.vocabulary import area, area_names

from . import setup

EDITION = """# Made by `anlaufstelle new-town {ags}`. Every key: docs/guides/a-town-s-edition.md
slug: {slug}
name: {name}
areas: ["{ags}"]
languages: [{languages}]

# Only the town knows these; take the # away and fill them in.
# districts: []          # names people use for parts of the town
# contact:               # whom to call when nothing fits; until then the page names the authorities' number 115
#   name:
#   phone:
#   email:
#   website:
# publisher:             # imprint and privacy page; without them the site stays a preview
#   name:
#   street:
#   place:
#   represented_by:
#   email:
#   phone:
"""
OSM = """id: osm-{slug}
title: OpenStreetMap in {name}
publisher: OpenStreetMap contributors
licence: ODbL-1.0 # kept apart from our own licence; every entry names it
url: https://www.openstreetmap.org/copyright
rhythm: once # read again when the extract beside this sheet is replaced
area: [{areas}]
steward: "{ags}"
trust: 15 # a map says that there is something, seldom whom it helps: everybody else goes first
file: {file}
format: osm
expect: {{min: 0}}
"""


def make(ags: str, folder: Path, *, languages: Sequence[str], osm: Path | None = None) -> Path:
    """Writes `edition.yml` (and a sheet for an OpenStreetMap extract) into the town's folder; returns that folder.

    `folder` is the town's own one, or the folder of all sources. Raises UnknownPlace, Unreadable for the extract,
    or BadSheet when something is in the way; then nothing was written.
    """
    town = _municipality(ags)
    slug = _slug(town)
    place = folder / "de" / slug if (folder / "de").is_dir() else folder
    edition = place / "edition.yml"
    if edition.exists():
        raise BadSheet(f"{edition} exists already. Edit it, or name another folder with --out.")
    extract = _checked(osm)
    place.mkdir(parents=True, exist_ok=True)
    if extract:
        _osm(place, town, slug, extract)
    edition.write_text(
        EDITION.format(ags=ags, slug=slug, name=_quoted(town.name), languages=", ".join(languages)), encoding="utf-8"
    )
    store.keep_edition(setup.edition(edition))
    return place


def _municipality(ags: str) -> area.Place:
    if not ags.isdigit() and (named := [one for one in area.find(ags) if one.kind == "municipality"]):
        raise UnknownPlace(f"Give the code: {', '.join(f'{one.ags} is {one.caption}' for one in named[:5])}.")
    town = area.get(ags)
    if town.kind != "municipality":
        raise UnknownPlace(f"{ags} is {town.caption}, no municipality. A town's code has 8 digits, such as 05562032.")
    return town


def _slug(town: area.Place) -> str:
    """The town's name as an address; with its code where another town's edition has that name."""
    slug = re.sub(r"[^a-z0-9]+", "-", area_names.key(town.name)).strip("-")
    taken = {one.slug: one.areas for one in read.editions()}
    return slug if taken.get(slug, (town.ags,)) == (town.ags,) else f"{slug}-{town.ags}"


def _checked(osm: Path | None) -> Path | None:
    if osm is None:
        return None
    if not osm.is_file():
        raise BadSheet(f"{osm}: no such file. Give an OpenStreetMap extract (.osm.pbf, or Overpass JSON).")
    for _ in formats.reader(osm, "osm")(osm, Options()):
        pass  # it is read to its end before anything is written
    return osm


def _osm(place: Path, town: area.Place, slug: str, extract: Path) -> None:
    shutil.copy2(extract, place / extract.name)
    codes = (town.ags, *(code for code in area.parents(town.ags) if code != area.COUNTRY))
    sheet = place / "osm.yml"
    words = {"slug": slug, "name": _quoted(town.name), "ags": town.ags, "file": extract.name}
    sheet.write_text(OSM.format(**words, areas=", ".join(f'"{code}"' for code in codes)), encoding="utf-8")
    source.load(sheet)


def _quoted(name: str) -> str:
    return f'"{name}"' if re.search(r"[:#,\[\]{}\"']", name) else name
