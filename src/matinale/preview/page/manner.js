// How words are said: respelled, in IPA, or in another language; and hearing them so at once.
import { choice, el } from "./dom.js";
import { complain } from "./notices.js";
import { hear } from "./player.js";
import { store } from "./store.js";
import { say } from "./words.js";

const KINDS = [["say", () => say("kind.say")], ["ipa", () => say("kind.ipa")], ["in", () => say("kind.in")]];

/** The controls for how words are said: {elements, value(), fill(kind, value)}. */
export function manner(language) {
  const kind = choice(KINDS.map(([key, label]) => [key, label()]), "say", { "aria-label": say("kind"), class: "kind" });
  const how = el("input", { type: "text", "aria-label": say("how"), class: "how", spellcheck: "false", autocapitalize: "off" });
  const hint = () => { how.placeholder = { say: say("hint.say"), ipa: say("hint.ipa"), in: language === "en" ? "fr" : "en" }[kind.value]; };
  kind.addEventListener("change", hint);
  hint();
  return {
    elements: [kind, how],
    value: () => ({ [kind.value]: how.value.trim() }),
    empty: () => how.value.trim() === "",
    fill: (entry) => {
      kind.value = KINDS.map(([key]) => key).find((key) => entry[key]) ?? "say";
      how.value = entry[kind.value] ?? "";
      hint();
    },
  };
}

/** Plays words said in a given manner by the show's voice. */
export async function hearWords(words, how) {
  const asked = new URLSearchParams({ text: words, language: store.state.language, ...how });
  try {
    await hear(`api/say?${asked}`);
  } catch (error) {
    complain(error);
  }
}
