package io.promshard.target.publish;

import static io.promshard.target.publish.Samples.publication;
import static io.promshard.target.publish.Samples.targets;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.promshard.target.model.Target;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What every way of delivery keeps to, as a collector sees it. */
public abstract class PublisherContract {

    /** Publishes, and returns when collectors can see it. */
    protected abstract void publish(Publication publication) throws Exception;

    /** What the collector reads; nothing if there is no such list. */
    protected abstract Optional<String> seen(String group, String collector, String job) throws Exception;

    /** How many times content was delivered anew since the start. */
    protected abstract long deliveries();

    @Test
    void everyCollectorSeesTheListOfEachJob() throws Exception {
        publish(publication("g", 1, "a", "j", targets("j", 2), "a", "k", targets("k", 3), "b", "j", targets("j", 1)));

        assertThat(seen("g", "a", "j")).contains(json(targets("j", 2)));
        assertThat(seen("g", "a", "k")).contains(json(targets("k", 3)));
        assertThat(seen("g", "b", "j")).contains(json(targets("j", 1)));
    }

    @Test
    void whatWasNeverSpokenOfIsNotThere() throws Exception {
        publish(publication("g", 1, "a", "j", targets("j", 2)));

        assertThat(seen("g", "a", "other")).isEmpty();
        assertThat(seen("g", "other", "j")).isEmpty();
    }

    @Test
    void aCollectorThatIsNotSpokenOfKeepsItsLists() throws Exception {
        publish(publication("g", 1, "a", "j", targets("j", 2), "b", "j", targets("j", 2)));
        publish(publication("g", 2, "a", "j", targets("j", 3)));

        assertThat(seen("g", "a", "j")).contains(json(targets("j", 3)));
        assertThat(seen("g", "b", "j")).contains(json(targets("j", 2)));
    }

    @Test
    void aJobThatIsNotSpokenOfKeepsItsList() throws Exception {
        publish(publication("g", 1, "a", "j", targets("j", 2), "a", "k", targets("k", 2)));
        publish(publication("g", 2, "a", "j", targets("j", 3)));

        assertThat(seen("g", "a", "k")).contains(json(targets("k", 2)));
    }

    @Test
    void anEmptyListIsSeenAsOne() throws Exception {
        publish(publication("g", 1, "a", "j", targets("j", 2)));
        publish(publication("g", 2, "a", "j", List.of()));

        assertThat(seen("g", "a", "j")).contains("[]\n");
    }

    @Test
    void anUnchangedListIsNotDeliveredAgain() throws Exception {
        publish(publication("g", 1, "a", "j", targets("j", 2)));
        long once = deliveries();
        publish(publication("g", 2, "a", "j", targets("j", 2)));

        assertThat(deliveries()).isEqualTo(once).isPositive();
        assertThat(seen("g", "a", "j")).contains(json(targets("j", 2)));
    }

    @Test
    void namesOfAllKindsAreKeptApart() throws Exception {
        publish(publication(
                "g",
                1,
                "a:9090",
                "x/y",
                targets("j", 1),
                "a:9090",
                "x%2Fy",
                targets("j", 2),
                "a",
                "../y",
                targets("j", 3)));

        assertThat(seen("g", "a:9090", "x/y")).contains(json(targets("j", 1)));
        assertThat(seen("g", "a:9090", "x%2Fy")).contains(json(targets("j", 2)));
        assertThat(seen("g", "a", "../y")).contains(json(targets("j", 3)));
    }

    private static String json(List<Target> targets) {
        return new String(EncodedList.of(targets).json(), UTF_8);
    }
}
