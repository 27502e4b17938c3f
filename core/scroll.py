"""Where a page begins: its top on the screen, its heading for whoever goes by keyboard or listens.

Streamlit keeps the scroll where it was, and a new card would open in its middle. It also keeps the focus on a button
that stands in both, or loses it with one that is gone: what a screen reader would say of the new card is nothing. So
the focus goes to the heading, when the run has ended and the heading is the new one; before anything was touched it stays.
"""

import streamlit as st

_SCRIPT = """
export default function (component) {
  const main = document.querySelector('[data-testid=stMain]');
  if (!main) return;
  const [name, place] = component.data.split(' ', 2);
  if (main.getAttribute(`data-${name}`) === place) return;
  main.setAttribute(`data-${name}`, place);
  main.scrollTo({ top: 0 });
  const land = () => {
    if (document.querySelector('[data-test-script-state=running]')) setTimeout(land, 50);
    else document.getElementById('sj-head')?.focus({ preventScroll: true });
  };
  if (navigator.userActivation?.hasBeenActive) setTimeout(land, 50);
}
"""


def top(place: str, name: str = "sj-top") -> None:
    """Begin this page anew when `place` (what is on the screen, without spaces) is another than before."""
    component = st.components.v2.component("sj_top", html="<i></i>", js=_SCRIPT)
    component(data=f"{name} {place}", key=name, height=1)
