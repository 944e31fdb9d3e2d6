// Publishing: what it will change is shown first; nothing leaves the workshop before the button below it is pressed.
import { byId, button, el, isolated } from "./dom.js";
import { underWay } from "./jobs.js";
import { makeButton } from "./mix.js";
import { findingsOf } from "./notes.js";
import { complain } from "./notices.js";
import { get, post } from "./store.js";
import { say } from "./words.js";

let asked = "";
let visible = false;
let newest = null;

/** Shows the view; the difference is asked for when the view is looked at, and again when the state moved on. */
export async function show(state, version, look = visible) {
  visible = look;
  newest = state;
  const key = JSON.stringify([state.revision, version, state.published, state.stale, underWay("make") || underWay("publish")]);
  if (!visible || key === asked) return;
  asked = key;
  const view = byId("view-publish");
  const had = view.contains(document.activeElement) ? document.activeElement.id : "";
  view.replaceChildren(
    el("h2", {}, say("publish")),
    el("ol", { class: "steps" },
      el("li", {}, el("p", {}, say(state.stale || !state.episode ? "stale.make" : "fresh")), el("div", { class: "bar" }, makeButton("publish-make", state.stale || !state.episode))),
      el("li", { id: "difference", "aria-busy": "true" }, el("p", {}, say("comparing"))),
    ),
  );
  if (!state.episode) return void byId("difference").replaceChildren(el("p", {}, say("nothing.made")));
  try {
    const difference = await get("difference");
    if (key === asked) byId("difference").replaceChildren(...differenceOf(difference, state));
  } catch (error) {
    asked = "";
    byId("difference").replaceChildren(el("p", { class: "bad" }, error.message));
  }
  byId("difference").removeAttribute("aria-busy");
  // Whoever pressed a button here finds the keyboard's focus where it was, or at the view's tab while it cannot be there.
  if (had && document.activeElement === document.body) (byId(had)?.disabled === false ? byId(had) : byId("tab-publish")).focus();
}

function differenceOf({ changes, findings, feed }, state) {
  const stopped = findings.some((one) => one.severity === "error");
  return [
    el("h3", {}, say(changes.length === 0 ? "difference.none" : "difference")),
    changes.length === 0 ? "" : el("ul", { class: "difference" }, changes.map(changeOf)),
    findingsOf(findings),
    el("p", { class: "small" }, say("difference.where", { address: feed })),
    el("div", { class: "bar" },
      button(say("publish.now"), publish, { id: "publish-now", class: "main", disabled: stopped || underWay("make") }),
      state.stale ? el("span", { class: "small" }, say("stale.publish")) : "",
    ),
  ];
}

function changeOf(change) {
  return el("li", { class: change.kind }, el("strong", {}, say(`kind.${change.kind}`)), " ", say(`change.${change.what}`),
    change.before ? el("del", {}, el("span", { class: "hidden" }, `${say("before")} `), isolated(change.before)) : "",
    change.after ? el("ins", {}, el("span", { class: "hidden" }, `${say("after")} `), isolated(change.after)) : "");
}

async function publish() {
  try {
    await post("publish");
  } catch (error) {
    complain(error);
    asked = "";
    if (newest) show(newest, "");
  }
}
