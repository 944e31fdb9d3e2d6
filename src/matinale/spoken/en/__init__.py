"""English: rules to come; until then the plain fall-back is used (no `load`)."""
