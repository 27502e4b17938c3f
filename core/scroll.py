"""Back to the top: Streamlit keeps the scroll where it was, and a new card would open in its middle."""

import streamlit as st

_SCRIPT = """
export default function (component) {
  const main = document.querySelector('[data-testid=stMain]');
  if (main && main.dataset.sjPlace !== component.data) {
    main.dataset.sjPlace = component.data;
    main.scrollTo({ top: 0 });
  }
}
"""


def top(place: str) -> None:
    """Show this page from its top when `place` (a name for what is on the screen) is another than before."""
    component = st.components.v2.component("sj_top", html="<i></i>", js=_SCRIPT)
    component(data=place, key="sj-top", height=1)
