// The notes, cover and chapters as an app shows them. The notes' HTML is never inserted: its elements are made anew, from a short list.
import { byId, button, el, isolated } from "./dom.js";
import { seek } from "./player.js";
import { clock, language, say } from "./words.js";

const KEPT = new Set(["P", "UL", "OL", "LI", "STRONG", "B", "EM", "I", "BR", "BLOCKQUOTE", "H2", "H3", "H4", "CITE", "CODE", "A"]);
const LOWERED = { H2: "h4", H3: "h4", H4: "h4", B: "strong", I: "em" };
const GONE = new Set(["SCRIPT", "STYLE", "TEMPLATE", "NOSCRIPT", "IFRAME", "OBJECT", "TITLE", "SVG", "MATH"]);

/** The elements of notes: words and links, nothing that runs or loads. Parsed in a document that executes nothing. */
export function notesOf(html) {
  const parsed = new DOMParser().parseFromString(html, "text/html");
  return copied(parsed.body);
}

function copied(parent) {
  return [...parent.childNodes].flatMap((node) => {
    if (node.nodeType === Node.TEXT_NODE) return [node.textContent.trim() ? isolated(node.textContent) : document.createTextNode(node.textContent)];
    if (node.nodeType !== Node.ELEMENT_NODE || GONE.has(node.tagName.toUpperCase())) return [];
    if (!KEPT.has(node.tagName)) return copied(node);
    return [el(LOWERED[node.tagName] ?? node.tagName.toLowerCase(), node.tagName === "A" ? linkOf(node) : {}, copied(node))];
  });
}

function linkOf(node) {
  const address = node.getAttribute("href") ?? "";
  return /^(https?:|mailto:)/i.test(address) ? { href: address, target: "_blank", rel: "noopener noreferrer" } : {};
}

let shown = "";

/** Shows the episode of a state as an app does, with what the gate found. */
export function show(state, version) {
  const now = JSON.stringify([state.episode, state.findings, version, state.show_title]);
  if (now === shown) return;
  shown = now;
  const { episode } = state;
  byId("view-notes").replaceChildren(
    el("h2", {}, say("notes")),
    episode ? el("div", { class: "columns" }, app(state, version), el("div", {}, chaptersOf(episode), findingsOf(state.findings)))
      : el("p", {}, say("nothing.made")),
  );
}

function app(state, version) {
  const { episode } = state;
  const date = new Intl.DateTimeFormat(language, { dateStyle: "long" }).format(new Date(episode.date));
  const cover = `cover?v=${encodeURIComponent(version)}`;
  const when = `${date} · ${clock(episode.duration_ms)}`;
  return el("article", { class: "app", "aria-label": say("in.app") },
    el("p", { class: "small" }, say("in.list")),
    el("div", { class: "listed", lang: state.language },
      el("img", { src: cover, alt: "" }),
      el("div", {}, el("p", { class: "small" }, when), el("strong", {}, isolated(episode.title)), el("p", { class: "cut" }, isolated(episode.description)))),
    el("img", { class: "cover", src: cover, alt: say("cover") }),
    el("p", { class: "small" }, isolated(state.show_title)),
    el("h3", { lang: state.language }, isolated(episode.title)),
    el("p", { class: "small" }, when),
    el("div", { class: "notes", lang: state.language }, notesOf(episode.notes_html)),
  );
}

function chaptersOf(episode) {
  return el("section", {}, el("h3", {}, say("chapters")), el("ol", { class: "chapters" }, episode.chapters.map((chapter) => {
    const picture = chapter.image ? el("img", { src: `picture/${chapter.image.split("/").map(encodeURIComponent).join("/")}`, alt: "", loading: "lazy" }) : null;
    picture?.addEventListener("error", () => picture.remove());
    return el("li", {},
      el("button", { type: "button", class: "say chapter", onclick: () => seek(chapter.start, true) },
        el("span", { class: "time" }, clock(chapter.start)), picture, isolated(chapter.title)),
      /^https?:/i.test(chapter.url ?? "") ? el("a", { href: chapter.url, target: "_blank", rel: "noopener noreferrer" }, say("article")) : null,
    );
  })));
}

/** What the gate and the checks found, the worst first. */
export function findingsOf(findings) {
  const rank = { error: 0, warning: 1 };
  const sorted = [...findings].sort((one, other) => (rank[one.severity] ?? 2) - (rank[other.severity] ?? 2));
  return el("section", {}, el("h3", {}, say("findings")),
    sorted.length === 0 ? el("p", { class: "good" }, say("no.findings"))
      : el("ul", { class: "findings" }, sorted.map((one) => el("li", { class: one.severity },
        el("strong", {}, say(one.severity === "error" ? "severity.error" : "severity.warning")), " ", isolated(one.where ?? ""), " ", isolated(one.message)))));
}
