// The page: puts the parts together, and shows each of them the newest state. All it knows is what the server says.
import { button, byId, el, isolated, unmarked, unpressed } from "./dom.js";
import * as jobs from "./jobs.js";
import * as keys from "./keys.js";
import * as mix from "./mix.js";
import { complain, settle, tellAll } from "./notices.js";
import * as notes from "./notes.js";
import { empty, fetchPeaks } from "./peaks.js";
import * as player from "./player.js";
import * as publish from "./publish.js";
import * as script from "./script.js";
import { follow, on, post, reload, store } from "./store.js";
import { hearTake, renderLine } from "./takes.js";
import * as waveform from "./waveform.js";
import { clock, dress, figure, say } from "./words.js";

const VIEWS = ["script", "mix", "notes", "publish"];
let loaded = null; // the MP3 whose peaks are shown

function show(state) {
  const version = state.episode?.sha256 ?? "";
  heading(state);
  byId("undo").disabled = !state.can_undo;
  byId("redo").disabled = !state.can_redo;
  player.load(version);
  waveform.show({ duration: state.episode?.duration_ms || 1, cues: state.cues ?? [], chapters: state.episode?.chapters ?? [] });
  if (version !== loaded) peaks(version);
  script.show(state);
  mix.show(state, version);
  notes.show(state, version);
  publish.show(state, version);
}

async function peaks(version) {
  loaded = version;
  const fetched = version ? await fetchPeaks(version).catch(() => empty) : empty;
  if (loaded === version) waveform.show({ peaks: fetched });
}

function heading(state) {
  const { episode } = state;
  const title = episode?.title ?? state.slug;
  document.title = `${unmarked(title)} · Matinale`;
  byId("show").replaceChildren(isolated(state.show_title));
  byId("title").lang = state.language;
  byId("title").replaceChildren(isolated(title));
  byId("facts").textContent = episode ? `${clock(episode.duration_ms)} · ${figure(episode.loudness.integrated_lufs)} LUFS` : say("nothing.made");
  standing(state);
}

function standing(state) {
  // The episode is kept before the feed is written: until the job has ended, apps may still get the feed before.
  const word = jobs.underWay("publish") ? "stage.publish" : !state.published ? "unpublished" : state.waiting ? "waiting.release" : "published";
  byId("standing").replaceChildren(
    el("span", { class: `chip ${word === "published" ? "good" : ""}` }, say(word)),
    state.stale ? el("span", { class: "chip warn" }, say("stale")) : "",
  );
}

function tabs() {
  const list = byId("tabs");
  VIEWS.forEach((name) => list.append(button(say(`view.${name}`), () => look(name), {
    role: "tab", id: `tab-${name}`, "aria-controls": `view-${name}`, "aria-selected": "false", tabindex: "-1" })));
  list.addEventListener("keydown", (event) => {
    const place = VIEWS.findIndex((name) => `tab-${name}` === document.activeElement.id);
    const next = { ArrowRight: place + 1, ArrowLeft: place - 1, Home: 0, End: VIEWS.length - 1 }[event.key];
    if (next === undefined) return;
    event.preventDefault();
    look(VIEWS[(next + VIEWS.length) % VIEWS.length]);
  });
}

function look(name, focus = true) {
  for (const one of VIEWS) {
    const chosen = one === name;
    byId(`view-${one}`).hidden = !chosen;
    byId(`tab-${one}`).setAttribute("aria-selected", String(chosen));
    byId(`tab-${one}`).tabIndex = chosen ? 0 : -1;
  }
  if (focus) byId(`tab-${name}`).focus();
  window.history.replaceState(null, "", `#${name}`);
  if (store.state) publish.show(store.state, store.state.episode?.sha256 ?? "", name === "publish");
}

const tried = (act) => () => Promise.resolve().then(act).catch(complain);
const undo = tried(async () => { await post("undo"); tellAll(say("undone")); });
const redo = tried(async () => { await post("redo"); tellAll(say("redone")); });
const withLine = (act) => tried(() => script.current() && act(script.current()));

