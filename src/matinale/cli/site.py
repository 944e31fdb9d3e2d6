"""What is listened to and published: `preview`, `serve`, `check`."""

from __future__ import annotations

import dataclasses
import json
import sys
from pathlib import Path
from urllib.parse import urlsplit

import click

from matinale.cli import options


@click.command()
@click.argument("episode", metavar="[ISSUE or SLUG]", required=False)
@options.show_folder
@options.voice
@click.option(
    "--port", type=click.IntRange(0, 65535), help="The port (default: the one of last time, or any free one)."
)
@click.option("--open/--no-open", "opens", default=True, help="Open the page in the browser.")
def preview(episode: str | None, show_folder: Path | None, voice: str | None, port: int | None, opens: bool) -> None:
    """Hear, see, correct and publish an episode (by default the newest) in a local page; an ISSUE is made first."""
    from matinale.pipeline import find_episode

    root = options.the_root(show_folder)
    slug = _made(root, episode, voice) if episode else find_episode(root).name
    start_preview(root, slug, voice=voice or "", port=port, opens=opens)


def _made(root: Path, episode: str, voice: str | None) -> str:
    """The slug of an episode; that of an issue is made first, unpublished, where it was not made before."""
    from matinale.cli.progress import Narrator
    from matinale.pipeline import Order, find_episode, made_before, make_episode
    from matinale.workshop import is_slug

    if is_slug(episode) and not Path(episode).exists():
        return find_episode(root, episode).name
    show = options.the_show(root, voice)
    with Narrator(live=sys.stderr.isatty()) as narrator:
        order, slug = made_before(Order(episode, publish=False), show, narrator.say)
        return slug or make_episode(order, show, on_progress=narrator.step, on_notice=narrator.say).slug


def start_preview(root: Path, slug: str, *, voice: str = "", port: int | None = None, opens: bool = True) -> None:
    """Serve the page until Ctrl-C; its address is the first line on stdout."""
    from matinale.pipeline import find_episode
    from matinale.preview.address import open_remembered
    from matinale.preview.app import preview_app
    from matinale.preview.run import open_browser, run_app

    folder = find_episode(root, slug)
    token, listener = open_remembered(root, port)
    app = preview_app(folder, token, voice=voice)
    address = f"http://127.0.0.1:{listener.getsockname()[1]}/{token}/"

    def announce() -> None:
        click.echo(address)
        click.echo("press Ctrl-C to stop", err=True)
        app.state.room.warm()
        if opens:
            open_browser(address)

    run_app(app, listener, announce, app.state.room.close)


@click.command()
@options.show_folder
@click.option(
    "--host", default="127.0.0.1", show_default=True, help="The address to listen on; 0.0.0.0 for your network."
)
@click.option(
    "--port", type=click.IntRange(0, 65535), help="The port (default: the one in show.toml's feed.url, or 8808)."
)
def serve(show_folder: Path | None, host: str, port: int | None) -> None:
    """Serve feed/ to podcast apps of this machine, or with --host of your network."""
    from matinale.preview.run import open_socket, run_app
    from matinale.preview.server import site_app

    show = options.the_show(show_folder)
    listener = open_socket(host, port if port is not None else local_port(show.feed.url))
    base = f"http://{reachable(host)}:{listener.getsockname()[1]}/"
    app = site_app(show.root / "feed", show.feed.url)
    run_app(
        app,
        listener,
        lambda: announce_feed(f"{base}feed.xml", on_network=host not in {"127.0.0.1", "localhost", "::1"}),
    )


def announce_feed(address: str, *, on_network: bool) -> None:
    """The feed's address as the first line on stdout; for a phone on the network, as a QR code too (on stderr)."""
    click.echo(address)
    if on_network:
        import segno

        segno.make(address, error="m").terminal(out=sys.stderr, compact=True)
    click.echo("press Ctrl-C to stop", err=True)


