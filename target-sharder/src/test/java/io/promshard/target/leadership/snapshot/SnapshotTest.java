package io.promshard.target.leadership.snapshot;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SnapshotTest {

    @ParameterizedTest
    @CsvSource({"1, 9, true", "2, 4, true", "2, 5, false", "2, 6, false", "3, 1, false"})
    void aTermWeighsMoreThanAGeneration(long term, long generation, boolean older) {
        assertThat(snapshot(2, 5).isNewerThan(snapshot(term, generation))).isEqualTo(older);
    }

    private static Snapshot snapshot(long term, long generation) {
        return new Snapshot(term, generation, new byte[0]);
    }
}
