"""Draws in the window, and for saved pictures, by matplotlib: it is loaded here and nowhere else beside the canvas.

Every function fills a figure that it is given from frozen figures, and reads nothing else. Few collections instead of
many rectangles, and margins in fixed sizes instead of a layout engine, keep decades quick.
"""
