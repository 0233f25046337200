"""From sources to records: `source.load` reads a fact sheet, `run.run` carries it out."""
