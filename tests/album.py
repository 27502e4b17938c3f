"""The gallery as one page that opens from a file: every picture, what is kept and what differs, to look through."""

import os
from collections.abc import Iterator
from dataclasses import dataclass
from html import escape
from pathlib import Path

from PIL import Image
from shot import Shot

WIDTHS, THEMES, LANGUAGES = ("390", "1280"), ("light", "dark"), ("th", "en")
VIEWS = tuple(f"{width}-{theme}-{language}" for language in LANGUAGES for width in WIDTHS for theme in THEMES)
_STYLE = """body{font:16px/1.6 sans-serif;margin:0;background:#eee;color:#111}
form{position:sticky;top:0;z-index:1;background:#fff;padding:8px 16px;display:flex;gap:16px;flex-wrap:wrap;align-items:center;border-bottom:1px solid #ccc}
select,input,button{font:inherit;min-height:40px}label{display:flex;gap:8px;align-items:center}main{padding:0 16px}
section{content-visibility:auto;contain-intrinsic-size:auto 520px;padding:8px 0 16px;border-bottom:1px solid #ccc}
h2{margin:8px 0;font-size:20px;scroll-margin-top:72px}h2 small{font-weight:400;color:#555}.differs h2::after{content:" ≠";color:#b00020}
.views{display:flex;gap:16px;flex-wrap:wrap;align-items:flex-start}figure{margin:0}figure.differs img{outline:3px solid #b00020}
figure button{padding:0;border:1px solid #aaa;background:#fff;display:block;max-height:440px;overflow:hidden;cursor:zoom-in}
figure button:focus-visible{outline:3px solid #1b2a41}figure img{display:block;width:auto;height:auto}figure[data-width="390"] img{width:195px}figure[data-width="1280"] img{width:400px}
figcaption{font-size:14px;color:#333}[hidden]{display:none!important}
dialog{border:0;padding:0;width:100vw;height:100vh;max-width:none;max-height:none;background:#555}dialog nav{position:sticky;top:0;background:#fff;padding:8px 16px;display:flex;gap:8px;align-items:center;flex-wrap:wrap}
dialog img{display:block;margin:16px auto;max-width:calc(100vw - 32px);background:#fff}dialog button[aria-pressed=true]{background:#1b2a41;color:#fff}
dialog strong{flex:1}"""
# Without a server there is no module and no request: one script, in the page.
_SCRIPT = """const all = [...document.querySelectorAll('figure')], form = document.forms[0], dialog = document.querySelector('dialog');
const seen = () => all.filter(each => !each.hidden && !each.closest('section').hidden);
const show = () => {
  const asked = Object.fromEntries(new FormData(form));
  for (const section of document.querySelectorAll('section')) {
    const own = [...section.querySelectorAll('figure')];
    for (const each of own) each.hidden = ['width', 'theme', 'language'].some(word => asked[word] && each.dataset[word] !== asked[word])
      || (asked.differs && !each.classList.contains('differs'));
    section.hidden = !section.dataset.name.includes(asked.name.trim()) || Boolean(asked.state && section.dataset.state !== asked.state)
      || own.every(each => each.hidden);
  }
  document.querySelector('output').textContent = `${seen().length} of ${all.length}`;
};
let place = 0, which = 'now';
const look = (to = place, word = which) => {
  const those = seen();
  if (!those.length) return;
  place = (to + those.length) % those.length; which = word;
  const at = those[place], has = word => at.dataset[word];
  const shown = has(which) ? which : 'now';
  dialog.querySelector('img').src = has(shown);
  dialog.querySelector('strong').textContent = at.dataset.title;
  for (const button of dialog.querySelectorAll('[data-which]')) {
    button.disabled = !has(button.dataset.which);
    button.setAttribute('aria-pressed', button.dataset.which === shown);
  }
  if (!dialog.open) dialog.showModal();
  dialog.scrollTop = 0;
};
form.oninput = show; form.onsubmit = event => event.preventDefault();
document.querySelector('main').onclick = event => {
  const button = event.target.closest('figure button');
  if (button) look(seen().indexOf(button.closest('figure')));
};
dialog.onclick = event => {
  const button = event.target.closest('button');
  if (button?.dataset.which) look(place, button.dataset.which);
  else if (button?.dataset.step) look(place + Number(button.dataset.step));
  else if (button || event.target === dialog) dialog.close();
};
dialog.onclose = () => { seen()[place]?.querySelector('button').focus(); };
dialog.onkeydown = event => {
  const step = {ArrowRight: 1, ArrowLeft: -1, j: 1, k: -1}[event.key], word = {1: 'kept', 2: 'now', 3: 'apart'}[event.key];
  if (step) { event.preventDefault(); look(place + step); }
  if (word) look(place, word);
};
document.onkeydown = event => { if (event.key === '/' && event.target === document.body) { event.preventDefault(); form.name.focus(); } };
show();"""
_VIEWER = (
    '<dialog aria-label="picture"><nav><strong></strong>'
    '<button data-which="kept">kept (1)</button><button data-which="now">now (2)</button><button data-which="apart">difference (3)</button>'
    '<button data-step="-1">← before</button><button data-step="1">next →</button><button>close (Esc)</button></nav><img alt=""></dialog>'
)


