/* SPDX-License-Identifier: Apache-2.0 */
/* A person corrects the list: what the keys and buttons do, the bar that tells how far they are, and the file. */
import { count, el, handWords, transitionWords } from './words.mjs';
import { addChange, changeAt, changeBeside, CHANGE_KINDS, countCorrections, csvOf, handOf, listOf, makeHistory, moveChange, packList, placeOf, setLabel, shotsOf, toggleWrong, unpackList } from './corrections.mjs';
import { copy } from './citation.mjs';
import { say } from './say.mjs';

const GRADUAL_KINDS = CHANGE_KINDS.filter((kind) => !/cut$/.test(kind));

/* As a POSIX shell reads it; plain names stay plain. */
function shellWord(name) {
  const safe = name.startsWith('-') ? `./${name}` : name;
  return /^[\w.,+@%/-]+$/.test(safe) ? safe : `'${safe.replace(/'/g, "'\\''")}'`;
}

function reelName(reel) {
  return reel.file || `${reel.film.file.replace(/\.[^./]*$/, '')}.reel`;
}

export function correctedName(reel) {
  return `${reelName(reel).replace(/\.reel$/, '')}.corrected.csv`;
}

export function applyCommand(reel) {
  return `pastiche shots ${shellWord(reelName(reel))} --apply ${shellWord(correctedName(reel))}`;
}

/* Between two visits, by the film's hash. A browser may give a page from disk no such place. */
function makeMemory(reel) {
  const key = reel.film.hash ? `pastiche-corrections-${reel.film.hash}` : null;
  const guarded = (act) => {
    try {
      return key ? act() : null;
    } catch {
      return null;
    }
  };
  return {
    read: () => guarded(() => localStorage.getItem(key)),
    write: (text) => guarded(() => localStorage.setItem(key, text)),
    clear: () => guarded(() => localStorage.removeItem(key)),
  };
}

/* The list that is being corrected, and what follows from it on the page. */
function makeDraft(reel, stage) {
  const asRead = reel.shots.map(({ first, last, kind }) => ({ first, last, kind })), transitions = reel.transitions, labels = reel.labels;
  const base = listOf(transitions, labels), history = makeHistory(base), memory = makeMemory(reel);
  let saved = base;
  const draft = {
    base,
    get list() { return history.now; },
    get count() { return countCorrections(base, history.now); },
    get canUndo() { return history.canUndo; },
    get canRedo() { return history.canRedo; },
    get saved() { return history.now === saved; },
    rows: () => shotsOf(history.now, reel.frames, asRead),
  };

  function show() {
    const list = history.now, kept = draft.saved, changed = draft.count > 0;
    const told = (change) => {
      const from = change.was ? transitions[change.id] : null;
      return { ...change, confidence: from && !handOf(change) ? from.confidence : NaN, origin: from ? from.origin : null, hand: handOf(change), saved: kept };
    };
    const before = (label) => labels.find((one) => one.name === label.name && one.first === label.first && one.last === label.last);
    reel.labels = list.labels.map((label) => before(label) || label);
    reel.recut(changed ? draft.rows() : null, changed ? list.changes.map(told) : null);
    reel.correctedHere = draft.count;
    stage.touch('shots');
  }
  const keep = () => (draft.count ? memory.write(packList(base, history.now, draft.saved)) : memory.clear());
  const step = (moved) => {
    if (!moved) return false;
    keep();
    show();
    return true;
  };

  draft.put = (list) => (history.add(list), step(true));
  draft.undo = () => step(history.undo());
  draft.redo = () => step(history.redo());
  draft.markSaved = () => {
    saved = history.now;
    step(true);
  };
  draft.recall = () => {
    const kept = memory.read(), read = kept && unpackList(kept, base, reel.frames);
    if (kept && !read && kept.includes('"saved":false')) say('corrections that were not saved belong to another list of this film: they are left out');
    if (!read || !countCorrections(base, read.list)) return;
    history.add(read.list);
    if (read.saved) saved = read.list;
    show();
  };
  return draft;
}

function download(name, text) {
  const link = el('a', { href: URL.createObjectURL(new Blob([text], { type: 'text/csv;charset=utf-8' })), download: name });
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60000);
}

