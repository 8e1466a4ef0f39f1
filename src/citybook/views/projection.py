"""A latitude and a longitude go in; where they lie on the map of Europe comes out.

The map is a spherical Lambert azimuthal equal-area projection centred on 52° N 10° E: Snyder, Map
Projections: A Working Manual, USGS Professional Paper 1395 (1987), equations 22-4, 22-5 and 24-2.
`data/europe.json` holds the land in the same units (scripts/europe_outline.py makes it with this
module): x runs right and y down, in a view box of WIDTH by HEIGHT.
"""

from __future__ import annotations

from math import cos, radians, sin, sqrt

WIDTH, HEIGHT = 1000, 960
# The outlines go so far: left, top, right and bottom.
FRAME = (-310.0, -110.0, 1310.0, 1170.0)
LATITUDE, LONGITUDE = 52, 10  # of the centre, in degrees
CENTRE_X, CENTRE_Y = 540, 430  # where it lies on the map
RADIUS = 1840  # of the Earth, in units of the map: one unit is about 3.5 km

SIN_CENTRE, COS_CENTRE = sin(radians(LATITUDE)), cos(radians(LATITUDE))


def project(latitude: float, longitude: float) -> tuple[float, float]:
    """Return x and y on the map; outside of the map too, but for the point on the Earth's other
    side."""
    phi, turn = radians(latitude), radians(longitude - LONGITUDE)
    scale = RADIUS * sqrt(2 / (1 + SIN_CENTRE * sin(phi) + COS_CENTRE * cos(phi) * cos(turn)))
    east = scale * cos(phi) * sin(turn)
    north = scale * (COS_CENTRE * sin(phi) - SIN_CENTRE * cos(phi) * cos(turn))
    return CENTRE_X + east, CENTRE_Y - north
