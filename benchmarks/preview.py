"""What an editor waits for in the preview page: opening, scrolling, hearing a changed line; and the server's memory.

    python benchmarks/preview.py [--minutes 60] [--repeats 7] [--voice siwis]

Needs Chromium and Playwright. An episode of so many minutes is made with the voice `silence` (jingles, bed and encoding
are real), served by `matinale preview`, and opened in headless Chromium, each time without the browser's cache:

- open: from asking for the address to all lines laid out, the waveform's peaks drawn and the sound ready to play.
  Beside it what a page without stored peaks does (as wavesurfer.js): fetch the whole MP3 and decode it in the browser.
- scroll: the time from frame to frame while the whole script passes by in 5 s, and while the zoomed waveform moves.
  Beside it an empty page.
- memory: the server's, after 300 requests and after 1,000 more, edits and event streams among them.
- hear: with a real voice, from the click on "Save and listen" to the sound of the new take, sentence by sentence.
"""

from __future__ import annotations

import argparse
import os
import shutil
import signal
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import httpx

ROOT = Path(__file__).parents[1]
COMMAND = [sys.executable, "-c", "from matinale.cli import main; main()"]

WATCH = """
    window.times = {};
    const look = () => {
        const player = document.getElementById('player');
        const [peaks] = performance.getEntriesByType('resource').filter((one) => one.name.includes('/api/peaks'));
        if (document.querySelector('li.line')) times.lines ??= performance.now();
        if (player?.readyState >= 3) times.sound ??= performance.now();
        if (peaks?.responseEnd) times.peaks = (times.peaks ?? 0) + 1; // drawn in the frame after the one that got them
        if (times.lines && times.sound && times.peaks > 2) times.open = performance.now();
        else requestAnimationFrame(look);
    };
    requestAnimationFrame(look);
    const play = HTMLMediaElement.prototype.play;
    HTMLMediaElement.prototype.play = function () {
        this.addEventListener('playing', () => { times.heard = performance.now(); }, { once: true });
        return play.call(this);
    };
    document.addEventListener('click', () => { times.clicked = performance.now(); times.heard = 0; }, true);
"""
UNTIL = """(name) => new Promise((done) => {
    const look = () => (window.times[name] ? done() : setTimeout(look, 20));
    look();
})"""
FRAMES = """async ([seconds, move]) => {
    const step = move === 'page' ? (share) => scrollTo({ top: share * document.body.scrollHeight, behavior: 'instant' })
        : move === 'wave' ? () => document.getElementById('wave').dispatchEvent(
            new WheelEvent('wheel', { deltaX: 12, bubbles: true, cancelable: true })) : () => {};
    const next = () => new Promise(requestAnimationFrame);
    const times = [], began = await next();
    for (let last = began, now; (now = await next()) - began < seconds * 1000; last = now) {
        times.push(now - last);
        step((now - began) / seconds / 1000);
    }
    return times;
}"""
DECODE = """async () => {
    const began = performance.now();
    const sound = await (await fetch('episode.mp3')).arrayBuffer();
    await new OfflineAudioContext(1, 1, 44100).decodeAudioData(sound);
    return performance.now() - began;
}"""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--minutes", type=int, default=60)
    parser.add_argument("--repeats", type=int, default=7)
    parser.add_argument("--voice", default="siwis", help="for the changed lines; '' leaves them out")
    options = parser.parse_args()
    from playwright.sync_api import sync_playwright

    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        arguments = ["--no-sandbox", "--autoplay-policy=no-user-gesture-required", "--mute-audio"]
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=arguments)
        show = make_show(Path(folder) / "long", long_issue(options.minutes), "silence")
        print(f"load average {os.getloadavg()[0]:.1f}; an episode of {options.minutes} minutes")
        time_opening(show, browser, options.repeats)
        with served(show) as (address, process):
            time_scrolling(browser, address)
            weigh(address, process)
        if options.voice:
            (example,) = (ROOT / "examples").glob("*matinale.txt")
            spoken = make_show(Path(folder) / "spoken", example.read_text("utf-8"), options.voice, paragraphs=4)
            time_hearing(spoken, browser, options.repeats)


