package io.ucmbilling.collection.walk;

/** The page that a {@link Walk} asks for. */
record WalkRequest(long offset, int records) {}
