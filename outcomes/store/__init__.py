"""The figures' own tables: counts made from the record alone, and what managers entered, closed and brought in."""
