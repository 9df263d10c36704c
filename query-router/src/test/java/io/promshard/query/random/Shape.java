package io.promshard.query.random;

import io.promshard.query.engine.oracle.OracleSeries;
import io.promshard.query.engine.oracle.OracleSeries.Sample;
import io.promshard.query.engine.oracle.OracleSeries.StaleSample;
import io.promshard.shard.labels.Labels;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongFunction;
import java.util.stream.LongStream;

/** The samples of a series in the making. */
record Shape(List<Sample> samples) {

    private static final long INTERVAL = 15_000;

    Shape {
        samples = List.copyOf(samples);
    }

    /** When a target is scraped. */
    static List<Long> times() {
        return LongStream.iterate(AwkwardData.START, t -> t < AwkwardData.END, t -> t + INTERVAL)
                .boxed()
                .toList();
    }

    static Shape every(LongFunction<Sample> sample) {
        return new Shape(times().stream().map(sample::apply).toList());
    }

    /** With that share of the samples. */
    Shape thinned(Dice dice, double share) {
        return new Shape(samples.stream()
                .filter(sample -> dice.below(1000) < share * 1000)
                .toList());
    }

    Shape from(long millis) {
        return new Shape(
                samples.stream().filter(sample -> sample.millis() >= millis).toList());
    }

    /** With a hole of some minutes, before which the series may have been marked as ended. */
    Shape withGap(Dice dice) {
        if (samples.size() < 20) {
            return this;
        }
        int from = dice.below(samples.size() - 10);
        int to = Math.min(samples.size(), from + 5 + dice.below(30));
        List<Sample> kept = new ArrayList<>(samples.subList(0, from));
        if (dice.chance(60)) {
            kept.add(new StaleSample(samples.get(from).millis()));
        }
        kept.addAll(samples.subList(to, samples.size()));
        return new Shape(kept);
    }

    OracleSeries named(String name, String... labels) {
        return new OracleSeries(Labels.of(labels).with("__name__", name), samples);
    }
}
