// The pronunciations a line gives for itself, {say words as …}: words, how they are given, and a button to hear them.
import { button, el } from "./dom.js";
import { openLexicon } from "./lexicon.js";
import { hearWords, manner } from "./manner.js";
import { store } from "./store.js";
import { say } from "./words.js";

/** The list of a line's own pronunciations: {element, value(), fill(entries)}. */
export function sayList() {
  const list = el("ul", { class: "sounds" });
  const entries = new Set();
  const add = (entry = {}) => {
    const words = el("input", { type: "text", "aria-label": say("words"), class: "words", value: entry.words ?? "", placeholder: say("words") });
    const how = manner(store.state.language);
    how.fill(entry);
    const one = { value: () => ({ words: words.value.trim(), ...how.value() }), empty: () => !words.value.trim() || how.empty() };
    entries.add(one);
    const row = el("li", {}, words, how.elements,
      button(say("listen"), () => hearWords(words.value, how.value()), { class: "listen" }),
      button(say("to.lexicon"), () => openLexicon({ ...one.value() })),
      button("✕", () => { entries.delete(one); row.remove(); }, { "aria-label": say("remove") }),
    );
    list.append(row);
    return words;
  };
  const element = el("fieldset", {}, el("legend", {}, say("sounds")), list,
    el("div", { class: "bar" },
      button(say("add.sound"), () => add().focus(), { class: "add-sound" }),
      button(say("lexicon.add"), () => openLexicon({ words: String(window.getSelection()).trim() }), { class: "add-lexicon" }),
    ));
  return {
    element,
    value: () => [...entries].filter((one) => !one.empty()).map((one) => one.value()),
    fill: (given) => { entries.clear(); list.replaceChildren(); given.forEach(add); },
  };
}
