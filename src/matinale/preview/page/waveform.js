// The programme as a picture: an overview of all of it, and a part of it that can be zoomed, with chapters, jingles and bed.
import { byId, unmarked } from "./dom.js";
import * as player from "./player.js";
import { between, empty } from "./peaks.js";
import { clock, say, spokenClock } from "./words.js";

const LONGEST_ZOOM = 4000; // ms: what a window shows at the strongest zoom
const view = { start: 0, end: 1 };
let programme = { peaks: empty, duration: 1, cues: [], chapters: [], line: null };
let colours = {};
let held = 0; // until when the window does not follow the sound, because a person moved it
let planned = false;

/** Shows a programme: {peaks, duration (ms), cues, chapters}. The window is kept where it was. */
export function show(next) {
  const whole = view.start === 0 && view.end >= programme.duration;
  programme = { ...programme, ...next };
  byId("wave").setAttribute("aria-valuemax", Math.round(programme.duration / 1000));
  if (whole || view.end > programme.duration) fit();
  draw();
}

/** Marks what is said now: {start, end} in ms, or null. */
export function mark(line) {
  if (programme.line?.start === line?.start) return;
  programme.line = line;
  draw();
}

/** The whole programme again. */
export function fit() {
  view.start = 0;
  view.end = programme.duration;
  draw();
}

/** Shows 1/`factor` of what is shown now, around `at` ms (by default what is heard). */
export function zoom(factor, at = player.time()) {
  const width = Math.min(programme.duration, Math.max(LONGEST_ZOOM, (view.end - view.start) / factor));
  const share = at >= view.start && at <= view.end ? (at - view.start) / (view.end - view.start) : 0.5;
  move(at - share * width, width);
}

function move(start, width = view.end - view.start) {
  view.start = Math.min(Math.max(0, start), Math.max(0, programme.duration - width));
  view.end = view.start + width;
  draw();
}

function follow(at) {
  const wave = byId("wave");
  wave.setAttribute("aria-valuenow", Math.round(at / 1000));
  wave.setAttribute("aria-valuetext", spokenClock(at));
  if (!player.paused() && performance.now() > held && (at < view.start || at > view.end)) move(at - (view.end - view.start) * 0.1);
  place(at);
}

function place(at) {
  const share = (at - view.start) / (view.end - view.start);
  const head = byId("playhead");
  head.hidden = share < 0 || share > 1;
  head.style.transform = `translateX(${share * byId("wave").clientWidth}px)`;
}

function draw() {
  if (planned) return;
  planned = true;
  requestAnimationFrame(() => {
    planned = false;
    picture(byId("detail"), view, { titles: true });
    const overview = picture(byId("overview"), { start: 0, end: programme.duration }, {});
    frame(overview);
    place(player.time());
  });
}

function picture(canvas, shown, { titles }) {
  const width = canvas.clientWidth;
  const height = canvas.clientHeight;
  const dense = window.devicePixelRatio || 1;
  if (canvas.width !== Math.round(width * dense) || canvas.height !== Math.round(height * dense)) {
    canvas.width = Math.round(width * dense);
    canvas.height = Math.round(height * dense);
  }
  const pen = canvas.getContext("2d");
  pen.setTransform(dense, 0, 0, dense, 0, 0);
  pen.clearRect(0, 0, width, height);
  const at = (ms) => ((ms - shown.start) / (shown.end - shown.start)) * width;
  const area = { pen, width, height, at, shown };
  bands(area);
  wave(area);
  chapters(area, titles);
  return area;
}

function bands({ pen, height, at, shown }) {
  const line = programme.line;
  if (line) {
    pen.fillStyle = colours.lit;
    pen.fillRect(at(line.start), 0, Math.max(1, at(line.end) - at(line.start)), height);
  }
  for (const cue of programme.cues) {
    if (cue.end < shown.start || cue.start > shown.end || (cue.kind !== "jingle" && cue.kind !== "bed")) continue;
    const width = Math.max(1, at(cue.end) - at(cue.start));
    pen.fillStyle = colours[cue.kind];
    if (cue.kind === "jingle") {
      pen.globalAlpha = 0.28;
      pen.fillRect(at(cue.start), 0, width, height);
      pen.globalAlpha = 1;
      pen.fillRect(at(cue.start), 0, width, 3);
    } else pen.fillRect(at(cue.start), height - 4, width, 4);
  }
}

