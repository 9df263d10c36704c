package io.promshard.query.engine;

import io.promshard.shard.labels.Labels;

/** A series of a vector: its labels, and its samples on the vector's grid. */
public record Series(Labels labels, Column column) {}