@dataclass(frozen=True, slots=True)
class Album:
    """Where the pictures lie: those of now with their differences, and those that are kept."""

    now: Path
    kept: Path

    def page(self, shots: tuple[Shot, ...]) -> str:
        """One page: a heading for each shot, its views beside each other, and a choice of which."""

        def choice(name: str, values: tuple[str, ...]) -> str:
            options = "".join(f"<option>{value}</option>" for value in values)
            return f'<label>{name} <select name="{name}"><option value="">all</option>{options}</select></label>'

        form = (
            '<form><label>page <input name="name" placeholder="part of a name ( / )"></label>'
            + choice("state", tuple(dict.fromkeys(shot.state for shot in shots)))
            + choice("width", WIDTHS) + choice("theme", THEMES) + choice("language", LANGUAGES)
            + '<label><input type="checkbox" name="differs"> what differs</label><output></output></form>'
        )  # fmt: skip
        return (
            '<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width">'
            f"<title>Sujarit: the gallery</title><style>{_STYLE}</style>{form}"
            f"<main>{''.join(map(self._section, shots))}</main>{_VIEWER}<script>{_SCRIPT}</script></html>"
        )

    def _section(self, shot: Shot) -> str:
        views = list(self._views(shot))
        if not views:
            return ""
        differs = ' class="differs"' if any('class="differs"' in view for view in views) else ""
        who = f"{shot.who or 'stranger'} · /{escape(shot.path)}"
        return (
            f'<section data-name="{shot.name}" data-state="{shot.state}"{differs}>'
            f'<h2 id="{shot.name}">{shot.name} <small>{shot.state} · {who}</small></h2><div class="views">{"".join(views)}</div></section>'
        )

    def _views(self, shot: Shot) -> Iterator[str]:
        for view in VIEWS:
            name, (width, theme, language) = f"{shot.name}-{view}", view.split("-")
            now, apart, kept = (
                self.now / "now" / f"{name}.webp",
                self.now / "apart" / f"{name}.png",
                self.kept / f"{name}.webp",
            )
            if not now.exists():
                continue
            with Image.open(now) as picture:
                wide, tall = picture.size
            beside = "".join(
                f' data-{word}="{self._from_here(file)}"'
                for word, file in (("kept", kept), ("now", now), ("apart", apart))
                if file.exists()
            )
            differs = ' class="differs"' if apart.exists() else ""
            yield (
                f'<figure data-title="{name}" data-width="{width}" data-theme="{theme}" data-language="{language}"{beside}'
                f'{differs}><button><img loading="lazy" decoding="async"'
                f' width="{wide}" height="{tall}" alt="{name}" src="{self._from_here(now)}"></button>'
                f"<figcaption>{width} {theme} {language}</figcaption></figure>"
            )

    def _from_here(self, file: Path) -> str:
        return escape(os.path.relpath(file, self.now))