function wave({ pen, width, height, shown }) {
  const middle = height / 2;
  const each = (shown.end - shown.start) / width;
  pen.fillStyle = colours.voice;
  for (let x = 0; x < width; x += 1) {
    const [low, high] = between(programme.peaks, shown.start + x * each, shown.start + (x + 1) * each);
    const top = middle - (high / 128) * middle;
    pen.fillRect(x, top, 1, Math.max(1, middle - (low / 128) * middle - top));
  }
}

function chapters({ pen, width, height, at }, titles) {
  pen.font = "11px system-ui, sans-serif";
  pen.textBaseline = "top";
  programme.chapters.forEach((chapter, index) => {
    const x = at(chapter.start);
    const room = Math.min(width, at(programme.chapters[index + 1]?.start ?? programme.duration)) - Math.max(0, x);
    if (room <= 0 || x > width) return;
    pen.fillStyle = colours.chapter;
    pen.fillRect(x, 0, 1, height);
    if (!titles || room < 28) return;
    const text = shortened(pen, unmarked(chapter.title), room - 8);
    pen.fillStyle = colours.paper;
    pen.globalAlpha = 0.82;
    pen.fillRect(Math.max(0, x) + 2, 2, pen.measureText(text).width + 4, 14);
    pen.globalAlpha = 1;
    pen.fillStyle = colours.ink;
    pen.fillText(text, Math.max(0, x) + 4, 4);
  });
}

function shortened(pen, text, room) {
  if (pen.measureText(text).width <= room) return text;
  let end = Math.min(text.length, Math.floor(room / 5));
  while (end > 0 && pen.measureText(`${text.slice(0, end)}…`).width > room) end -= 1;
  return end > 0 ? `${text.slice(0, end)}…` : "";
}

function frame({ pen, width, height, at }) {
  if (view.end - view.start >= programme.duration) return;
  pen.strokeStyle = colours.ink;
  pen.lineWidth = 2;
  pen.strokeRect(Math.max(1, at(view.start)), 1, Math.min(width - 2, Math.max(4, at(view.end) - at(view.start))), height - 2);
}

function readColours() {
  const style = getComputedStyle(document.documentElement);
  for (const name of ["voice", "jingle", "bed", "chapter", "lit", "ink", "paper"]) colours[name] = style.getPropertyValue(`--${name}`);
  draw();
}

const timeAt = (event, shown) => {
  const box = event.currentTarget.getBoundingClientRect();
  return shown.start + ((event.clientX - box.left) / box.width) * (shown.end - shown.start);
};

/** Wires the pictures to mouse, wheel, touch and keyboard. */
export function build() {
  const wave = byId("wave");
  const overview = byId("overview");
  wave.addEventListener("click", (event) => player.seek(timeAt(event, view)));
  wave.addEventListener("mousemove", (event) => { wave.title = clock(timeAt(event, view)); });
  overview.addEventListener("click", (event) => {
    const at = timeAt(event, { start: 0, end: programme.duration });
    player.seek(at);
    move(at - (view.end - view.start) / 2);
  });
  wave.addEventListener("wheel", (event) => {
    held = performance.now() + 6000;
    const sideways = event.shiftKey ? event.deltaY : event.deltaX;
    if (event.ctrlKey || event.metaKey) zoom(event.deltaY < 0 ? 1.3 : 1 / 1.3, timeAt(event, view));
    else if (sideways) move(view.start + (sideways / wave.clientWidth) * (view.end - view.start));
    else return;
    event.preventDefault();
  }, { passive: false });
  wave.addEventListener("keydown", (event) => {
    const [at, end] = [player.time(), programme.duration];
    const to = { ArrowLeft: at - 5000, ArrowDown: at - 5000, ArrowRight: at + 5000, ArrowUp: at + 5000,
      PageDown: at - 60_000, PageUp: at + 60_000, Home: 0, End: end - 1000 }[event.key];
    if (to === undefined || event.ctrlKey || event.altKey || event.metaKey) return;
    event.preventDefault(); // a slider has these keys even where the shortcuts are switched off
    player.seek(Math.min(to, end));
  });
  wave.setAttribute("aria-roledescription", say("waveform"));
  new ResizeObserver(draw).observe(wave);
  window.matchMedia("(prefers-color-scheme: dark)").addEventListener("change", readColours);
  player.onTime(follow);
  readColours();
}
