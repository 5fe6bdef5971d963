"""Rights by source: an editor who may touch the articles of some newspapers alone."""
