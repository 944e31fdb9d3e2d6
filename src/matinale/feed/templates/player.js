"use strict";
// The page works without this: a chapter is a link to its moment in the MP3, the transcript is text.
(() => {
  const player = document.getElementById("player");
  const marks = [...document.querySelectorAll("ol.times li")];
  const words = [...document.querySelectorAll(".transcript span[data-start]")];
  const start = (node) => Number(node.dataset.start);
  const seek = (seconds) => {
    const go = () => { player.currentTime = seconds; player.play().catch(() => {}); };
    if (player.readyState >= 1) go();
    else { player.addEventListener("loadedmetadata", go, { once: true }); player.load(); }
  };
  for (const link of document.querySelectorAll("a.seek"))
    link.addEventListener("click", (event) => { event.preventDefault(); seek(start(link)); });
  for (const word of words) word.addEventListener("dblclick", () => seek(start(word)));
  const last = (nodes, time) => {
    let low = 0, high = nodes.length;
    while (low < high) { const middle = (low + high) >> 1; if (start(nodes[middle]) <= time + 0.01) low = middle + 1; else high = middle; }
    return nodes[low - 1];
  };
  let mark, word;
  player.addEventListener("timeupdate", () => {
    const time = player.currentTime;
    const nextMark = last(marks, time), nextWord = last(words, time);
    if (nextMark !== mark) { mark?.removeAttribute("aria-current"); nextMark?.setAttribute("aria-current", "true"); mark = nextMark; }
    if (nextWord !== word) { word?.classList.remove("now"); nextWord?.classList.add("now"); word = nextWord; }
  });
})();
