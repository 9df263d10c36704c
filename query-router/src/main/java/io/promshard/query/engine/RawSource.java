package io.promshard.query.engine;

import java.util.List;

/** Has samples as they were scraped. */
@FunctionalInterface
public interface RawSource {

    /** The series, with different labels. May block; what it throws ends the evaluation. */
    List<RangeSeries.Raw> read(RawRequest request);
}
