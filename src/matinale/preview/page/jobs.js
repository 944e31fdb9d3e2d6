// The work under way: how far it is, how long it will take, and a button that ends it.
import { button, byId, el, isolated } from "./dom.js";
import { complain, tellAll } from "./notices.js";
import { post, running, store } from "./store.js";
import { figure, known, say } from "./words.js";

const shown = new Map(); // job id → {element, update}

/** Shows the news of a job. */
export function show(job) {
  if (!running(job)) {
    const had = shown.get(job.id);
    had?.element.remove();
    shown.delete(job.id);
    if (!had) return;
    if (job.state === "failed") complain(new Error(job.message || say("job.failed")));
    else tellAll(say(job.state === "done" ? `done.${job.kind}` : "job.cancelled"));
    return;
  }
  if (!shown.has(job.id)) {
    shown.set(job.id, bar(job));
    byId("jobs").append(shown.get(job.id).element);
  }
  shown.get(job.id).update(job);
}

/** The jobs under way, by kind. */
export const underWay = (kind) => [...store.jobs.values()].some((job) => running(job) && job.kind === kind);

function bar(job) {
  const words = el("span", { class: "what" });
  const progress = el("progress", { max: 1, "aria-label": say(`job.${job.kind}`) });
  const cancel = button(say("cancel"), () => post("cancel", { job: job.id }).catch(complain), { class: "cancel" });
  const element = el("div", { class: "job" }, words, progress, cancel);
  return {
    element,
    update(now) {
      const stage = known(`stage.${now.stage}`) ? say(`stage.${now.stage}`) : "";
      words.replaceChildren(
        [say(now.state === "waiting" ? "waiting" : `job.${now.kind}`), stage].filter(Boolean).join(" · "),
        now.label ? " · " : "", isolated(now.label ?? ""),
        now.seconds_left > 0 ? ` · ${say("left", { seconds: figure(now.seconds_left, 0) })}` : "",
      );
      if (now.total > 0) progress.value = now.done / now.total;
      else progress.removeAttribute("value");
    },
  };
}
