// The script beside the sound: one row a line, the line being said lit and followed.
import { byId, button, calm, el, isolated, tick, unmarked } from "./dom.js";
import { editorOf } from "./edit.js";
import * as player from "./player.js";
import { reasonsOf, takeAddress } from "./takes.js";
import { clock, say } from "./words.js";
import * as waveform from "./waveform.js";

const rows = new Map(); // line id → {li, head, json, line, editor}
let timed = []; // the lines that are in the programme, by their start
let shape = "";
let lit = null;
let following = true;
let quiet = 0; // until when a person scrolls, and the page does not

/** The line being said, else the first one. */
export const current = () => lit ?? rows.values().next().value ?? null;
export const rowOf = (id) => rows.get(id);

/** The rows that need an ear, in order. */
export const wanting = () => [...rows.values()].filter((row) => row.line.badges.length > 0);

/** Builds the frame of the view. */
export function build() {
  byId("view-script").append(
    el("div", { class: "bar tools" },
      tick(say("follow"), true, (event) => { following = event.target.checked; }, { id: "follow" }),
      tick(say("only"), false, (event) => { byId("lines").classList.toggle("only", event.target.checked); }, { id: "only" }),
      el("span", { id: "wanting", class: "small" }),
      el("span", { class: "push" }),
      el("span", { id: "history" }),
    ),
    el("p", { id: "problem", class: "problem", hidden: true }),
    el("div", { id: "lines" }),
  );
  for (const kind of ["wheel", "touchmove"]) window.addEventListener(kind, () => { quiet = performance.now() + 6000; }, { passive: true });
  player.onTime(light);
}

/** Shows a state: only the rows that differ are made anew, so that what is typed and where one is are kept. */
export function show(state) {
  byId("problem").hidden = !state.problem;
  byId("problem").textContent = state.problem ?? "";
  const next = JSON.stringify(state.segments.map((one) => [one.id, one.title, one.dropped, one.lines.map((line) => line.id)]));
  for (const segment of state.segments) for (const line of segment.lines) keep(line, segment);
  if (next !== shape) arrange(state);
  shape = next;
  timed = [...rows.values()].filter((row) => row.line.start != null).sort((one, other) => one.line.start - other.line.start);
  const ears = wanting().length;
  byId("wanting").textContent = say(ears === 1 ? "wanting.one" : "wanting", { count: ears });
  for (const section of document.querySelectorAll(".segment")) section.classList.toggle("calm", !section.querySelector("li.ear"));
  light(player.time());
}

function keep(line, segment) {
  const json = JSON.stringify(line);
  let row = rows.get(line.id);
  if (row?.json === json) return void row.editor?.renew();
  if (!row) {
    const li = el("li", { class: "line", "data-id": line.id });
    row = { li, editor: null, head: null };
    rows.set(line.id, row);
  }
  Object.assign(row, { json, line, segment });
  const had = row.head?.contains(document.activeElement) ? document.activeElement.className : "";
  const head = headOf(row);
  if (row.head) row.head.replaceWith(head);
  else row.li.prepend(head);
  row.head = head;
  row.li.classList.toggle("ear", line.badges.length > 0);
  row.li.classList.toggle("dropped", line.dropped);
  row.editor?.update(line);
  if (row === lit) light(player.time(), true);
  if (had) head.querySelector(`.${had.split(" ")[0]}`)?.focus({ preventScroll: true });
}

function headOf(row) {
  const { line } = row;
  const stop = row === lit ? "0" : "-1";
  const spoken = !line.dropped && plain(line.spoken) !== plain(line.written);
  return el("div", { class: `head ${line.role}` },
    el("button", { type: "button", class: "say", tabindex: stop, onclick: () => hearFrom(row) },
      el("span", { class: "time" }, line.start == null ? "–" : clock(line.start)),
      el("span", { class: "words", lang: line.language }, isolated(line.written)),
    ),
    el("span", { class: "badges" },
      line.voice ? el("span", { class: "badge who" }, isolated(line.voice)) : null,
      line.badges.map((badge) => el("span", { class: `badge ${badge}` }, say(`badge.${badge}`))),
      line.dropped ? el("span", { class: "badge" }, say("dropped")) : null,
    ),
    openerOf(row, stop),
    spoken ? el("p", { class: "spoken", lang: line.language }, el("span", { class: "hidden" }, `${say("said.as")} `), isolated(line.spoken)) : null,
    reasonsOf(line).map((reason) => el("p", { class: "reason" }, reason)),
  );
}

function openerOf(row, stop) {
  const shown = Boolean(row.editor?.shown());
  const unsaved = !shown && row.editor?.dirty();
  const words = say(unsaved ? "unsaved" : "edit");
  return el("button", {
    type: "button", class: `open ${unsaved ? "unsaved" : ""}`, tabindex: stop, "aria-expanded": String(shown),
    "aria-label": `${words}: ${unmarked(row.line.written).slice(0, 60)}`, onclick: () => toggle(row),
  }, el("span", { class: "sign", "aria-hidden": "true" }, "✎"), el("span", { class: "long" }, words));
}

