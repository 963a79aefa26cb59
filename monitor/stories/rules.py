"""What counts as the same text: every threshold and every switchable rule of the room, as one frozen value."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Rules:
    """Shares are 0..1 of an article's own words; counts are words, facts or articles, as the name says.

    The switches exist so that a rule can be left out and the loss measured (NOTES.md, ablations).
    """

    credits: bool = True
    dates: bool = True
    figures: bool = True
    names: bool = True
    house_text: bool = True
    round_ups: bool = True
    follow_ups: bool = True
    topic: bool = True
    solidity: bool = True
    one_parent: bool = True
    shape: bool = True  # where in the texts the common words lie

    same_either: float = 0.42  # the better covered side of a copy
    same_both: float = 0.30  # the worse covered side of a copy
    whole: float = 0.75  # both sides, the openings too: one text, whatever the headlines say
    abridged_copy: float = 0.70  # a newcomer that is nearly all taken from an earlier article ...
    abridged_original: float = 0.15  # ... of which this much is left, is its copy
    mostly_taken: float = 0.58  # less than that is enough where both headlines speak of both texts ...
    mostly_left: float = 0.20  # ... and more of the earlier article is left
    solid: float = 6.0  # words a run needs on average where ...
    solid_below: float = 0.45  # ... less than this is shared
    contains: float = 0.10
    contains_words: int = 35  # of both texts, wherever they stand ...
    contains_block: int = 25  # ... or these one after another: a paragraph lifted whole
    round_up_copy: float = 0.6  # a round-up is the copy of another above this
    outlet_both: float = 0.78  # two articles of one outlet are one text above this, both ways


ALL_RULES = Rules()
