"""What begins an item of a list: signs that are typed, and those that Word and the web paste."""

from __future__ import annotations

import re

# Bullets that stand at the beginning of a line for nothing else. A tick or an arrow says more than
# “next”, and a dash may begin a sentence: paste_rules.py asks what those are.
PASTED = "•◦▪▫‣⁃∙·⦁●○■□◆◇►▸➢➤"
SIGNS = rf"[*+{PASTED}-]"
NUMBERS = r"[0-9]+[.)]"
BULLET = re.compile(rf"[*{PASTED}-][ \t]+")
NUMBER = re.compile(rf"{NUMBERS}[ \t]+")
ITEM = re.compile(rf"({SIGNS}|{NUMBERS})(?:[ \t]+|$)")
ICON = re.compile(rf"^([*{PASTED}-][ \t]+):([a-z0-9-]*):[ ]*")