// Said as it is written, when only the shape of an apostrophe or the last full stop differ.
const plain = (text) => text.replace(/[’ʼ]/g, "'").replace(/[\s\u00a0\u202f]+/g, " ").replace(/\.$/, "").trim();

/** Plays the programme from a line; a line that is not in it yet is heard by its take. */
export function hearFrom(row, start = true) {
  if (row.line.start != null) player.seek(row.line.start + 1, start);
  else if (row.line.take && start) player.hear(takeAddress(row.line)).catch(() => {});
  if (row.line.start == null) become(row, true);
}

/** Opens or closes the editor of a row. */
export function toggle(row, open = !row.editor?.shown()) {
  if (open && !row.editor) {
    row.editor = editorOf(row, () => toggle(row, false), () => mark(row));
    row.li.append(row.editor.form);
  }
  row.editor?.show(open);
  row.li.classList.toggle("editing", open);
  const opener = mark(row);
  if (open) row.editor.focus();
  else opener.focus({ preventScroll: true });
}

/** Draws the button of a row's editor anew: what was typed there may have been saved after it was closed. */
function mark(row) {
  const old = row.head.querySelector(".open");
  const had = old === document.activeElement;
  const opener = openerOf(row, row === lit ? "0" : "-1");
  old.replaceWith(opener);
  if (had) opener.focus({ preventScroll: true });
  return opener;
}

function arrange(state) {
  const alive = new Set(state.segments.flatMap((segment) => segment.lines.map((line) => line.id)));
  const homeless = [];
  for (const [id, row] of rows) {
    if (alive.has(id)) continue;
    rows.delete(id);
    if (row === lit) lit = null;
    if (row.editor?.dirty()) homeless.push(row);
  }
  for (const row of homeless) row.editor.orphan();
  const ordered = new Map(state.segments.flatMap((segment) => segment.lines.map((line) => [line.id, rows.get(line.id)])));
  rows.clear();
  for (const [id, row] of ordered) rows.set(id, row);
  byId("lines").replaceChildren(
    ...homeless.map((row) => el("ul", { class: "homeless" }, row.li)),
    ...state.segments.map((segment) => el("section", { class: `segment ${segment.dropped ? "dropped" : ""}` },
      el("h2", { lang: state.language }, isolated(segment.title)),
      el("ol", {}, segment.lines.map((line) => rows.get(line.id).li)),
    )),
  );
}

function at(time) {
  let low = 0;
  let high = timed.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (timed[middle].line.start <= time) low = middle + 1;
    else high = middle;
  }
  return timed[Math.max(0, low - 1)] ?? null;
}

function light(time, anew = false) {
  const row = at(time);
  if (row && (row !== lit || anew)) become(row);
  waveform.mark(row && row.line.end > time ? row.line : null);
}

function become(row, move = following && player.time() > 0) {
  stops(lit, "-1");
  lit?.head.removeAttribute("aria-current");
  lit?.li.classList.remove("lit");
  const changed = row !== lit;
  lit = row;
  row.li.classList.add("lit");
  row.head.setAttribute("aria-current", "true");
  stops(row, "0");
  if (move && changed && performance.now() > quiet && !byId("lines").querySelector("form:focus-within")) reveal(row);
}

// One line at a time can be reached with Tab, else one would press it 1,400 times to leave the script.
function stops(row, index) {
  row?.head.querySelectorAll("button").forEach((one) => one.setAttribute("tabindex", index));
}

/** Scrolls to a row: softly when it is near and the person has nothing against it. */
export function reveal(row) {
  if (byId("view-script").hidden) return;
  const near = Math.abs(row.li.getBoundingClientRect().top) < 2 * window.innerHeight;
  const block = row.li.offsetHeight > window.innerHeight / 3 ? "start" : "center";
  row.li.scrollIntoView({ block, behavior: near && !calm() ? "smooth" : "auto" });
}

/** Goes to the line before (-1) or after (+1), playing on if it plays; the keyboard's focus goes along. */
export function step(by) {
  const all = [...rows.values()].filter((row) => row.li.offsetParent !== null);
  go(all[Math.min(all.length - 1, Math.max(0, all.indexOf(current()) + by))]);
}

/** Goes to the next line that needs an ear, from the first again after the last. */
export function nextWanting() {
  const ears = wanting();
  const order = [...rows.values()];
  const here = order.indexOf(current());
  go(ears.find((row) => order.indexOf(row) > here) ?? ears[0]);
}

function go(row) {
  if (!row) return;
  if (row.line.start != null) player.seek(row.line.start + 1);
  become(row, false);
  reveal(row);
  row.head.querySelector(".say").focus({ preventScroll: true });
}

/** The buttons for undo and redo live beside the filter. */
export function history(undo, redo) {
  byId("history").append(button(say("undo"), undo, { id: "undo" }), button(say("redo"), redo, { id: "redo" }));
}

/** Whether something is typed that is not saved. */
export const dirty = () => [...rows.values()].some((row) => row.editor?.dirty());
