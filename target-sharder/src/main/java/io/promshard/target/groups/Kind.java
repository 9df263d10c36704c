package io.promshard.target.groups;

/** The one key of a mapping that says what kind of thing it is, with what belongs to it. */
record Kind(String name, Value value) {}
