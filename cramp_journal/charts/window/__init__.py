"""Draws in the window, and for saved pictures, with matplotlib, which only this package and the canvas load.

Every function fills a given figure from frozen figures and reads nothing else. Few collections instead of many
rectangles, and margins in fixed sizes instead of a layout engine, keep decades fast to draw.
"""
