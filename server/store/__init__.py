"""Store: what survives a restart. SQL lives here and nowhere else."""
