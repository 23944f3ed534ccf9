"""Judged sets in, measures out: `madoguchi evaluate`.

`judged` reads a set, `outcomes` asks its questions, `measuring` makes measures of what became of them (of rankings by
`ranking`), `table` shows them in the terminal and `page` as a web page with `charts`.
"""
