// Adding a word to the lexicon: how it is written, how it is said, heard at once, kept for this show or for all.
import { button, byId, choice, el, field } from "./dom.js";
import { hearWords, manner } from "./manner.js";
import { tellAll } from "./notices.js";
import { post, store } from "./store.js";
import { say } from "./words.js";

/** Opens the dialog; `given` has the words and, where known, how they are said. */
export function openLexicon(given = {}) {
  const dialog = byId("pronounce");
  const words = el("input", { type: "text", id: "lexicon-words", required: true, value: given.words ?? "" });
  const how = manner(store.state.language);
  how.fill(given);
  const [kind, value] = how.elements;
  const scope = choice([["show", say("scope.show")], ["shared", say("scope.shared")]], "show", { id: "lexicon-scope" });
  const failed = el("p", { role: "alert", class: "bad" });
  const form = el("form", { class: "fields", onsubmit: async (event) => {
    event.preventDefault();
    try {
      await post("lexicon", { written: words.value.trim(), ...how.value(), scope: scope.value, language: store.state.language.slice(0, 2) }, true);
      tellAll(say("lexicon.kept", { words: words.value.trim() }));
      dialog.close();
    } catch (error) {
      failed.textContent = error.message;
    }
  } },
    el("h2", { id: "pronounce-title" }, say("lexicon.title")),
    field(say("lexicon.written"), words),
    field(say("kind"), kind),
    field(say("how"), value),
    field(say("scope"), scope),
    failed,
    el("div", { class: "bar" },
      button(say("listen"), () => hearWords(words.value, how.value()), { id: "lexicon-listen" }),
      el("button", { type: "submit", class: "main", id: "lexicon-keep" }, say("lexicon.keep")),
      button(say("cancel"), () => dialog.close()),
    ),
  );
  for (const one of [kind, value]) one.removeAttribute("aria-label");
  dialog.replaceChildren(form);
  dialog.showModal();
  (words.value ? value : words).focus();
}
