"""Whence: where did that number come from?"""
