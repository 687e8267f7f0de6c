"""The briefs that ``detente demo`` reads, a package so that they are installed with it."""
