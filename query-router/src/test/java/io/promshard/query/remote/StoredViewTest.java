package io.promshard.query.remote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.promshard.query.model.LabelMatcher;
import io.promshard.query.model.MatchOp;
import io.promshard.shard.labels.Labels;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class StoredViewTest {

    private static final LabelMatcher NAME = new LabelMatcher("__name__", MatchOp.EQUAL, "up");
    private static final LabelMatcher REGION = new LabelMatcher("region", MatchOp.EQUAL, "e.u");

    @Test
    void withoutExternalLabelsAQueryGoesAsItIs() {
        StoredView view = new StoredView(List.of());

        assertThat(matchers(view, NAME, REGION)).containsExactly("[__name__=\"up\", region=\"e.u\"]");
        assertThat(view.stored(Labels.of("region", "eu"), 0)).isEqualTo(Labels.of("region", "eu"));
    }

    @Test
    void eachSetOfLabelsThatSeriesMayStoreIsAskedFor() {
        StoredView view = new StoredView(List.of("replica", "region"));

        assertThat(matchers(view, NAME, REGION))
                .containsExactly(
                        "[__name__=\"up\", region=~\"e\\.u\", region=~\"\", replica=~\"\"]",
                        "[__name__=\"up\", region=~\"e\\.u\", region=~\".+\", replica=~\"\"]",
                        "[__name__=\"up\", region=~\"e\\.u\", region=~\"\", replica=~\".+\"]",
                        "[__name__=\"up\", region=~\"e\\.u\", region=~\".+\", replica=~\".+\"]");
    }

    @Test
    void labelsThatASeriesDoesNotStoreAreTakenAway() {
        StoredView view = new StoredView(List.of("replica", "region"));
        Labels labels = Labels.of("job", "x", "region", "eu", "replica", "1");

        assertThat(List.of(
                        view.stored(labels, 0), view.stored(labels, 1), view.stored(labels, 2), view.stored(labels, 3)))
                .containsExactly(
                        Labels.of("job", "x"),
                        Labels.of("job", "x", "region", "eu"),
                        Labels.of("job", "x", "replica", "1"),
                        labels);
    }

    @Test
    void moreLabelsThanCanBeTriedAreRefused() {
        assertThatThrownBy(() -> new StoredView(List.of("a", "b", "c", "d", "e", "f", "g")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("raw samples are read of servers with 6 external labels at the most, got: 7");
    }

    private static List<String> matchers(StoredView view, LabelMatcher... matchers) {
        return view.parts(new ReadQuery(1, 2, List.of(matchers), Optional.empty())).stream()
                .map(part -> part.matchers().toString())
                .toList();
    }
}
