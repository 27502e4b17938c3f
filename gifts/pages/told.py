"""What both pages say in the same words: a rule with its source, and what an answer is called."""

from html import escape

from core.content import Source
from core.visit import Visit
from gifts.layer import Answer
from gifts.verdict import Layers, Spoken
from gifts.words import MEANINGS


def named(who: Visit, answer: Answer) -> str:
    """An answer with its sign, as HTML."""
    meaning = MEANINGS[answer]
    return f'<span aria-hidden="true">{meaning.sign}</span> {escape(meaning.title[who.language])}'


def spoken(who: Visit, said: Spoken, layers: Layers, answer: Answer | None = None) -> str:
    """One rule in words, with its source and the day of its last check; its answer where it is another than `answer`."""
    layer, rule = layers[said.layer], said.rule
    assert rule.because is not None
    other = f"<br>{named(who, said.answer)}" if answer and said.answer != answer else ""
    return (
        f'<div class="sj-plain"><strong>{escape(layer.title[who.language])}</strong>{other}<br>{escape(rule.because[who.language])}'
        f'<br><span class="sj-soft">{sourced(who, layer.sources[rule.source])}</span></div>'
    )


def sourced(who: Visit, source: Source) -> str:
    """Where it was read, and when that was last checked."""
    return f"{who.say('ที่มา', 'Source')}: {escape(source.told(who.language))}"
