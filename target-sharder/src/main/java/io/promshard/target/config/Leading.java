package io.promshard.target.config;

import io.promshard.target.leadership.Leadership;
import io.promshard.target.leadership.snapshot.SnapshotStore;

/** Who decides, and where that one notes down what it decided: the two go together. */
record Leading(Leadership leadership, SnapshotStore store) {}
