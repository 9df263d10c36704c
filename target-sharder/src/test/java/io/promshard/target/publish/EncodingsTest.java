package io.promshard.target.publish;

import static io.promshard.target.publish.Samples.in;
import static io.promshard.target.publish.Samples.publication;
import static io.promshard.target.publish.Samples.targets;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.promshard.target.model.Target;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class EncodingsTest {

    private final Encodings encodings = new Encodings();

    @Test
    void onePublicationIsEncodedOnceForAllPublishers() {
        Publication publication = publication("g", 1, "a", "j", targets("j", 3));

        assertThat(encodings.of(publication)).isSameAs(encodings.of(publication));
    }

    @Test
    void aListThatIsTheSameObjectIsNotEncodedAgain() {
        Publication first = publication("g", 1, "a", "j", targets("j", 3), "a", "k", targets("k", 3));
        Publication second = with(first, "a", "k", targets("k", 4));

        EncodedList before = in(encodings.of(first), "a", "j");
        EncodedList other = in(encodings.of(first), "a", "k");

        assertThat(in(encodings.of(second), "a", "j")).isSameAs(before);
        assertThat(in(encodings.of(second), "a", "k")).isNotSameAs(other);
    }

    @Test
    void whatIsNotConfiguredAnyMoreIsForgotten() {
        Publication publication = publication("g", 1, "a", "j", targets("j", 3));
        EncodedList before = in(encodings.of(publication), "a", "j");

        encodings.retain(Set.of("other"));

        assertThat(in(encodings.of(publication), "a", "j")).isNotSameAs(before);
    }

    private static Publication with(Publication publication, String collector, String job, List<Target> list) {
        SortedMap<String, List<Target>> byJob =
                new TreeMap<>(requireNonNull(publication.lists().get(collector)));
        byJob.put(job, list);
        SortedMap<String, SortedMap<String, List<Target>>> lists = new TreeMap<>(publication.lists());
        lists.put(collector, byJob);
        return new Publication(publication.group(), publication.version(), lists);
    }
}
