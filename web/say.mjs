/* SPDX-License-Identifier: Apache-2.0 */
/* To everybody, or, of what the page shows anyway, only to who listens to it. */
export function say(text, aloud = false) {
  const said = document.getElementById('said');
  said.textContent = text;
  said.classList.toggle('shown', !aloud);
  clearTimeout(say.timer);
  say.timer = setTimeout(() => said.classList.remove('shown'), 4000);
}
