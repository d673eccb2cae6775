"""Where the kept pictures lie."""

from pathlib import Path

REFERENCES = Path(__file__).with_name("references")
