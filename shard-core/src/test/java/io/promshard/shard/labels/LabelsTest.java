package io.promshard.shard.labels;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LabelsTest {

    @Test
    void areSortedAndWithoutEmptyValues() {
        Labels labels = Labels.of("b", "2", "a", "1", "c", "");

        assertThat(labels).hasToString("{a=\"1\", b=\"2\"}").isEqualTo(Labels.of(Map.of("a", "1", "b", "2")));
        assertThat(labels.size()).isEqualTo(2);
        assertThat(labels.get("b")).isEqualTo("2");
        assertThat(labels.get("c")).isEmpty();
    }

    @Test
    void areTheSameWhetherTheyComeSortedOrNot() {
        String[] sorted = {"Z", "0", "__address__", "a:1", "env", "p", "é", "x", "\ud83d\ude00", "y"};

        Labels labels = Labels.of(sorted);
        sorted[1] = "changed later";

        assertThat(labels)
                .isEqualTo(Labels.of("\ud83d\ude00", "y", "env", "p", "é", "x", "__address__", "a:1", "Z", "0"));
        assertThat(Labels.of("a", "1", "a", "2")).isEqualTo(Labels.of("a", "2"));
        assertThat(Labels.of()).isSameAs(Labels.EMPTY);
    }

    @Test
    void areChangedByCopy() {
        Labels labels = Labels.of("a", "1", "b", "2");

        assertThat(labels.with("c", "3")).isEqualTo(Labels.of("a", "1", "b", "2", "c", "3"));
        assertThat(labels.with("a", "")).isEqualTo(Labels.of("b", "2"));
        assertThat(labels.keep(List.of("a", "z"))).isEqualTo(Labels.of("a", "1"));
        assertThat(labels.without(List.of("a", "b"))).isSameAs(Labels.EMPTY);
        assertThat(labels.without(List.of("z"))).isSameAs(labels);
    }

    @Test
    void compareAsPrometheusSortsSeries() {
        List<Labels> sorted = List.of(
                Labels.EMPTY,
                Labels.of("a", "1"),
                Labels.of("a", "1", "b", "1"),
                Labels.of("a", "10"),
                Labels.of("a", "2"),
                Labels.of("a", "\uFFFD"),
                Labels.of("a", "\uD83D\uDE80"),
                Labels.of("b", "0"));

        assertThat(sorted.reversed().stream().sorted().toList()).isEqualTo(sorted);
    }
}
