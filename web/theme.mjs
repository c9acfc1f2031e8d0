/* SPDX-License-Identifier: Apache-2.0 */
/* Dark and light, on the screen and on paper: the colours that canvases draw with. */

export const colours = {};

export function readColours() {
  const style = getComputedStyle(document.documentElement);
  for (const name of ['text', 'dim', 'rule', 'line', 'thin', 'band', 'bar', 'bar2', 'block', 'block2', 'accent', 'ground'])
    colours[name] = style.getPropertyValue('--' + name).trim();
}

/* "#f0b429" seen through, by alpha: canvases print it where they drop a global alpha. */
export function sheer(colour, alpha) {
  return colour + Math.round(alpha * 255).toString(16).padStart(2, '0');
}

function remember(theme) {
  try {
    localStorage.setItem('pastiche-theme', theme);
  } catch { /* a page from disk may have no store */ }
}

function remembered() {
  try {
    return localStorage.getItem('pastiche-theme');
  } catch {
    return null;
  }
}

/* Print is light, as wide as the paper, and drawn again for it. */
export function watchPrint(redraw, resize) {
  let theme = null;
  const begin = () => {
    if (theme !== null) return;
    theme = document.documentElement.dataset.theme;
    document.documentElement.dataset.theme = 'light';
    document.documentElement.classList.add('printing');
    resize();
    redraw();
  };
  const end = () => {
    if (theme === null) return;
    document.documentElement.dataset.theme = theme;
    document.documentElement.classList.remove('printing');
    theme = null;
    resize();
    redraw();
  };
  window.addEventListener('beforeprint', begin);
  window.addEventListener('afterprint', end);
  matchMedia('print').addEventListener('change', (event) => (event.matches ? begin() : end()));
}

/* Dark unless the person chose light before. `changed` is called after each change. */
export function makeTheme() {
  const button = document.getElementById('theme-button'), root = document.documentElement;
  const theme = { changed: () => {}, change: () => set(root.dataset.theme === 'dark' ? 'light' : 'dark') };
  const show = (name) => {
    const other = name === 'dark' ? 'light' : 'dark';
    root.dataset.theme = name;
    button.textContent = other;
    button.setAttribute('aria-label', `change to the ${other} theme`);
    readColours();
  };
  const set = (name) => {
    remember(name);
    show(name);
    theme.changed();
  };
  button.addEventListener('click', theme.change);
  show(remembered() === 'light' ? 'light' : 'dark');
  return theme;
}
