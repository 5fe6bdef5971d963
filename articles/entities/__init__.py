"""What editors decide about people, places and organisations, and what follows from it for every mention."""
