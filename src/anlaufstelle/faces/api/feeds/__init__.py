"""Feeds below `/feeds/`: calendars, a map's points, a table, schema.org, and what search engines ask for."""
