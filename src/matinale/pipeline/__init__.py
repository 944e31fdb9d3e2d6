"""Composes the stages, and decides nothing itself: order → Issue → Script → takes → programme → Episode → feed."""

from matinale.pipeline.ahead import Ahead
from matinale.pipeline.batch import Batch, BatchItem, gather_orders, make_batch
from matinale.pipeline.listening import check_lexicon_by_ear, say_sample
from matinale.pipeline.making import find_episode, make_episode
from matinale.pipeline.mixing import describe_episode_sound, jingle_sets_of
from matinale.pipeline.publishing import publish_show, release_episode, restore_episode, send_show, withdraw_episode
from matinale.pipeline.reading import Order, made_before
from matinale.pipeline.report import Outcome
from matinale.pipeline.sounding import take_store
from matinale.pipeline.writing import explain, speller_for, write_or_show_script

__all__ = [
    "Ahead",
    "Batch",
    "BatchItem",
    "Order",
    "Outcome",
    "check_lexicon_by_ear",
    "describe_episode_sound",
    "explain",
    "find_episode",
    "gather_orders",
    "jingle_sets_of",
    "made_before",
    "make_batch",
    "make_episode",
    "publish_show",
    "release_episode",
    "restore_episode",
    "say_sample",
    "send_show",
    "speller_for",
    "take_store",
    "withdraw_episode",
    "write_or_show_script",
]
