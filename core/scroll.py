"""Where a page begins: its top on the screen, its heading for whoever goes by keyboard or listens.

Streamlit keeps the scroll where it was, and a new card would open in its middle. It also keeps the focus on a button
that stands in both, or loses it with one that is gone: what a screen reader would say of the new card is nothing. So
the focus goes to the heading, when the run has ended, the heading is the new one and what the Tab key leads to next is
here; before anything was touched it stays. Where an answer comes below what was asked, the focus and the screen go to it.

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
  const before = main.getAttribute(`data-${name}`);
  if (before === place) return;
  main.setAttribute(`data-${name}`, place);
  const [page, part] = place.split('#');
  const more = part && before === page;
  if (!more) main.scrollTo({ top: 0 });
  const land = () => {
    if (coming()) return setTimeout(land, 50);
    const found = document.getElementById(more ? part : 'sj-head');
    found?.focus({ preventScroll: true });
    if (more) found?.scrollIntoView();
  };
  if (more || navigator.userActivation?.hasBeenActive) setTimeout(land, 50);
}
"""


def top(place: str, name: str = "sj-top") -> None:
    """Begin this page anew when `place` (what is on the screen, without spaces) is another than before.

    "place#part" after "place" is the same page with more on it: it goes on at the element that bears that id.
    """
    component = st.components.v2.component("sj_top", html="<i></i>", js=_SCRIPT)
    component(data=f"{name} {place}", key=name, height=1)
