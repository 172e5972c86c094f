"""Small tables made by arithmetic alone, so that other programs can be given the very same numbers."""

import numpy as np
import polars as pl


def health_posts(districts: int = 8, posts: int = 6, years: int = 5) -> pl.DataFrame:
    """Health posts in districts over up to five years; every third post lacks its first two years.

    Sines of irrational steps look like noise and are the same in every language and release.
    """
    row = np.arange(districts * posts * years)
    post, year = row // years, row % years
    district = post // posts
    distance = 10.0 + 8.0 * np.sin(1.7 * post) + 0.5 * year
    lasting = 2.0 * np.sin(12.9898 * (post + 1)) + 1.5 * np.sin(4.1414 * (district + 1))
    chance = 2.0 * np.sin(78.233 * (row + 1) ** 1.1)
    frame = pl.DataFrame(
        {
            "post": [f"p{number:03d}" for number in post],
            "district": [f"d{number}" for number in district],
            "year": 2018 + year,
            "distance": distance,
            "visits": 50.0 - 0.3 * distance + 0.4 * year + lasting + chance,
        }
    )
    return frame.filter(((pl.Series(post) % 3) > 0) | (pl.Series(year) > 1))
