"""A pledge: the words, in two languages, and the one act that confirms them."""

from core.content import Content
from core.language import Language, Text
from core.record import digest


class Pledge(Content):
    """One YAML file. Each text that was ever in force is kept, and a signature names the one that it saw."""

    title: Text
    text: Text
    act: Text
    note: Text

    def words(self, language: Language) -> list[str]:
        """Exactly what is shown above the signature."""
        return [self.title[language], self.text[language], self.act[language]]

    def digest(self, language: Language) -> str:
        """SHA-256 of what is shown, as 64 hex digits."""
        return digest(self.words(language))