function tellSaved(reel, explain) {
  const name = correctedName(reel), copied = el('button', { type: 'button' }, 'copy');
  const line = (command, ...more) => el('p', { class: 'command' }, el('code', {}, command), ...more);
  copied.addEventListener('click', async () => (copied.textContent = (await copy(applyCommand(reel))) ? 'copied' : 'copy it by hand'));
  explain.show('The corrected list is saved', el('p', {}, `It is ${name}, among your downloads. This puts it into the reel, and works out again what follows from it:`),
    line(applyCommand(reel), copied), el('p', {}, 'This draws the page anew:'), line(`pastiche page ${shellWord(reelName(reel))}`),
    el('p', { class: 'hint' }, 'What was found stays in the reel: shots --revert goes back to it.'));
}

/* What may be done, each with what it says. */
function makeActs(reel, stage, player, explain, draft) {
  const here = () => changeAt(draft.list, stage.frame);
  const tell = (what, change, frame) => say(`${what}${transitionWords(change)}, ${reel.timecode(frame)}`, true);
  const go = (frame) => (player.pause(), player.go(frame));
  const none = () => say('no change here: n and p go to the next and the one before');
  function put(list) {
    if (list.refused) return say(list.refused), false;
    return draft.put(list);
  }
  function beside(way) {
    const change = changeBeside(draft.list, stage.frame, way);
    if (!change) return say(way > 0 ? 'no change after this' : 'no change before this');
    go(placeOf(change));
    tell(change.wrong ? 'marked wrong: ' : '', change, placeOf(change));
  }
  function add(kind, first, last) {
    const list = addChange(draft.list, kind, first, last, reel.frames);
    if (put(list)) {
      const added = list.changes.find((one) => one.kind === kind && one.first === first && one.last === last);
      go(placeOf(added));
      tell('added: ', added, placeOf(added));
    }
  }
  return {
    here,
    nextChange: () => beside(1),
    previousChange: () => beside(-1),
    wrong: () => {
      const change = here();
      if (!change) return none();
      if (put(toggleWrong(draft.list, change.id, reel.frames))) tell(!change.was ? 'taken out: ' : change.wrong ? 'taken back: ' : 'marked wrong: ', change, placeOf(change));
    },
    move: (by) => {
      const change = here();
      if (!change) return none();
      const list = moveChange(draft.list, change.id, by, reel.frames);
      if (!put(list)) return;
      const moved = list.changes.find((one) => one.id === change.id);
      go(placeOf(moved));
      tell('moved: ', moved, placeOf(moved));
    },
    addCut: () => add('cut', stage.frame, stage.frame),
    addGradual: (kind = 'dissolve') => (stage.part ? add(kind, stage.part.first, stage.part.last) : say(`select the frames of the ${kind.replace(/_/g, ' ')} first: i and o, or drag with shift held`)),
    name: (text, part) => {
      const good = put(setLabel(draft.list, text, part.first, part.last));
      if (good) say(`label: ${text.trim() || 'none'}, ${reel.timecode(part.first)} – ${reel.timecode(part.last + 1)}`, true);
      return good;
    },
    undo: () => (draft.undo() ? say(`undone: ${count(draft.count, 'correction')}`, true) : say('nothing to undo')),
    redo: () => (draft.redo() ? say(`done again: ${count(draft.count, 'correction')}`, true) : say('nothing to do again')),
    save: () => {
      if (!draft.count) return say('nothing is corrected');
      download(correctedName(reel), csvOf(draft.rows(), draft.list.labels));
      draft.markSaved();
      tellSaved(reel, explain);
    },
  };
}

function noActs() {
  const none = () => say('no shots in this reel'), names = ['nextChange', 'previousChange', 'wrong', 'move', 'addCut', 'addGradual', 'name', 'undo', 'redo', 'save'];
  return { here: () => null, ...Object.fromEntries(names.map((name) => [name, none])) };
}

