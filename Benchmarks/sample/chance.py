"""Chance without a generator's state: the same key always gives the same draw."""

from hashlib import sha256


def draw(key, count):
    """A whole number from 0 up to, not including, `count`."""
    return int.from_bytes(sha256(str(key).encode()).digest()[:8], "big") % count


def pick(key, options):
    return options[draw(key, len(options))]


def weighted(key, options):
    """One word of [(word, weight)]."""
    place = draw(key, sum(weight for _, weight in options))
    for word, weight in options:
        if place < weight:
            return word
        place -= weight
