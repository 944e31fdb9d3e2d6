// The state as the server gave it last, and the ways to ask and to change. The page keeps nothing else.
import { say } from "./words.js";

export const store = { state: null, jobs: new Map() };
const listeners = { state: new Set(), job: new Set(), link: new Set() };

/** Calls `listener` on every new state, on every job's news, or when the link to the server is lost (false) or back. */
export const on = (kind, listener) => listeners[kind].add(listener);
const tell = (kind, value) => listeners[kind].forEach((listener) => listener(value));

/** What the server did not do, in one line. `behind`: another tab or the command line was faster. */
export class Refused extends Error {
  constructor(message, behind = false) {
    super(message);
    this.behind = behind;
  }
}

let asking = null;
let again = false;
let etag = "";

/** Fetches the state; calls while one is under way share the next one. */
export function reload() {
  again = true;
  asking ??= (async () => {
    try {
      while (again) {
        again = false;
        await fetchState();
      }
    } finally {
      asking = null;
    }
  })();
  return asking;
}

async function fetchState() {
  const answer = await fetch("api/state", { headers: etag ? { "If-None-Match": etag } : {} });
  if (answer.status === 304) return;
  if (!answer.ok) throw new Refused(await lineOf(answer));
  etag = answer.headers.get("ETag") ?? "";
  store.state = await answer.json();
  for (const job of store.state.jobs ?? []) keepJob(job);
  tell("state", store.state);
}

const lineOf = async (answer) => (await answer.json().catch(() => ({}))).message || say("refused", { status: answer.status });

/** What `api/<path>` answers. */
export async function get(path) {
  const answer = await fetch(`api/${path}`);
  if (!answer.ok) throw new Refused(await lineOf(answer));
  return answer.json();
}

let last = Promise.resolve();

/** Changes something, once the changes before it are done and seen. `revision` is the newest one unless given.
 * `again`: what is asked for means the same upon a newer revision, so being behind is no reason to ask a person.
 * Raises Refused. */
export function post(path, body = {}, again = false) {
  const turn = path === "cancel" ? send(path, body) : last.then(() => send(path, body));
  const whole = again ? turn.catch((error) => (error.behind ? send(path, body) : Promise.reject(error))) : turn;
  if (path !== "cancel") last = whole.catch(() => {});
  return whole;
}

async function send(path, body) {
  let answer;
  try {
    answer = await fetch(`api/${path}`, {
      method: "POST",
      headers: { "Content-Type": "application/json", "X-Matinale": "1" },
      body: JSON.stringify({ revision: store.state?.revision, ...body }),
    });
  } catch {
    throw new Refused(say("offline"));
  }
  if (answer.status === 409) {
    await reload();
    throw new Refused(say("behind"), true);
  }
  if (!answer.ok) throw new Refused(await lineOf(answer));
  const content = await answer.json();
  if (content.job) keepJob({ kind: path.split("/")[0], state: "waiting", ...store.jobs.get(idOf(content.job)), id: idOf(content.job) });
  else await reload();
  return content;
}

export const idOf = (job) => job?.id ?? job;

function keepJob(job) {
  const had = store.jobs.get(job.id);
  if (had && job.news < had.news) return; // an answer that was on its way while the events went on
  store.jobs.set(job.id, { ...had, ...job });
  tell("job", store.jobs.get(job.id));
}

/** Whether a job is still to end. */
export const running = (job) => job.state === "running" || job.state === "waiting";

/** Waits for a job's end. Raises Refused where it failed, was cancelled, or the server no longer knows it. */
export function ended(id) {
  return new Promise((resolve, reject) => {
    const settle = (job) => {
      if (job.id !== id || running(job)) return;
      listeners.job.delete(settle);
      if (job.state === "done") resolve(job);
      else reject(new Refused(job.message || say(`job.${job.state}`)));
    };
    on("job", settle);
    if (store.jobs.has(id)) settle(store.jobs.get(id));
  });
}

let lost = false;

/** Follows the server's events. After a restart of the server everything is asked anew.
 * One tab has the stream and passes on what it brings, since a browser grants all its tabs six connections together;
 * where that tab is closed the lock goes to another. */
export function follow() {
  const name = `matinale ${window.location.pathname}`;
  const others = new BroadcastChannel(name);
  others.addEventListener("message", (event) => heard(event.data));
  const pass = (news) => {
    others.postMessage(news);
    heard(news);
  };
  navigator.locks.request(name, () => {
    listen(pass);
    return new Promise(() => {}); // kept until the tab is closed
  });
}

function listen(pass) {
  const source = new EventSource("api/events");
  source.addEventListener("open", () => pass({ kind: "open" }));
  source.addEventListener("state", () => pass({ kind: "state" }));
  source.addEventListener("job", (event) => pass({ kind: "job", job: JSON.parse(event.data) }));
  source.addEventListener("error", () => {
    pass({ kind: "lost" });
    // An answer that is no stream ends an EventSource for good: a new one is needed.
    if (source.readyState === EventSource.CLOSED) setTimeout(() => listen(pass), 1500);
  });
}

function heard({ kind, job }) {
  if (kind === "state") reload().catch(() => {});
  else if (kind === "job") keepJob(job);
  else if (kind === "lost") {
    if (!lost) tell("link", false);
    lost = true;
  } else if (lost) {
    lost = false;
    etag = "";
    forgetJobs();
  }
}

async function forgetJobs() {
  try {
    await reload();
  } catch {
    return;
  }
  const known = new Set((store.state.jobs ?? []).map((job) => job.id));
  for (const job of [...store.jobs.values()]) {
    if (running(job) && !known.has(job.id)) keepJob({ ...job, state: "failed", message: say("job.lost") });
  }
  tell("link", true);
}
