// Elements are made here and nowhere from text: what an issue brings is only ever textContent.

const MARKS = /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/g;

/** An element. `on…` attributes are listeners, `true` is an empty attribute, `false`, null and undefined are left out. */
export function el(tag, attributes = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (name.startsWith("on")) made.addEventListener(name.slice(2), value);
    else if (name === "value" || name === "checked") made[name] = value;
    else if (value === true) made.setAttribute(name, "");
    else if (value !== false && value != null) made.setAttribute(name, value);
  }
  made.append(...children.flat().filter((child) => child != null && child !== false));
  return made;
}

/** Somebody's text, shown in its own direction: its bidi marks do not reach beyond it. */
export function isolated(text) {
  const made = document.createElement("bdi");
  made.textContent = text;
  return made;
}

/** Somebody's text for an attribute, an option or a canvas, where it cannot be isolated: without bidi marks. */
export const unmarked = (text) => String(text).replace(MARKS, "");

/** A labelled field; `control` gets an id. */
let fields = 0;
export function field(label, control, hint = "") {
  fields += 1;
  control.id ||= `field-${fields}`;
  const about = hint ? el("small", { id: `${control.id}-hint` }, hint) : null;
  if (about) control.setAttribute("aria-describedby", about.id);
  return el("div", { class: "field" }, el("label", { for: control.id }, label), control, about);
}

/** A drop-down of [value, label] pairs. */
export function choice(pairs, value, attributes = {}) {
  const made = el("select", attributes, pairs.map(([key, label]) => el("option", { value: key }, unmarked(label))));
  made.value = value;
  return made;
}

/** A button with words. */
export const button = (label, onclick, attributes = {}) => el("button", { type: "button", onclick, ...attributes }, label);

/** A box to tick, with its label. */
export const tick = (label, checked, onchange, attributes = {}) =>
  el("label", { class: "tick" }, el("input", { type: "checkbox", checked, onchange, ...attributes }), label);

const postponed = new Map(); // what waits for the pointer, the newest of each name
let pressed = false;

/** Does it once no button is held down: one that is replaced between press and release would lose its click. */
export function unpressed(name, act) {
  if (pressed) postponed.set(name, act);
  else act();
}

function release() {
  pressed = false;
  const acts = [...postponed.values()];
  postponed.clear();
  acts.forEach((act) => act());
}

document.addEventListener("pointerdown", (event) => { pressed = event.target.closest("button") !== null; }, true);
// The click follows the release within the same task.
for (const end of ["pointerup", "pointercancel"]) document.addEventListener(end, () => setTimeout(release), true);
window.addEventListener("blur", release);

export const byId = (id) => document.getElementById(id);
export const calm = () => window.matchMedia("(prefers-reduced-motion: reduce)").matches;
