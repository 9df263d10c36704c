package io.promshard.target.load;

import static org.assertj.core.api.Assertions.assertThat;

import io.promshard.shard.labels.Labels;
import io.promshard.target.model.DiscoveredTarget;
import io.promshard.target.model.Target;
import io.promshard.target.model.TargetSet;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class WeightOriginTest {

    private static final Target TOLD = target("node", "a:1", "7");
    private static final Target MEASURED = target("node", "b:1", "");
    private static final Target NEW = target("node", "c:1", "");
    private static final Target ALONE = target("other", "d:1", "");

    private final TargetSet targets = TargetSet.of(List.of(TOLD, MEASURED, NEW, ALONE));
    private final LoadBook book =
            LoadBook.of(List.of(new Load(MEASURED.key(), 1, 100, Double.NaN, Double.NaN, Instant.EPOCH)));

    private static Target target(String job, String address, String weight) {
        return Target.of(
                job, DiscoveredTarget.of(Labels.of("__address__", address, "__sharder_weight__", weight)), List.of());
    }

    private WeightOrigin origin(Target target) {
        int index = IntStream.range(0, targets.size())
                .filter(i -> targets.key(i) == target.key())
                .findFirst()
                .orElseThrow();
        return book.origin(targets, index);
    }

    @Test
    void isTheFirstThatThereIs() {
        assertThat(origin(TOLD)).isEqualTo(WeightOrigin.LABEL);
        assertThat(origin(MEASURED)).isEqualTo(WeightOrigin.MEASURED);
        assertThat(origin(NEW)).isEqualTo(WeightOrigin.MEDIAN);
        assertThat(origin(ALONE)).isEqualTo(WeightOrigin.FALLBACK);
    }

    @Test
    void ofAKeyIsFoundInTheBook() {
        assertThat(book.find(MEASURED.key()))
                .hasValueSatisfying(load -> assertThat(load.last()).isEqualTo(100));
        assertThat(book.find(NEW.key())).isEmpty();
    }
}
