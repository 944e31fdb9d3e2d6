// The interface in the browser's language: French where it is asked for, else English.
import { words as english } from "./en.js";
import { words as french } from "./fr.js";

const wished = (navigator.languages ?? [navigator.language]).map((tag) => tag.slice(0, 2).toLowerCase());
export const language = wished.find((tag) => tag === "fr" || tag === "en") ?? "en";
const words = language === "fr" ? french : english;
const figures = new Map();

/** The words for `key`, with `{name}` filled in. */
export function say(key, values = {}) {
  const text = words[key] ?? english[key] ?? key;
  return text.replace(/\{(\w+)\}/g, (_, name) => values[name] ?? "");
}

/** Whether there are words for `key`. */
export const known = (key) => key in english;

/** A number as this language writes it, with so many decimals at most. */
export function figure(value, decimals = 1) {
  if (!figures.has(decimals)) figures.set(decimals, new Intl.NumberFormat(language, { maximumFractionDigits: decimals }));
  return figures.get(decimals).format(value).replace("-", "−");
}

/** A time in ms as players show it: 1:23, 1:00:00. */
export function clock(time) {
  const seconds = Math.floor(Math.max(0, time) / 1000);
  const two = (number) => String(number).padStart(2, "0");
  const minutes = Math.floor(seconds / 60);
  const rest = two(seconds % 60);
  return minutes < 60 ? `${minutes}:${rest}` : `${Math.floor(minutes / 60)}:${two(minutes % 60)}:${rest}`;
}

/** A time in ms as a screen reader should say it: "1 min 23 s". */
export function spokenClock(time) {
  const seconds = Math.floor(Math.max(0, time) / 1000);
  return say("clock", { minutes: Math.floor(seconds / 60), seconds: seconds % 60 });
}

/** Fills the static elements of the page. */
export function dress(root) {
  document.documentElement.lang = language;
  for (const one of root.querySelectorAll("[data-words]")) one.textContent = say(one.dataset.words);
  for (const one of root.querySelectorAll("[data-label]")) one.setAttribute("aria-label", say(one.dataset.label));
}
