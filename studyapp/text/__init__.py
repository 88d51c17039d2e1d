"""Chinese text: strings in, values out."""
