"""Options of every layer, composed.

`load(path, environ)` reads the TOML file and then the environment: `MADOGUCHI_` and the setting's path joined
by `__`, for instance `MADOGUCHI_TELEGRAM__TOKEN`. Secrets come from the environment only, or from a file that
the environment names by the same variable with `_FILE` at its end.
"""
