"""Queries of people whom nobody knows: what they may ask, and child processes with limits that answer them."""
