package io.promshard.shard.loop;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BackoffTest {

    @ParameterizedTest
    @CsvSource({"1, 250", "2, 500", "3, 1000", "6, 8000", "7, 10000", "8, 10000", "1000, 10000", "2147483647, 10000"})
    void isSpreadFromATenthOfASecondToACeilingThatDoubles(int failures, long ceiling) {
        Backoff backoff = new Backoff(new SplittableRandom(1));

        long[] millis = Stream.generate(() -> backoff.after(failures))
                .limit(5_000)
                .mapToLong(Duration::toMillis)
                .sorted()
                .toArray();

        assertThat(millis[0]).isBetween(100L, 100 + ceiling / 20);
        assertThat(millis[millis.length - 1]).isBetween(ceiling - ceiling / 20, ceiling);
        assertThat(millis[millis.length / 2]).isBetween((100 + ceiling) * 45 / 100, (100 + ceiling) * 55 / 100);
    }
}