/* The field in the labels lane: over the part, or, without one, over the shot. Enter sets the name, Esc leaves it. */
function watchField(field, reel, stage, draft, acts) {
  const close = () => {
    field.hidden = true;
    stage.touch('shots');
  };
  field.addEventListener('keydown', (event) => {
    if (event.isComposing) return;
    if (event.key === 'Escape') close();
    else if (event.key === 'Enter' && acts.name(field.value, stage.part)) close();
    if (event.key === 'Escape' || event.key === 'Enter') {
      event.preventDefault();
      event.stopPropagation();
      if (field.hidden) document.activeElement.blur();
    }
  });
  field.addEventListener('blur', () => !field.hidden && close());
  return () => {
    const shot = stage.shot();
    if (!stage.part) stage.setPart(shot.first, shot.last);
    const { first, last } = stage.part, there = draft.list.labels.find((one) => one.first === first && one.last === last);
    field.value = there ? there.name : '';
    field.hidden = false;
    if (reel.time(last + 1) < stage.from || reel.time(first) > stage.to) stage.show(reel.time(first), reel.time(last + 1));
    stage.touch('shots');
    requestAnimationFrame(() => requestAnimationFrame(() => {
      field.focus({ preventScroll: true });
      field.select();
    }));
  };
}

function button(words, key, act, title) {
  return el('button', { type: 'button', onclick: act, title: title || null }, words, key ? ' ' : null, key ? el('kbd', {}, key) : null);
}

/* In the head, once something is corrected. */
function makeBar(draft, acts) {
  const node = document.getElementById('corrections'), told = el('span', {});
  const redo = button('redo', '', acts.redo);
  node.append(told, button('save list', '', acts.save, 'as a file for pastiche shots --apply'), button('undo', '', acts.undo), redo);
  return () => {
    node.hidden = draft.count === 0 && !draft.canRedo;
    redo.hidden = !draft.canRedo;
    told.textContent = count(draft.count, 'correction') + (draft.saved && draft.count ? ', saved' : '');
  };
}

/* Under the shot, when it is asked for: everything that the keys do, for the pointer. */
function makePanel(reel, stage, draft, acts, label) {
  const told = el('p', { class: 'changes' });
  const kinds = el('select', { 'aria-label': 'what to add over the part' }, ...GRADUAL_KINDS.map((kind) => el('option', { value: kind }, kind.replace(/_/g, ' '))));
  const node = el('section', { id: 'correct', 'aria-label': 'correct the list', hidden: true }, el('h2', {}, 'Correct'), told,
    el('p', { class: 'actions' }, button('previous', 'p', acts.previousChange), button('next', 'n', acts.nextChange), button('wrong', 'x', acts.wrong, 'mark this change wrong, or take that back'),
      button('−10', 'J', () => acts.move(-10), 'move it back by ten frames'), button('−1', 'j', () => acts.move(-1), 'move it back by a frame'),
      button('+1', 'k', () => acts.move(1), 'move it on by a frame'), button('+10', 'K', () => acts.move(10), 'move it on by ten frames')),
    el('p', { class: 'actions' }, button('cut here', 'a', acts.addCut), el('span', { class: 'joined' }, button('over the part: add a', 'd', () => acts.addGradual(kinds.value)), kinds), button('label the part', 'l', label),
      button('undo', 'u', acts.undo), button('redo', 'r', acts.redo), button('save list', 's', acts.save)));
  const draw = () => {
    if (node.hidden) return;
    const change = acts.here(), shown = change && (reel.transitions.find((one) => one.first === change.first && one.kind === change.kind) || change);
    told.textContent = change ? [transitionWords(change), reel.timecode(placeOf(change)), handWords(shown)].filter(Boolean).join(', ') : 'no change where the film stands';
  };
  return {
    node,
    draw,
    toggle: () => {
      node.hidden = !node.hidden;
      draw();
      if (!node.hidden) node.scrollIntoView({ block: 'nearest' });
    },
  };
}

export function makeCorrecting(reel, stage, player, explain, field) {
  const draft = makeDraft(reel, stage), acts = reel.shotless ? noActs() : makeActs(reel, stage, player, explain, draft);
  const label = watchField(field, reel, stage, draft, acts), bar = makeBar(draft, acts), panel = makePanel(reel, stage, draft, acts, label);
  stage.on(() => {
    bar();
    panel.draw();
  });
  window.addEventListener('beforeunload', (event) => {
    if (draft.count && !draft.saved) event.preventDefault();
  });
  return { ...acts, label: reel.shotless ? acts.wrong : label, panel: panel.toggle, node: panel.node, recall: draft.recall };
}
