"""What a person takes along from a page: a message to copy, a link to share."""

from collections.abc import Mapping
from html import escape

import streamlit as st

from core.language import Language

_COPY = """
export default function (component) {
  const { data, parentElement } = component;
  const button = parentElement.querySelector('button');
  button.textContent = data.label;
  button.onclick = async () => {
    if (data.title && navigator.share) {
      try {
        return await navigator.share({ title: data.title, url: data.text });
      } catch (error) {
        if (error.name === 'AbortError') return;  // thought better of it
      }
    }
    try {
      await navigator.clipboard.writeText(data.text);
    } catch {  // not over plain HTTP: the old way
      const area = document.createElement('textarea');
      area.value = data.text;
      document.body.append(area);
      area.select();
      document.execCommand('copy');
      area.remove();
    }
    button.textContent = data.done;
    setTimeout(() => { button.textContent = data.label; }, 2000);
  };
}
"""
_COPY_CSS = (
    "button{font:inherit;min-height:44px;padding:8px 20px;border-radius:12px;border:1px solid var(--jade,#0F766E);"
    "background:none;color:var(--jade,#0F766E);font-weight:600;cursor:pointer;line-height:1.6}"
)


def to_copy(text: str, language: Language, label: str, done: str, key: str) -> None:
    """A message to take along, in a box, and a button that copies it; `done` is what the button says then."""
    st.html(f'<pre class="sj-message" lang="{language}">{escape(text)}</pre>')
    _copying({"text": text, "label": label, "done": done, "title": ""}, key)


def to_share(title: str, url: str, label: str, done: str, key: str) -> None:
    """A button that hands a link to whatever the phone shares with; where the browser has no such thing, it copies it."""
    _copying({"text": url, "label": label, "done": done, "title": title}, key)


def _copying(data: Mapping[str, str], key: str) -> None:
    # Texts only: a mapping within a mapping is taken for a table, and brings pandas in, 83 MB.
    component = st.components.v2.component("sj_copy", html="<button type='button'></button>", css=_COPY_CSS, js=_COPY)
    component(data=data, key=key)