def long_issue(minutes: int) -> str:
    """An issue of articles of about two minutes each."""
    sentence = "La sentence numéro {0}, longue comme le sont celles des journaux, compte {0} mots et 12 % de chiffres."
    rows = ["Une édition de mesure"]
    for article in range(1, minutes // 2 + 1):
        rows.append(f"L’article numéro {article} parle de tout ce qui dure deux minutes")
        for section in range(4):
            words = " ".join(sentence.format(100 * article + 10 * section + each) for each in range(3))
            rows.append(words if section == 0 else f"La section numéro {section} – {words}")
    return "\n".join(rows) + "\n"


def make_show(root: Path, issue: str, voice: str, paragraphs: int = 0) -> Path:
    """A show of its own with one episode, not published; of `paragraphs` of the issue where that is given."""
    from matinale.workspace import init_workspace

    init_workspace(root)
    toml = root / "show.toml"
    toml.write_text(toml.read_text("utf-8").replace('voice = "siwis"', f'voice = "{voice}"'), "utf-8")
    text = "\n".join(issue.splitlines()[:paragraphs]) + "\n" if paragraphs else issue
    (root / "2026-11-20-issue.txt").write_text(text, "utf-8")
    command = [*COMMAND, "make-episode", "2026-11-20-issue.txt", "--review"]
    subprocess.run(command, cwd=root, check=True, capture_output=True)
    return root


@contextmanager
def served(show: Path) -> Iterator[tuple[str, int]]:
    """The page's address, and the server's process."""
    command = [*COMMAND, "preview", "--no-open", "--show", str(show)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True) as process:
        assert process.stdout is not None
        try:
            yield process.stdout.readline().strip(), process.pid
        finally:
            process.send_signal(signal.SIGINT)


@contextmanager
def opened(browser: Any, address: str) -> Iterator[Any]:
    """The page, once it is open; a browser without anything kept."""
    context = browser.new_context(viewport={"width": 1180, "height": 860})
    page = context.new_page()
    page.add_init_script(WATCH)
    page.goto(address)
    page.evaluate(UNTIL, "open")
    yield page
    context.close()


def time_opening(show: Path, browser: Any, repeats: int) -> None:
    """The first page of a server, and the pages after it."""
    (episode,) = (show / "episodes").glob("*/")

    def ms(page: Any) -> float:
        return page.evaluate("window.times.open")

    rows: list[tuple[str, list[float]]] = []
    (episode / "peaks.bin").unlink(missing_ok=True)
    for name in ("open, server just started, no peaks stored", "open, server just started"):
        with served(show) as (address, _), opened(browser, address) as page:
            rows.append((name, [ms(page)]))
    with served(show) as (address, _):
        times: list[float] = []
        for _ in range(repeats):
            with opened(browser, address) as page:
                times.append(ms(page))
                lines = page.locator("li.line").count()
        rows.append((f"open, {lines} lines", times))
        with opened(browser, address) as page:
            rows.append(("the MP3 decoded in the browser instead", [page.evaluate(DECODE)]))
    for name, found in rows:
        report(name, found, "ms")


def time_scrolling(browser: Any, address: str) -> None:
    """Times from frame to frame."""
    with opened(browser, address) as page:
        report("scroll, frame to frame: the script", page.evaluate(FRAMES, [5, "page"]), "ms")
        page.evaluate("scrollTo(0, 0)")
        for _ in range(5):
            page.keyboard.press("+")
        report("  the waveform, zoomed 32 times", page.evaluate(FRAMES, [5, "wave"]), "ms")
        page.goto("about:blank")
        report("  an empty page", page.evaluate(FRAMES, [3, "nothing"]), "ms")


def weigh(address: str, process: int) -> None:
    """The server's memory."""
    with httpx.Client(base_url=address, headers={"X-Matinale": "1"}, timeout=60) as page:
        lines = [line["id"] for segment in page.get("api/state").json()["segments"] for line in segment["lines"]]
        found = []
        for count in (300, 1000):
            for number in range(count):
                request(page, lines[number % len(lines)], number)
            pages = int(Path(f"/proc/{process}/statm").read_text("ascii").split()[1])
            found.append(pages * os.sysconf("SC_PAGE_SIZE") / 2**20)
    print(f"{'memory after 300 and 1,300 requests':<46}{found[0]:8.0f} MB{found[1]:8.0f} MB")


def request(page: httpx.Client, line: str, number: int) -> None:
    """One request of those a page makes."""
    match number % 5:
        case 0:
            page.get("api/state").raise_for_status()
        case 1:
            page.get(f"api/take/{line}.wav").raise_for_status()
        case 2:
            page.get("episode.mp3", headers={"Range": f"bytes={number}-2000000"}).raise_for_status()
        case 3:
            asked = {"revision": page.get("api/state").json()["revision"], "pause_ms": number}
            page.post(f"api/line/{line}", json=asked).raise_for_status()
        case _:
            with page.stream("GET", "api/events") as events:
                next(events.iter_bytes())


def time_hearing(show: Path, browser: Any, repeats: int) -> None:
    """From the click to the sound of a changed line, the voice's model being warm."""
    with served(show) as (address, _), opened(browser, address) as page:
        page.wait_for_timeout(15_000)  # the server warms the voice meanwhile
        sentences = page.locator("li.line:has(.head.text), li.line:has(.head.lead)")
        for place in range(min(repeats, sentences.count())):
            row = page.locator(f"li.line[data-id='{sentences.nth(place).get_attribute('data-id')}']")
            row.locator(".open").click()
            words = row.locator("textarea.written").input_value()
            row.locator("textarea.written").fill(changed(words))
            row.locator(".save-hear").click()
            page.evaluate(UNTIL, "heard")
            took = page.evaluate("window.times.heard - window.times.clicked")
            length = float(row.locator(".checks li").first.inner_text().split(" s")[0].replace(",", "."))
            print(f"{f'heard, {len(words)} characters, {length:.1f} s of sound':<46}{took:8.0f} ms", flush=True)
            row.locator("textarea.written").press("Escape")


def changed(words: str) -> str:
    """The sentence with another word in place of its longest."""
    return words.replace(max(words.split(), key=len).strip(".,;:!?»"), "bicyclette")


def report(name: str, times: list[float], unit: str) -> None:
    """A row: the median, the 95th part in a hundred, the worst."""
    ordered = sorted(times)
    high = ordered[min(len(ordered) - 1, round(len(ordered) * 0.95))]
    print(
        f"{name:<46}{statistics.median(times):8.0f} {unit}"
        + (f"   95 %{high:8.0f} {unit}   worst{ordered[-1]:8.0f} {unit}   of {len(times)}" if len(times) > 1 else ""),
        flush=True,
    )


if __name__ == "__main__":
    main()
