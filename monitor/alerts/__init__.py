"""The alerts room: who is told what about an article (deciding) and in which words (wording). Pure."""
