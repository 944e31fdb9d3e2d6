// The editor of one line. What is typed is kept whatever the server says meanwhile: another tab, a restart, a refusal.
import { button, choice, el, field, isolated, tick } from "./dom.js";
import { complain, tellAll } from "./notices.js";
import { sayList } from "./saying.js";
import { post, store } from "./store.js";
import { renderLine, lineNow, takesOf } from "./takes.js";
import { say } from "./words.js";

const EDITED = ["written", "marked", "say", "voice", "pause_ms", "dropped"];
const same = (one, other) => JSON.stringify(one) === JSON.stringify(other);
const basis = (line) => Object.fromEntries(EDITED.map((name) => [name, line[name] ?? null]));

/** The editor of a row's line: {form, show, shown, focus, update, dirty, orphan}; `settled` is told when a save is over. */
export function editorOf(row, close, settled) {
  let line = row.line;
  let base = basis(line); // what the fields started from
  let revision = store.state.revision; // the newest one in which the line still was that
  let saving = false;

  const written = el("textarea", { rows: 2, spellcheck: "true", class: "written", lang: store.state.language });
  const marked = el("textarea", { rows: 2, spellcheck: "false", class: "marked", lang: store.state.language });
  const voice = choice([["", say("voice.usual", { voice: line.usual_voice })], ...store.state.choices.voices.map((one) => [one.name, one.label || one.name])], "");
  const pause = el("input", { type: "number", min: 0, max: 60000, step: 50, inputmode: "numeric" });
  const drop = tick(say("drop"), false, () => {});
  const dropped = drop.querySelector("input");
  const sounds = sayList();
  const takes = el("div");
  const notice = el("div", { class: "conflict", role: "alert" });
  const form = el("form", { class: "editor", "aria-label": say("editor"), onsubmit: (event) => { event.preventDefault(); save(true); } },
    field(say("written"), written),
    field(say("spoken"), marked, say("spoken.hint")),
    sounds.element,
    el("div", { class: "pair" }, field(say("voice"), voice), field(say("pause.after"), pause, say("pause.hint"))),
    drop,
    notice,
    el("div", { class: "bar" },
      el("button", { type: "submit", class: "main save-hear" }, say("save.hear")),
      button(say("save"), () => save(false), { class: "save" }),
      button(say("cancel"), () => { fill(); close(); }),
    ),
    takes,
  );
  form.addEventListener("keydown", (event) => {
    if (event.key === "Escape") close();
    else if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) save(!event.shiftKey);
    else return;
    event.preventDefault();
    event.stopPropagation();
  });

  function fill() {
    base = basis(line);
    revision = store.state.revision;
    written.value = line.written;
    marked.value = base.marked ?? line.spoken;
    voice.value = line.voice ?? "";
    if (voice.selectedIndex < 0) {
      voice.append(el("option", { value: line.voice }, line.voice));
      voice.value = line.voice;
    }
    pause.value = line.pause_ms;
    dropped.checked = line.dropped;
    sounds.fill(line.say ?? []);
    notice.replaceChildren();
  }

  function changes() {
    const body = {};
    if (written.value !== base.written) body.written = written.value;
    if (marked.value !== (base.marked ?? line.spoken)) Object.assign(body, marked.value.trim() ? { marked: marked.value } : { spoken: "" });
    if (!same(sounds.value(), base.say ?? [])) body.say = sounds.value();
    if (voice.value !== (base.voice ?? "")) body.voice = voice.value;
    if (pause.value !== String(base.pause_ms ?? "")) body.pause_ms = pause.value === "" ? null : Number(pause.value);
    if (dropped.checked !== base.dropped) body.drop = dropped.checked;
    return body;
  }

  const dirty = () => Object.keys(changes()).length > 0;

  async function save(hear) {
    if (saving) return;
    saving = true;
    try {
      if (dirty()) await send();
      if (hear && !line.dropped) await renderLine(line);
    } catch (error) {
      if (error.behind) conflict(error.message);
      else complain(error);
    } finally {
      saving = false;
      settled();
    }
  }

  async function send(once = true) {
    try {
      await post(`line/${encodeURIComponent(row.line.id)}`, { ...changes(), revision });
    } catch (error) {
      // Somebody changed another line: ours is as we knew it, so the edit holds.
      if (!error.behind || !once || !same(basis(lineNow(row.line.id) ?? {}), base)) throw error;
      revision = store.state.revision;
      return send(false);
    }
    line = lineNow(row.line.id) ?? line;
    fill();
    tellAll(say("saved"));
  }

  function conflict(message) {
    const now = lineNow(row.line.id);
    notice.replaceChildren(el("p", {}, el("strong", {}, message)));
    if (!now || same(basis(now), base)) return;
    notice.append(
      el("p", {}, `${say("reads.now")} `, isolated(now.written)),
      el("div", { class: "bar" }, button(say("keep.mine"), keepMine, { class: "mine" }), button(say("take.theirs"), fill, { class: "theirs" })),
    );
  }

  function keepMine() {
    const mine = changes();
    fill(); // what was not touched here is theirs
    if ("written" in mine) written.value = mine.written;
    if ("marked" in mine || "spoken" in mine) marked.value = mine.marked ?? "";
    if ("say" in mine) sounds.fill(mine.say);
    if ("voice" in mine) voice.value = mine.voice;
    if ("pause_ms" in mine) pause.value = mine.pause_ms ?? "";
    if ("drop" in mine) dropped.checked = mine.drop;
    save(false);
  }

  function redraw() {
    const [had] = takes.contains(document.activeElement) ? document.activeElement.classList : [];
    takes.replaceChildren(takesOf(line));
    if (had) (takes.querySelector(`.${had}`) ?? takes.querySelector("button"))?.focus({ preventScroll: true });
  }

  fill();
  redraw();
  return {
    form,
    dirty,
    shown: () => !form.hidden,
    show: (open) => { form.hidden = !open; },
    focus: () => written.focus(),
    /** A new state has another line here: what was typed stays; who typed nothing sees the new line. */
    update(next) {
      const typed = dirty();
      const moved = !same(basis(next), base);
      line = next;
      if (!typed && moved) fill();
      else if (moved && !saving) conflict(say("changed.elsewhere"));
      else this.renew();
      redraw();
    },
    /** Another line changed, this one did not: what is typed can be saved upon the newest revision. */
    renew() {
      if (same(basis(line), base)) revision = store.state.revision;
    },
    orphan: () => conflict(say("line.gone")),
  };
}
