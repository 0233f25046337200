"""The rival: PostgreSQL full text with PostGIS, given exactly the tokens our own index gets, indexed and warmed."""

import os
import time
from collections.abc import Iterable

import psycopg

from anlaufstelle.search import document, told
from anlaufstelle.search.document import Card

SETUP = """
CREATE EXTENSION IF NOT EXISTS postgis;
DROP TABLE IF EXISTS rival;
CREATE TABLE rival (id text, tokens tsvector, spot geography(Point), ags text, needs text[], reach text, kind text);
"""
INDEXES = """
SET maintenance_work_mem = '512MB';
CREATE INDEX ON rival USING gin (tokens);
CREATE INDEX ON rival USING gist (spot);
CREATE INDEX ON rival (ags);
ANALYZE rival;
"""
QUERY = """
WITH hit AS MATERIALIZED (
  SELECT id, tokens, needs, reach, kind FROM rival WHERE tokens @@ %(query)s::tsquery {place}
)
SELECT (SELECT json_agg(t) FROM (SELECT id FROM hit ORDER BY ts_rank(tokens, %(query)s::tsquery) DESC LIMIT 10) t),
       (SELECT count(*) FROM hit),
       (SELECT json_object_agg(need, n) FROM (SELECT need, count(*) n FROM hit, unnest(needs) need GROUP BY need) f),
       (SELECT json_object_agg(reach, n) FROM (SELECT reach, count(*) n FROM hit GROUP BY reach) f),
       (SELECT json_object_agg(kind, n) FROM (SELECT kind, count(*) n FROM hit GROUP BY kind) f)
"""


def stems(text: str) -> list[str]:
    return [stem for _, whole, parts in told.keys(text, "de") for stem in (*whole, *parts)]


def _lexemes(card: Card) -> str:
    return " ".join("'" + token.replace("'", "''").replace("\\", "") + "'" for token in document.weights(card))


class Rival:
    def __init__(self, url: str) -> None:
        self.connection = psycopg.connect(url, autocommit=True)

    def load(self, cards: Iterable[Card]) -> float:
        """Seconds to load and index what our own index holds, its words analysed already."""
        started = time.perf_counter()
        self.connection.execute(SETUP)
        with self.connection.cursor().copy("COPY rival FROM STDIN") as copy:
            for card in cards:
                spot = f"SRID=4326;POINT({card.point[1]} {card.point[0]})" if card.point else None
                copy.write_row((card.id, _lexemes(card), spot, card.ags, list(card.needs), card.reach, card.kind))
        self.connection.execute(INDEXES)
        return time.perf_counter() - started

    def ask(self, text: str, ags: str | None, point: tuple[float, float] | None) -> int:
        """Any word, best first; answers with the number of hits."""
        place, given = "", {"query": " | ".join(f"'{stem}'" for stem in stems(text))}
        if not given["query"]:
            return 0
        if ags and not point:
            place, given["ags"] = "AND ags = %(ags)s", ags
        if point:
            place = "AND ST_DWithin(spot, ST_SetSRID(ST_MakePoint(%(lon)s, %(lat)s), 4326)::geography, 10000)"
            given |= {"lat": str(point[0]), "lon": str(point[1])}
        row = self.connection.execute(QUERY.format(place=place), given).fetchone()
        return int(row[1]) if row else 0


def url() -> str:
    return os.environ["RIVAL_URL"]
