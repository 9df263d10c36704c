package io.promshard.target.publish.sd;

import static io.promshard.target.publish.Samples.publication;
import static io.promshard.target.publish.Samples.targets;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.promshard.target.model.Target;
import io.promshard.target.publish.EncodedList;
import io.promshard.target.publish.Encodings;
import io.promshard.target.publish.Publication;
import io.promshard.target.publish.PublisherContract;
import io.promshard.target.publish.Version;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** Publications in memory, as http_sd shows them. A delivery is a change of a tag. */
class ServedListsTest extends PublisherContract {

    private final ServedLists lists = new ServedLists(new Encodings(), Runnable::run);
    private final SdEndpoint endpoint = new SdEndpoint(lists);
    private long changes;

    @Override
    protected void publish(Publication publication) {
        List<String> before = tags(publication.group());
        lists.publish(publication);
        changes += tags(publication.group()).equals(before) ? 0 : 1;
    }

    @Override
    protected Optional<String> seen(String group, String collector, String job) {
        Reply reply = endpoint.answer(group, collector, job, "", "");
        return reply.status() == 200 ? Optional.of(new String(reply.body(), UTF_8)) : Optional.empty();
    }

    @Override
    protected long deliveries() {
        return changes;
    }

    @Test
    void listsAreEncodedAsideWhenTheyArePublished() {
        Queue<Runnable> aside = new ArrayDeque<>();
        ServedLists encodedAside = new ServedLists(new Encodings(), aside::add);

        encodedAside.publish(publication("g", 1, "a", "j", targets("j", 1), "b", "j", targets("j", 2)));

        assertThat(encodedAside.current().isPublished("g")).isTrue();
        assertThat(aside).hasSize(2);
    }

    @Test
    void aListThatIsTheSameIsNotEncodedAgain() {
        Queue<Runnable> aside = new ArrayDeque<>();
        ServedLists encodedAside = new ServedLists(new Encodings(), aside::add);
        Publication first = publication("g", 1, "a", "j", targets("j", 1), "b", "j", targets("j", 2));
        encodedAside.publish(first);
        aside.clear();

        SortedMap<String, SortedMap<String, List<Target>>> lists = new TreeMap<>(first.lists());
        lists.putAll(publication("g", 2, "b", "j", targets("j", 3)).lists());
        encodedAside.publish(new Publication("g", new Version(1, 2), lists));

        assertThat(aside).hasSize(1);
    }

    @Test
    void anOlderPublicationChangesNothing() {
        lists.publish(new Publication(
                "g",
                new Version(2, 1),
                publication("g", 0, "a", "j", targets("j", 1)).lists()));
        lists.publish(publication("g", 99, "a", "j", targets("j", 2)));

        assertThat(lists.current().group("g").version()).isEqualTo(new Version(2, 1));
        assertThat(seen("g", "a", "j").orElseThrow()).doesNotContain("10.0.0.1:");
    }

    @Test
    void aCollectorsVersionIsTheOneThatLastChangedIt() {
        lists.publish(publication("g", 1, "a", "j", targets("j", 1), "b", "j", targets("j", 1)));
        lists.publish(publication("g", 2, "a", "j", targets("j", 2), "b", "j", targets("j", 1)));

        assertThat(collector("a").changed()).isEqualTo(new Version(1, 2));
        assertThat(collector("b").changed()).isEqualTo(new Version(1, 1));
    }

    @Test
    void whoeverWaitsIsToldOfAChange() {
        CompletableFuture<Void> replaced = lists.current().replaced();
        assertThat(replaced).isNotDone();

        lists.publish(publication("g", 1, "a", "j", targets("j", 1)));

        assertThat(replaced).isCompleted();
    }

    @Test
    void aGroupThatLeftTheConfigurationIsForgotten() {
        lists.publish(publication("g", 1, "a", "j", targets("j", 1)));

        lists.configured(Set.of("other"));

        assertThat(lists.current().isPublished("g")).isFalse();
        assertThat(lists.current().mayHave("g")).isFalse();
        assertThat(lists.current().mayHave("other")).isTrue();
    }

    @Test
    void ofThoseNotSpokenOfAnyMoreAThousandAreKept() {
        for (int i = 1; i <= 1200; i++) {
            lists.publish(publication("g", i, "c" + i, "j", List.of()));
        }

        assertThat(lists.current().group("g").collectors()).hasSize(1001).containsKeys("c1200", "c200");
    }

    private ServedCollector collector(String id) {
        return Optional.ofNullable(lists.current().group("g").collectors().get(id))
                .orElseThrow();
    }

    private List<String> tags(String group) {
        Collection<ServedCollector> served =
                new TreeMap<>(lists.current().group(group).collectors()).values();
        return served.stream()
                .flatMap(collector -> collector.lists().values().stream())
                .map(EncodedList::tag)
                .toList();
    }
}
