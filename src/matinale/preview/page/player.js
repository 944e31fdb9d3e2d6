// The sound: the programme in one element, single takes and words in another. Times are ms from the start of the MP3.
import { button, byId, choice, el } from "./dom.js";
import { clock, figure, say } from "./words.js";

const programme = new Audio();
const snippet = new Audio();
const speeds = [0.5, 0.75, 1, 1.25, 1.5, 2, 3];
const listeners = new Set();
let source = "";
let now = null;
let toggleButton = null;
let speed = null;
let clockText = null;

programme.id = "player";
programme.preload = "auto";

/** The time that is heard. */
export const time = () => Math.round(programme.currentTime * 1000);
export const paused = () => programme.paused;
export const duration = () => (Number.isFinite(programme.duration) ? programme.duration * 1000 : 0);

/** Calls `listener(ms)` whenever the time that is heard changed, on every frame while playing. */
export const onTime = (listener) => listeners.add(listener);

/** Loads the programme; `version` changes with its bytes. The position is kept. */
export function load(version) {
  const wanted = version ? `episode.mp3?v=${encodeURIComponent(version)}` : "";
  if (wanted === source) return;
  const at = programme.currentTime;
  const playing = !programme.paused;
  source = wanted;
  if (!wanted) return void programme.removeAttribute("src");
  programme.src = wanted;
  programme.playbackRate = Number(speed.value);
  if (at > 0) programme.currentTime = at;
  if (playing) play();
}

function play() {
  snippet.pause();
  programme.play().catch((error) => { if (error.name !== "AbortError") console.info(error.message); });
}

/** Plays or pauses. */
export const toggle = () => (programme.paused ? play() : programme.pause());

/** Goes to `at` ms; `start` plays from there. */
export function seek(at, start = false) {
  if (!source) return;
  programme.currentTime = Math.max(0, at) / 1000;
  if (start) play();
  heard();
}

/** Moves by so many ms. */
export const skip = (by) => seek(time() + by);

/** The next faster (+1) or slower (-1) speed. */
export function changeSpeed(step) {
  const place = speeds.indexOf(Number(speed.value)) + step;
  if (place >= 0 && place < speeds.length) setSpeed(speeds[place]);
}

function setSpeed(value) {
  speed.value = String(value);
  programme.playbackRate = value;
  programme.defaultPlaybackRate = value;
}

/** Plays a take or a word; resolves when it is heard to its end. Raises where there is no sound at `url`. */
export function hear(url) {
  programme.pause();
  snippet.pause();
  snippet.src = url;
  byId("said").dataset.hearing = url;
  return new Promise((resolve, reject) => {
    snippet.onended = snippet.onpause = () => resolve();
    snippet.onerror = () => reasonOf(url).then((reason) => reject(new Error(reason)));
    snippet.play().catch((error) => (error.name === "AbortError" ? resolve() : undefined));
  });
}

// An element does not say why it has no sound; the server does.
async function reasonOf(url) {
  const answer = await fetch(url).catch(() => null);
  const content = answer?.ok ? {} : await answer?.json().catch(() => ({}));
  return content?.message || say("unheard");
}

/** Stops everything that sounds. */
export function silence() {
  snippet.pause();
  programme.pause();
}

function heard() {
  const at = time();
  if (at === now) return;
  now = at;
  clockText.textContent = `${clock(at)} / ${clock(duration())}`;
  listeners.forEach((listener) => listener(at));
}

function frames() {
  heard();
  if (!programme.paused) requestAnimationFrame(frames);
}

function shown() {
  toggleButton.textContent = say(programme.paused ? "play" : "pause");
  toggleButton.classList.toggle("playing", !programme.paused);
}

/** Puts the controls into `bar`. */
export function build(bar) {
  toggleButton = button(say("play"), toggle, { id: "play", class: "main" });
  speed = choice(speeds.map((one) => [String(one), `${figure(one, 2)} ×`]), "1", { "aria-label": say("speed"), id: "speed" });
  speed.addEventListener("change", () => setSpeed(Number(speed.value)));
  clockText = el("span", { class: "clock", id: "clock" }, "0:00");
  bar.append(
    toggleButton,
    button("−5 s", () => skip(-5000), { title: say("back"), class: "hop" }),
    button("+5 s", () => skip(5000), { title: say("forward"), class: "hop" }),
    clockText, speed, programme,
  );
  for (const kind of ["play", "pause", "ended"]) programme.addEventListener(kind, shown);
  programme.addEventListener("play", () => requestAnimationFrame(frames));
  // Frames stop in a tab that is hidden; these do not.
  for (const kind of ["timeupdate", "seeked", "loadedmetadata"]) programme.addEventListener(kind, () => { now = null; heard(); });
}
