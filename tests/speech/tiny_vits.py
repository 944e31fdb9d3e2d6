"""A real Coqui model with random weights, small enough to be built in a test."""

from __future__ import annotations

import importlib.util
from pathlib import Path


def installed() -> bool:
    """Whether this is the environment that has Coqui and torch."""
    return importlib.util.find_spec("TTS") is not None


def build_model(folder: Path, speakers: int = 0) -> Path:
    """A VITS as Coqui trains them, but tiny and untrained: it loads and speaks noise."""
    import torch
    from TTS.tts.configs.vits_config import VitsConfig
    from TTS.tts.models.vits import Vits, VitsArgs
    from TTS.tts.utils.speakers import SpeakerManager

    torch.manual_seed(3)
    arguments = VitsArgs(
        hidden_channels=8,
        hidden_channels_ffn_text_encoder=16,
        num_heads_text_encoder=2,
        num_layers_text_encoder=1,
        num_layers_flow=1,
        num_layers_posterior_encoder=1,
        upsample_initial_channel_decoder=16,
        init_discriminator=False,
        use_speaker_embedding=speakers > 0,
    )
    config = VitsConfig(model_args=arguments, use_phonemes=False)
    if speakers:
        manager = SpeakerManager()
        manager.name_to_id = {f"voix{number}": number for number in range(speakers)}
        manager.save_ids_to_file(str(folder / "speakers.json"))
        config.model_args.speakers_file = config.speakers_file = str(folder / "speakers.json")
    torch.save({"model": Vits(config).state_dict()}, folder / "model.pth")
    config.save_json(str(folder / "config.json"))
    return folder
