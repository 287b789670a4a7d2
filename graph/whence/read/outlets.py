"""The names of well-known outlets, and of hosts that keep other people's texts, by their hosts."""

from __future__ import annotations

from whence.resources import data, word_list


def _table(name: str) -> dict[str, str]:
    lines = data("metadata", name).read_text("utf-8").splitlines()
    rows = (line.partition("\t") for line in lines if "\t" in line and not line.startswith("#"))
    return {domain: outlet for domain, _, outlet in rows}


_OUTLETS = _table("outlets.tsv")
_HOSTING = frozenset(word_list("metadata", "hosting.txt"))


def outlet(host: str) -> str:
    """The name of a known outlet by its host, or by the domain that the host belongs to; "" for others.

    >>> outlet("blogs.wsj.com"), outlet("news.example.org")
    ('The Wall Street Journal', '')
    """
    return next((_OUTLETS[domain] for domain in _domains(host) if domain in _OUTLETS), "")


def hosts_others(host: str) -> bool:
    """Whether a host keeps other people's texts, so that its name is not the publisher's."""
    return any(domain in _HOSTING for domain in _domains(host))


def _domains(host: str) -> list[str]:
    """The host and the domains above it: "blogs.wsj.com", "wsj.com", "com"."""
    labels = host.split(".")
    return [".".join(labels[at:]) for at in range(len(labels))]


def hosted_labels(host: str) -> list[str]:
    """The labels that a host of many gives one of its sites.

    >>> hosted_labels("www.tides.example.org")
    ['www', 'tides']
    """
    domain = next((domain for domain in _domains(host) if domain in _HOSTING), host)
    return host.removesuffix(domain).rstrip(".").split(".") if domain != host else []
