package io.promshard.target.publish;

import static io.promshard.target.publish.Samples.in;
import static io.promshard.target.publish.Samples.set;
import static io.promshard.target.publish.Samples.target;
import static io.promshard.target.publish.Samples.targets;
import static org.assertj.core.api.Assertions.assertThat;

import io.promshard.target.model.Target;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.LongFunction;
import org.junit.jupiter.api.Test;

class PublicationBuilderTest {

    private final PublicationBuilder builder = new PublicationBuilder("g");

    @Test
    void eachHolderGetsItsTargetsSortedByIdentity() {
        List<Target> found = List.of(target("j", "b:1"), target("j", "c:1"), target("j", "a:1"));

        Publication publication = build(found, key -> List.of("x", "y"), Set.of("j"), Set.of("x", "y"));

        assertThat(addresses(publication, "x", "j")).containsExactly("a:1", "b:1", "c:1");
        assertThat(addresses(publication, "y", "j")).containsExactly("a:1", "b:1", "c:1");
    }

    @Test
    void whoHoldsNothingHasAnEmptyListForEachJob() {
        Publication publication =
                build(List.of(target("j", "a:1")), PublicationBuilderTest::atA, Set.of("j", "k"), Set.of("a", "b"));

        assertThat(publication.lists().keySet()).containsExactly("a", "b");
        assertThat(publication.lists().get("b")).containsOnlyKeys("j", "k");
        assertThat(addresses(publication, "b", "j")).isEmpty();
        assertThat(addresses(publication, "a", "k")).isEmpty();
    }

    @Test
    void collectorsAndJobsThatAreNotSpokenOfAreNotInIt() {
        List<Target> found = List.of(target("j", "a:1"), target("unread", "a:1"));

        Publication publication = build(found, key -> List.of("a", "dead"), Set.of("j"), Set.of("a"));

        assertThat(publication.lists()).containsOnlyKeys("a");
        assertThat(publication.lists().get("a")).containsOnlyKeys("j");
    }

    @Test
    void aHolderNamedTwiceGetsItsTargetsOnce() {
        Publication publication =
                build(List.of(target("j", "a:1")), key -> List.of("a", "b", "a"), Set.of("j"), Set.of("a", "b"));

        assertThat(addresses(publication, "a", "j")).containsExactly("a:1");
    }

    @Test
    void aListThatHasNotChangedIsTheSameObject() {
        Publication first = build(targets("j", 100), PublicationBuilderTest::atA, Set.of("j"), Set.of("a", "b"));
        Publication second =
                build(shuffled(targets("j", 100)), PublicationBuilderTest::atA, Set.of("j"), Set.of("a", "b"));

        assertThat(list(second, "a", "j")).isSameAs(list(first, "a", "j"));
        assertThat(list(second, "b", "j")).isSameAs(list(first, "b", "j"));
    }

    @Test
    void aListWithOneTargetLessIsAnotherAndItsNeighbourIsNot() {
        List<Target> found = new ArrayList<>(targets("j", 100));
        found.addAll(targets("k", 100));
        Publication first = build(found, PublicationBuilderTest::atA, Set.of("j", "k"), Set.of("a"));
        found.removeFirst();
        Publication second = build(found, PublicationBuilderTest::atA, Set.of("j", "k"), Set.of("a"));

        assertThat(list(second, "a", "j")).hasSize(99);
        assertThat(list(second, "a", "k")).isSameAs(list(first, "a", "k"));
    }

    @Test
    void aListWithAnotherLabelIsAnother() {
        build(List.of(target("j", "a:1", "__meta_x", "1")), PublicationBuilderTest::atA, Set.of("j"), Set.of("a"));
        Publication second = build(
                List.of(target("j", "a:1", "__meta_x", "2")), PublicationBuilderTest::atA, Set.of("j"), Set.of("a"));

        assertThat(list(second, "a", "j").getFirst().labels().get("__meta_x")).isEqualTo("2");
    }

    @Test
    void nobodyCanChangeWhatIsPublished() {
        Publication publication = build(targets("j", 2), PublicationBuilderTest::atA, Set.of("j"), Set.of("a"));

        assertThat(publication.lists()).isUnmodifiable();
        assertThat(publication.lists().get("a")).isUnmodifiable();
        assertThat(list(publication, "a", "j")).isUnmodifiable();
    }

    private Publication build(
            List<Target> found, LongFunction<List<String>> holders, Set<String> jobs, Set<String> collectors) {
        return builder.build(new Version(1, 1), set(found), holders, jobs, collectors);
    }

    private static List<String> atA(long key) {
        return List.of("a");
    }

    private static List<Target> shuffled(List<Target> targets) {
        List<Target> shuffled = new ArrayList<>(targets);
        Collections.shuffle(shuffled, new Random(1));
        return shuffled;
    }

    private static List<Target> list(Publication publication, String collector, String job) {
        return in(publication.lists(), collector, job);
    }

    private static List<String> addresses(Publication publication, String collector, String job) {
        return list(publication, collector, job).stream().map(Target::address).toList();
    }
}
