"""Config: TOML file, environment and command line, and the documented example made from them."""
