"""A graph as one HTML file for people: what it holds, what is worth a look, and each article with its claims marked.

It holds no script and no outside reference, works offline, in the light and in the dark, and on paper.
"""
