"""Write ``docs/requirements.md`` from ``docs/requirements.toml``: ``python -m tests.requirements_page``."""

from tests.removals import ROOT, rows

PAGE = ROOT / "docs" / "requirements.md"
HEAD = """# What the policies ask for, and where it is kept

One row a requirement: what it asks for, the room of `src/watan_desk` where it lives, and the one test that proves the
heart of it (others beside it prove more); what is not there yet is said plainly. {proved} of {all} have a
test, and {open} say what is missing.

`python -m tests.removals [R73 ...]` drops the guard, field or sentence that a row of `requirements.toml` names, in a
copy of the tree, and sees that test fail. This page is written by `python -m tests.requirements_page`.

| | asks for | room | proved by |
|---|---|---|---|
"""


def page() -> str:
    """Return the page's text."""
    table = rows()
    lines = []
    for name, row in table.items():
        proof = [f"`{row['test']}`"] if "test" in row else []
        left = [f"**not yet**: {row['not_yet']}"] if "not_yet" in row else []
        lines.append(f"| {name} | {row['about']} | {row.get('room', '')} | {'; '.join(proof + left)} |")
    proved = sum("test" in row for row in table.values())
    missing = sum("not_yet" in row for row in table.values())
    return HEAD.format(proved=proved, all=len(table), open=missing) + "\n".join(lines) + "\n"


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
