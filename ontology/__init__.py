"""The vocabulary, the actors and the cues: knowledge kept as data files, and what loads it into frozen records."""
