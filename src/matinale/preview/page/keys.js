// The keyboard: one table of keys, of which the help is made. Who dictates, or presses keys by chance, can switch it off.
import { button, byId, el, tick } from "./dom.js";
import { say } from "./words.js";

const OFF = "matinale-keys-off";
let table = [];

/** Listens to the keyboard. `actions`: [{keys: [name…], shown, words, act, control?}] */
export function build(actions) {
  table = actions;
  document.addEventListener("keydown", (event) => {
    if (event.defaultPrevented || event.altKey || document.querySelector("dialog[open]") || typing(event.target)) return;
    const control = event.ctrlKey || event.metaKey;
    const name = (event.shiftKey && control ? "Shift+" : "") + (event.key.length === 1 ? event.key.toLowerCase() : event.key);
    const action = table.find((one) => Boolean(one.control) === control && one.keys.includes(name));
    if (!action || (!control && off() && name !== "?") || taken(event.target, name)) return;
    event.preventDefault();
    action.act();
  });
}

const off = () => localStorage.getItem(OFF) === "1";

const typing = (target) => target.closest("textarea, select, input:not([type=checkbox])") !== null;

// A button's own keys stay its own; but in the script and on a chapter Space plays and pauses, and Enter plays from there.
function taken(target, name) {
  if (name === " ") return target.closest("button:not(.say), input, summary, a[href]") !== null;
  if (name === "Enter") return target.closest("button, a[href], input, summary") !== null;
  return target.closest("[role=tablist]") !== null && name.startsWith("Arrow");
}

/** Opens the list of keys. */
export function help() {
  const dialog = byId("help");
  dialog.replaceChildren(
    el("h2", { id: "help-title" }, say("keys")),
    el("dl", { class: "keys" }, table.map((one) => el("div", {},
      el("dt", {}, one.shown.map((key) => el("kbd", {}, key))), el("dd", {}, one.words)))),
    tick(say("keys.on"), !off(), (event) => localStorage.setItem(OFF, event.target.checked ? "0" : "1")),
    el("div", { class: "bar" }, button(say("close"), () => dialog.close(), { class: "main", autofocus: true })),
  );
  dialog.showModal();
  dialog.scrollTop = 0; // the button that has the focus is at the end
}
