"""Selection: which phrase comes next, of all that packs, writers and the streamer have to offer."""
