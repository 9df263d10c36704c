package io.promshard.query.engine.aggregate;

import io.promshard.query.engine.Column;
import io.promshard.query.engine.Series;

/** Makes one series of a group's, all steps at once. Used by one thread. */
interface Accumulator {

    void add(Series series);

    /** What became of the group; called once. */
    Column result();
}
