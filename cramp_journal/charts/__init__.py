"""Draws what analysis found: `marks` lays it out, `window` paints it with matplotlib, `page` as SVG."""