def local_port(address: str) -> int:
    """The port of a loopback address, else 8808.

    >>> local_port("http://127.0.0.1:9000/"), local_port("https://example.org/")
    (9000, 8808)
    """
    parts = urlsplit(address)
    return parts.port or 80 if parts.hostname in {"127.0.0.1", "localhost"} else 8808


def reachable(host: str) -> str:
    """The address that an app on the network types for a server that listens on `host`."""
    import socket

    if host not in {"0.0.0.0", "::"}:  # noqa: S104 - compared, not bound
        return f"[{host}]" if ":" in host else host
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            # Nothing is sent: connecting a datagram socket only asks the system which address it would use.
            probe.connect(("192.0.2.1", 9))
        except OSError:
            return "127.0.0.1"
        return str(probe.getsockname()[0])


@click.command()
@click.argument("target", metavar="[FEED|DIR|URL]", required=False)
@options.show_folder
@click.option("--sound", is_flag=True, help="Say first how loud the show's newest episode and each of its parts are.")
@options.as_json
def check(target: str | None, show_folder: Path | None, sound: bool, as_json: bool) -> None:
    """Check a feed and all that it names against what podcast apps require."""
    from matinale.feed import check_site

    if sound:
        from matinale.pipeline import describe_episode_sound, find_episode

        for line in describe_episode_sound(find_episode(options.the_root(show_folder))):
            click.echo(line, err=as_json)
    findings = check_site(target if target is not None else options.the_root(show_folder) / "feed")
    if as_json:
        click.echo(json.dumps([dataclasses.asdict(each) for each in findings.found], ensure_ascii=False, indent=2))
    else:
        for each in findings.found:
            click.echo(f"{each.severity:<8} {each.source:<24} {each.where}: {each.message}")
        click.echo(f"{findings.target}: {len(findings.errors)} errors, {len(findings.warnings)} warnings")
    raise click.exceptions.Exit(findings.exit_code)


@click.command()
@click.argument("targets", nargs=-1, metavar="[TARGET]...")
@options.show_folder
@click.option("--dry-run", is_flag=True, help="Show what would be sent, and send nothing.")
def publish(targets: tuple[str, ...], show_folder: Path | None, dry_run: bool) -> None:
    """Build and check the site, then send what changed to the targets of show.toml (all, or those named)."""
    from matinale.pipeline import publish_show, send_show

    show = options.the_show(show_folder)
    if not dry_run:
        click.echo(f"built    {publish_show(show).feed}")
    count = 0
    for target, change in send_show(show, targets, dry_run=dry_run):
        count += 1
        click.echo(f"{change.action:<8} {target}: {change.name} ({change.size} bytes)")
    click.echo(
        f"{count} files {'would be ' if dry_run else ''}changed at {len(targets) or len(show.feed.targets)} targets"
    )


@click.command()
@click.argument("slug")
@options.show_folder
def release(slug: str, show_folder: Path | None) -> None:
    """Put the episode SLUG, made with make-episode --review, into the feed (or bring it up to date there)."""
    from matinale.pipeline import release_episode

    published = release_episode(options.the_show(show_folder), slug, _tell)
    click.echo(f"published; {published.feed} has it")


@click.command()
@click.argument("slug")
@options.show_folder
def withdraw(slug: str, show_folder: Path | None) -> None:
    """Take the episode SLUG out of the feed; its identity is kept, so that it can be restored and never reused."""
    from matinale.pipeline import withdraw_episode

    click.echo(f"withdrawn; {withdraw_episode(options.the_show(show_folder), slug, _tell).feed} is without it")


@click.command()
@click.argument("slug")
@options.show_folder
def restore(slug: str, show_folder: Path | None) -> None:
    """Bring the withdrawn episode SLUG back into the feed."""
    from matinale.pipeline import restore_episode

    click.echo(f"restored; {restore_episode(options.the_show(show_folder), slug, _tell).feed} has it again")


def _tell(line: str) -> None:
    click.echo(line, err=True)


COMMANDS = (preview, serve, check, publish, release, withdraw, restore)
