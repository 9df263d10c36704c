package io.promshard.query.engine.aggregate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BoundedHeapTest {

    @Test
    void keepsNanForWantOfNumbers() {
        BoundedHeap heap = new BoundedHeap(true, 2);
        heap.offer(0, Double.NaN);
        heap.offer(1, Double.NEGATIVE_INFINITY);
        assertThat(heap.owners()).containsExactly(1, 0);

        heap.offer(2, 1);

        assertThat(heap.owners()).containsExactly(2, 1);
    }

    @Test
    void givesUpTheFirstOfEqualNumbers() {
        BoundedHeap heap = new BoundedHeap(false, 2);
        heap.offer(0, 5);
        heap.offer(1, 5);
        heap.offer(2, 5);
        heap.offer(3, 3);

        assertThat(heap.owners()).containsExactly(3, 1);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void keepsTheLargest(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        double[] values = random.doubles(100).toArray();
        BoundedHeap heap = new BoundedHeap(true, 10);
        IntStream.range(0, values.length).forEach(i -> heap.offer(i, values[i]));

        List<Integer> sorted = IntStream.range(0, values.length)
                .boxed()
                .sorted((a, b) -> Double.compare(values[b], values[a]))
                .limit(10)
                .toList();
        assertThat(heap.owners()).isEqualTo(sorted);
    }
}