function chapter(by) {
  const starts = (store.state.episode?.chapters ?? []).map((one) => one.start);
  const now = player.time();
  const next = by > 0 ? starts.find((start) => start > now + 1) : starts.findLast((start) => start < now - 2000);
  if (next !== undefined) player.seek(next + 1);
}

function actions() {
  const one = (names, shown, words, act, control = false) => ({ keys: names, shown, words: say(words), act, control });
  return [
    one([" "], [say("space")], "key.play", player.toggle),
    one(["ArrowLeft"], ["←"], "back", () => player.skip(-5000)),
    one(["ArrowRight"], ["→"], "forward", () => player.skip(5000)),
    one(["ArrowUp", "k"], ["↑", "K"], "key.up", () => script.step(-1)),
    one(["ArrowDown", "j"], ["↓", "J"], "key.down", () => script.step(1)),
    one(["["], ["["], "key.chapter.before", () => chapter(-1)),
    one(["]"], ["]"], "key.chapter.after", () => chapter(1)),
    one(["Enter"], [say("enter")], "key.from", withLine((row) => script.hearFrom(row))),
    one(["e"], ["E"], "key.edit", withLine((row) => { look("script", false); script.toggle(row, true); script.reveal(row); })),
    one(["l"], ["L"], "key.take", withLine((row) => row.line.take && hearTake(row.line))),
    one(["r"], ["R"], "key.render", withLine((row) => renderLine(row.line))),
    one(["n"], ["N"], "key.next", () => { look("script", false); script.nextWanting(); }),
    one(["f"], ["F"], "only", () => byId("only").click()),
    one(["+", "="], ["+"], "zoom.in", () => waveform.zoom(2)),
    one(["-"], ["−"], "zoom.out", () => waveform.zoom(0.5)),
    one(["0"], ["0"], "zoom.fit", waveform.fit),
    one([">", "."], [">"], "key.faster", () => player.changeSpeed(1)),
    one(["<", ","], ["<"], "key.slower", () => player.changeSpeed(-1)),
    ...VIEWS.map((name, place) => one([String(place + 1)], [String(place + 1)], `view.${name}`, () => look(name))),
    one(["z"], ["Ctrl", "Z"], "undo", undo, true),
    one(["Shift+z", "y"], ["Ctrl", "Y"], "redo", redo, true),
    one(["Escape"], [say("escape")], "key.stop", () => { player.silence(); settle(); }),
    one(["?"], ["?"], "keys", keys.help),
  ];
}

async function start() {
  dress(document);
  player.build(byId("transport"));
  byId("transport").append(
    el("span", { class: "push" }),
    button("−", () => waveform.zoom(0.5), { "aria-label": say("zoom.out"), title: say("zoom.out") }),
    button("+", () => waveform.zoom(2), { "aria-label": say("zoom.in"), title: say("zoom.in") }),
    button("↔", waveform.fit, { "aria-label": say("zoom.fit"), title: say("zoom.fit") }),
    button("?", keys.help, { "aria-label": say("keys"), title: say("keys"), id: "help-open" }),
  );
  waveform.build();
  script.build();
  script.history(undo, redo);
  tabs();
  keys.build(actions());
  on("state", (state) => unpressed("state", () => show(state)));
  on("job", (job) => {
    jobs.show(job);
    unpressed("job", () => {
      if (!store.state) return;
      standing(store.state);
      publish.show(store.state, store.state.episode?.sha256 ?? "");
    });
  });
  on("link", (there) => (there ? (settle(), tellAll(say("online"))) : complain(new Error(say("offline")))));
  window.addEventListener("beforeunload", (event) => { if (script.dirty()) event.preventDefault(); });
  await reload().catch(complain);
  const named = window.location.hash.slice(1);
  look(VIEWS.includes(named) ? named : "script", false);
  follow();
}

start();
