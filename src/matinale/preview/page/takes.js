// A line's take: what the checks say of it, another attempt, and the choice among attempts.
import { button, el, isolated } from "./dom.js";
import { hear } from "./player.js";
import { ended, idOf, post, reload, store } from "./store.js";
import { figure, say } from "./words.js";
import { complain, tellAll } from "./notices.js";

/** Where a line's take is; the address changes with the take, since browsers keep sounds. */
export const takeAddress = (line) => address(`take/${encodeURIComponent(line.id)}.wav`, line);
const attemptAddress = (line, attempt) => address(`attempt/${encodeURIComponent(line.id)}/${attempt.n}.wav`, line);
const address = (path, line) => `api/${path}?v=${encodeURIComponent(`${store.state.revision}-${line.chosen ?? ""}-${line.take?.seconds ?? ""}`)}`;

/** The line as the newest state has it; null where it is gone. */
export function lineNow(id) {
  for (const segment of store.state.segments) for (const line of segment.lines) if (line.id === id) return line;
  return null;
}

/** Plays a line's take. */
export async function hearTake(line) {
  try {
    await hear(takeAddress(line));
  } catch (error) {
    complain(error);
  }
}

/** Speaks a line: its take where there is none, else another attempt; what was made is played. */
export async function renderLine(line) {
  const before = line.attempts.length;
  const { job } = await post(`render/${encodeURIComponent(line.id)}`, {}, true);
  tellAll(say("speaking"));
  await ended(idOf(job));
  await reload();
  const fresh = lineNow(line.id);
  if (!fresh) return;
  const added = fresh.attempts.length > before ? fresh.attempts.at(-1) : null;
  await hear(added ? attemptAddress(fresh, added) : takeAddress(fresh));
}

/** What is known of a line's take, and its attempts. */
export function takesOf(line) {
  const box = el("fieldset", { class: "takes" }, el("legend", {}, say("take")));
  box.append(figuresOf(line), bar(line));
  if (line.attempts.length > 0) box.append(attemptsOf(line));
  return box;
}

function figuresOf(line) {
  const list = el("ul", { class: "checks" });
  const { take } = line;
  list.append(el("li", {}, take
    ? say("take.figures", { seconds: figure(take.seconds, 2), pace: figure(take.characters_per_s) })
    : say("no.take")));
  if (take?.heard != null && !take.doubtful) list.append(el("li", {}, `${say("heard")}: `, isolated(take.heard)));
  list.append(...reasonsOf(line).map((reason) => el("li", { class: "bad" }, reason)));
  return list;
}

/** Why a line needs an ear: what its checks found, each as nodes of one line. */
export function reasonsOf({ take, doubts }) {
  const found = [...(take?.faults ?? []).map((fault) => ["badge.fault", fault]), ...doubts.map((doubt) => ["badge.doubt", doubt])];
  if (take?.doubtful) found.unshift(["heard", take.heard]);
  return found.map(([label, text]) => [`${say(label)}: `, isolated(text)]);
}

const attempt = (act) => (event) => {
  const pressed = event.currentTarget;
  pressed.setAttribute("aria-busy", "true");
  act().catch(complain).finally(() => pressed.removeAttribute("aria-busy"));
};

function bar(line) {
  return el("div", { class: "bar" },
    line.take ? button(say("hear.take"), attempt(() => hearTake(line)), { class: "hear-take" }) : null,
    line.dropped ? null : button(say(line.take ? "another" : "speak"), attempt(() => renderLine(line)), { class: "another" }),
  );
}

function attemptsOf(line) {
  const chosen = line.chosen;
  return el("ol", { class: "attempts" }, line.attempts.map((one) => el("li", {},
    button(say("hear.attempt", { n: one.n }), attempt(() => hear(attemptAddress(line, one)))),
    ` ${figure(one.seconds, 2)} s `,
    one.faults.map((fault) => el("span", { class: "badge fault" }, isolated(fault))),
    one.n === chosen
      ? el("strong", { class: "chosen" }, say("chosen"))
      : button(say("choose"), attempt(async () => {
        await post(`choose/${encodeURIComponent(line.id)}`, { attempt: one.n });
        tellAll(say("chose", { n: one.n }));
      }), { class: "choose", "aria-label": say("choose.n", { n: one.n }) }),
  )));
}
