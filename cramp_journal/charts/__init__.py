"""Draws what analysis found. `marks` says what is drawn where; `window` paints it with matplotlib, `page` as SVG."""
