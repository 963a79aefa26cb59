"""Where the files of the catalogue lie, and the keys that reading and checking them share."""

from pathlib import Path

RULE_KEYS = ("body", "drop", "title", "date", "author", "section")


def seeds_folder() -> Path:
    """seeds/ of an installed wheel, else of the checkout."""
    package = Path(__file__).parents[1]
    inside = package / "seeds"
    return inside if inside.is_dir() else package.parent / "seeds"


def publisher_files(folder: Path) -> list[Path]:
    return sorted((folder / "publishers").glob("*.toml"))
