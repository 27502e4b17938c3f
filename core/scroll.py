"""Where a page begins: its top on the screen, its heading for whoever goes by keyboard or listens.

Streamlit keeps the scroll where it was, and a new card would open in its middle. It also keeps the focus on a button
that stands in both, or loses it with one that is gone: what a screen reader would say of the new card is nothing. So
the focus goes to the heading, when the run has ended, the heading is the new one and what the Tab key leads to next is
here; before anything was touched it stays.

What Streamlit has no code for yet it paints 43 px high, and what stands below jumps when the code is there. So a page
stays under the skeleton (core/opening.css) until its first run has ended and all of it is here, its type too.
"""

import streamlit as st

_SCRIPT = """
export default function (component) {
  const main = document.querySelector('[data-testid=stMain]');
  if (!main) return;
  const coming = () => document.fonts.status === 'loading' || document.querySelector(
    '.stApp:not([data-test-script-state=notRunning]),[data-testid=stSkeleton]');
  const whole = () => coming() ? requestAnimationFrame(whole) : document.documentElement.setAttribute('data-sj-whole', '');
  whole();
  const [name, place] = component.data.split(' ', 2);
  if (main.getAttribute(`data-${name}`) === place) return;
  main.setAttribute(`data-${name}`, place);
  main.scrollTo({ top: 0 });
  const land = () => {
    if (coming()) setTimeout(land, 50);
    else document.getElementById('sj-head')?.focus({ preventScroll: true });
  };
  if (navigator.userActivation?.hasBeenActive) setTimeout(land, 50);
}
"""


def top(place: str, name: str = "sj-top") -> None:
    """Begin this page anew when `place` (what is on the screen, without spaces) is another than before."""
    component = st.components.v2.component("sj_top", html="<i></i>", js=_SCRIPT)
    component(data=f"{name} {place}", key=name, height=1)
