// The player, the chapters and the script follow one another. Times are milliseconds from the start of the MP3.
"use strict";

const player = document.getElementById("player");
const lines = [...document.querySelectorAll(".line")];
const chapters = [...document.querySelectorAll("nav button")];
const starts = (buttons) => buttons.map((button) => Number(button.dataset.start));
const lineStarts = starts(lines);
const chapterStarts = starts(chapters);
const calm = window.matchMedia("(prefers-reduced-motion: reduce)").matches;

// The last element that has begun at `now`: binary search, since an episode may have a thousand lines.
function current(times, now) {
  let low = 0;
  let high = times.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (times[middle] <= now) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

function light(buttons, index) {
  for (const button of buttons) {
    const lit = button === buttons[index];
    if (lit && !button.hasAttribute("aria-current")) {
      button.setAttribute("aria-current", "true");
      if (button.classList.contains("line")) button.scrollIntoView({ block: "center", behavior: calm ? "auto" : "smooth" });
    } else if (!lit) {
      button.removeAttribute("aria-current");
    }
  }
}

function follow() {
  const now = player.currentTime * 1000;
  light(lines, current(lineStarts, now));
  light(chapters, current(chapterStarts, now));
}

function seek(milliseconds) {
  player.currentTime = milliseconds / 1000;
  player.play().catch(() => {});
}

for (const button of [...lines, ...chapters]) {
  button.addEventListener("click", () => seek(Number(button.dataset.start)));
}
player.addEventListener("timeupdate", follow);
player.addEventListener("seeked", follow);

document.addEventListener("keydown", (event) => {
  if (event.target === player || event.ctrlKey || event.metaKey || event.altKey) return;
  const now = player.currentTime * 1000;
  const index = current(lineStarts, now);
  const actions = {
    " ": () => (player.paused ? player.play().catch(() => {}) : player.pause()),
    ArrowLeft: () => { player.currentTime = Math.max(0, player.currentTime - 5); },
    ArrowRight: () => { player.currentTime += 5; },
    ArrowUp: () => seek(lineStarts[Math.max(0, index - 1)]),
    ArrowDown: () => seek(lineStarts[Math.min(lines.length - 1, index + 1)]),
  };
  const action = actions[event.key];
  if (!action) return;
  event.preventDefault();
  action();
});
