"""The command line: results on stdout, log and progress on stderr, one exit code for each kind of error."""

from entourage.cli.app import main

__all__ = ["main"]
