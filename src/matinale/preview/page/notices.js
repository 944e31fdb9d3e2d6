// What the page tells a person: quietly in a corner, or as a warning that stays until it is put away.
import { byId, button, el } from "./dom.js";
import { say } from "./words.js";

let timer = 0;

/** Says something that needs no answer. */
export function tellAll(text) {
  const said = byId("said");
  said.textContent = text;
  said.classList.add("shown");
  clearTimeout(timer);
  timer = setTimeout(() => said.classList.remove("shown"), 5000);
}

/** Says what could not be done; it stays until it is closed or something else goes wrong. */
export function complain(error) {
  byId("alert").replaceChildren(el("p", {}, error.message, " ", button(say("close"), settle)));
}

/** Takes the warning away. */
export const settle = () => byId("alert").replaceChildren();
