"""A second reader by choice: a language model of the user's proposes, the text decides.

In: a document and its reading. Out: the reading with what the text bears out of a model's proposals, and a report.
Invariant: without an endpoint that the user names, nothing here is called and nothing leaves the machine.
"""

from entourage.second_reader.propose import propose
from entourage.second_reader.report import Refusal, Report, Trouble
from entourage.second_reader.settings import SecondReader

__all__ = ["Refusal", "Report", "SecondReader", "Trouble", "propose"]
