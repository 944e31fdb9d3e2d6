// The mix: jingles, levels, pauses and bed, each written into show.toml as it is changed; the plot and the figures.
import { button, byId, choice, el, field } from "./dom.js";
import { underWay } from "./jobs.js";
import { complain, tellAll } from "./notices.js";
import { post } from "./store.js";
import { figure, known, say } from "./words.js";

let shown = "";

/** Shows the mix of a state. A control that is being typed in is left alone. */
export function show(state, version) {
  const view = byId("view-mix");
  const now = JSON.stringify([state.mix, state.episode?.loudness, version, state.stale]);
  if (now === shown || (shown && view.querySelector(".settings input:focus"))) return;
  const focused = view.contains(document.activeElement) ? document.activeElement.id : "";
  shown = now;
  view.replaceChildren(
    el("h2", {}, say("mix")),
    el("p", {}, say("mix.about"), " ", state.stale ? el("strong", {}, say("stale")) : ""),
    el("div", { class: "columns" },
      el("div", { class: "settings" }, groups(state.mix), el("div", { class: "bar" }, makeButton("mix-make", state.stale))),
      el("div", { class: "sound" }, figures(state.episode?.loudness), plot(version)),
    ),
  );
  if (focused) byId(focused)?.focus();
}

/** The button that makes the episode with what was changed, without publishing it. */
export const makeButton = (id, needed) => button(say("make"), async () => {
  if (underWay("make")) return;
  try {
    await post("make", {}, true);
  } catch (error) {
    complain(error);
  }
}, { id, class: needed ? "main" : "" });

function groups(mix) {
  const keys = Object.keys(mix);
  const part = (title, chosen) => chosen.length === 0 ? null : el("fieldset", {}, el("legend", {}, title), chosen.map((key) => control(key, mix[key])));
  return [
    part(say("mix.sound"), keys.filter((key) => key.startsWith("sound."))),
    part(say("mix.pauses"), keys.filter((key) => !key.startsWith("sound."))),
  ];
}

function control(key, setting) {
  const label = known(`mix.${key}`) ? say(`mix.${key}`) : key;
  const id = `mix-${key.replace(/\W/g, "-")}`;
  const keep = async (value) => {
    try {
      await post("settings", { key, value });
      tellAll(say("kept", { what: label }));
    } catch (error) {
      complain(error);
    }
  };
  if (setting.kind === "flag") {
    const box = el("input", { type: "checkbox", id, checked: setting.value, onchange: (event) => keep(event.target.checked) });
    return el("div", { class: "field flag" }, box, el("label", { for: id }, label));
  }
  if (setting.kind === "choice") {
    const pairs = setting.choices.map((one) => [String(one), String(one) === "none" ? say("none") : String(one)]);
    const box = choice(pairs, String(setting.value), { id });
    box.addEventListener("change", () => keep(setting.choices.find((one) => String(one) === box.value)));
    return field(label, box);
  }
  const { min, max, step } = setting;
  const box = el("input", { type: "number", id, min, max, step: step ?? "any", value: setting.value });
  box.addEventListener("change", () => { if (box.value !== "" && box.reportValidity()) keep(Number(box.value)); });
  return field(label, box);
}

function figures(loudness) {
  if (!loudness) return el("p", {}, say("nothing.made"));
  const rows = [["integrated_lufs", "LUFS"], ["true_peak_dbtp", "dBTP"], ["range_lu", "LU"], ["short_term_max_lufs", "LUFS"]];
  return el("dl", { class: "figures" }, rows.map(([name, unit]) =>
    el("div", {}, el("dt", {}, say(`loudness.${name}`)), el("dd", {}, `${figure(loudness[name])} ${unit}`))));
}

function plot(version) {
  if (!version) return null;
  const address = `plot.png?v=${encodeURIComponent(version)}`;
  const picture = el("img", { src: address, alt: say("plot"), class: "plot", loading: "lazy" });
  const shown = el("div", {}, picture, el("a", { href: address, target: "_blank", class: "small" }, say("plot.open")));
  picture.addEventListener("error", () => shown.replaceChildren(el("p", { class: "small" }, say("no.plot"))));
  return shown;
}
