// The programme's peaks: pairs (min, max) of int8, and coarser levels of them, so that drawing costs the same at any zoom.

const STEP = 8;

export const empty = { perSecond: 50, levels: [new Int8Array(0)] };

/** Fetches the peaks; `version` as for the MP3. */
export async function fetchPeaks(version) {
  const answer = await fetch(`api/peaks?v=${encodeURIComponent(version)}`);
  if (!answer.ok) return empty;
  const perSecond = Number(answer.headers.get("X-Peaks-Per-Second")) || 50;
  return { perSecond, levels: levelsOf(new Int8Array(await answer.arrayBuffer())) };
}

/** The peaks, then the same with 8, 64, … pairs in one. */
export function levelsOf(finest) {
  const levels = [finest];
  while (levels.at(-1).length > 2 * STEP * 64) levels.push(coarser(levels.at(-1)));
  return levels;
}

function coarser(pairs) {
  const count = Math.ceil(pairs.length / 2 / STEP);
  const made = new Int8Array(2 * count);
  for (let place = 0; place < count; place += 1) {
    const [low, high] = extremes(pairs, place * STEP, (place + 1) * STEP);
    made[2 * place] = low;
    made[2 * place + 1] = high;
  }
  return made;
}

function extremes(pairs, from, until) {
  let low = 127;
  let high = -128;
  for (let place = 2 * from; place < Math.min(2 * until, pairs.length); place += 2) {
    if (pairs[place] < low) low = pairs[place];
    if (pairs[place + 1] > high) high = pairs[place + 1];
  }
  return low > high ? [0, 0] : [low, high];
}

/** The lowest and the highest sample of the programme from `start` to `end` (ms), each in -128…127. */
export function between(peaks, start, end) {
  const wide = ((end - start) / 1000) * peaks.perSecond;
  const level = Math.min(peaks.levels.length - 1, Math.max(0, Math.floor(Math.log(wide) / Math.log(STEP))));
  const scale = peaks.perSecond / 1000 / STEP ** level;
  const from = Math.floor(start * scale);
  return extremes(peaks.levels[level], from, Math.max(from + 1, Math.ceil(end * scale)));
}
