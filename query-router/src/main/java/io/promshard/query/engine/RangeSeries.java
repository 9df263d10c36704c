package io.promshard.query.engine;

import io.promshard.shard.labels.Labels;

/** A series of a range: its labels, and its samples at times of their own. */
public sealed interface RangeSeries {

    Labels labels();

    /** Made anew at each call where the series was evaluated. */
    TimedSamples samples();

    /** How many samples Prometheus counts for it. */
    long size();

    /** Of a subquery. */
    record Evaluated(Series series, Grid grid) implements RangeSeries {
        @Override
        public Labels labels() {
            return series.labels();
        }

        @Override
        public TimedSamples samples() {
            return TimedSamples.of(series.column(), grid);
        }

        @Override
        public long size() {
            return series.column().size();
        }
    }

    /** As it was scraped. */
    record Raw(Labels labels, TimedSamples samples) implements RangeSeries {
        @Override
        public long size() {
            return samples.size();
        }
    }
}
