package io.promshard.pgw.snapshot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.promshard.pgw.exposition.Exposition;
import io.promshard.pgw.exposition.ExpositionException;
import io.promshard.pgw.exposition.Expositions;
import io.promshard.pgw.exposition.MetricType;
import io.promshard.pgw.grouping.GroupingKey;
import io.promshard.pgw.snapshot.GroupList.Listed;
import io.promshard.shard.membership.Member;
import java.net.URI;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Which group a metric belongs to, and when only the gateway's list can tell. */
class DraftTest {

    private static final Member GATEWAY = Member.at(URI.create("http://gateway:9091"));
    private static final GroupingKey A = GroupingKey.of(Map.of("job", "a"));
    private static final GroupingKey A_OF_B = GroupingKey.of(Map.of("job", "a", "instance", "b"));

    private static GatewaySnapshot snapshot(Expositions exposition) throws ExpositionException {
        return draft(exposition).snapshot(GATEWAY, Instant.EPOCH);
    }

    private static Group group(GatewaySnapshot snapshot, GroupingKey key) {
        return Objects.requireNonNull(snapshot.groups().get(key));
    }

    private static Draft draft(Expositions exposition) throws ExpositionException {
        return GatewaySnapshot.draft(exposition.build());
    }

    /** One family {@code x} with one series, which has the labels of both groups. */
    private static Expositions ambiguous(double pushOfA, double pushOfB) {
        return Expositions.groups(
                        Expositions.group(pushOfA, 0, "job", "a"),
                        Expositions.group(pushOfB, 0, "job", "a", "instance", "b"))
                .family("x", "h", MetricType.GAUGE)
                .metric(1, "job", "a", "instance", "b");
    }

    private static List<String> families(Group group) {
        return group.families().stream()
                .map(bytes -> {
                    byte[] delimited = new byte[bytes.length + 1];
                    delimited[0] = (byte) bytes.length;
                    System.arraycopy(bytes, 0, delimited, 1, bytes.length);
                    try {
                        return Exposition.of(delimited)
                                .families()
                                .getFirst()
                                .header()
                                .toString();
                    } catch (ExpositionException e) {
                        throw new AssertionError(e);
                    }
                })
                .toList();
    }

    @Test
    void groupsHaveTheirTimesAndMetrics() throws ExpositionException {
        GatewaySnapshot snapshot = snapshot(Expositions.groups(
                        Expositions.group(1.5, 0, "job", "a"), Expositions.group(2.5, 7, "job", "b", "zone", "z"))
                .family("x", null, MetricType.GAUGE)
                .metric(1, "job", "a", "instance", "i")
                .metric(2, "job", "b", "zone", "z", "instance", ""));

        assertThat(snapshot.groups()).hasSize(2);
        Group b = group(snapshot, GroupingKey.of(Map.of("job", "b", "zone", "z")));
        assertThat(b.pushTime()).isEqualTo(2.5);
        assertThat(b.failureTime()).isEqualTo(7);
        assertThat(b.lastPushSuccessful()).isFalse();
        assertThat(b.size()).isEqualTo(1);
        assertThat(snapshot.exposition().scalar(b.metrics()[0], MetricType.GAUGE))
                .isEqualTo(2);
        assertThat(group(snapshot, A).lastPushSuccessful()).isTrue();
    }

    @Test
    void whatTheGatewaySaysOfItselfIsNobodys() throws ExpositionException {
        GatewaySnapshot snapshot = snapshot(Expositions.groups(Expositions.group(1, 0, "job", "a"))
                .family("go_goroutines", "h", MetricType.GAUGE)
                .metric(9)
                .metric(5, "job", "a", "instance", ""));

        assertThat(group(snapshot, A).size()).isEqualTo(1);
    }

    @Test
    void aGroupWhosePushesAllFailedHasNoMetrics() throws ExpositionException {
        Draft draft = draft(ambiguous(0, 5));

        assertThat(draft.isSettled()).isTrue();
        assertThat(group(draft.snapshot(GATEWAY, Instant.EPOCH), A_OF_B).size()).isEqualTo(1);
    }

    @Test
    void aFailureTimeThatWasPushedIsAMetricLikeOthers() throws ExpositionException {
        GatewaySnapshot snapshot = snapshot(new Expositions()
                .family("push_failure_time_seconds", "h", MetricType.GAUGE)
                .metric(3, "job", "a", "instance", "")
                .metric(4, "job", "a", "instance", "", "of", "client")
                .family("push_time_seconds", "h", MetricType.GAUGE)
                .metric(9, "job", "a", "instance", ""));

        assertThat(group(snapshot, A).failureTime()).isEqualTo(3);
        assertThat(group(snapshot, A).size()).isEqualTo(1);
    }

    @Test
    void aMetricOfNoGroupIsRefused() {
        assertThatExceptionOfType(ExpositionException.class)
                .isThrownBy(() -> draft(Expositions.groups(Expositions.group(1, 0, "job", "a"))
                        .family("x", null, MetricType.GAUGE)
                        .metric(1, "job", "other", "instance", "")))
                .withMessageContaining("x belongs to no group");
    }

    @Test
    void aGroupWithoutInstanceIsNotKnownExactlyFromTheExposition() throws ExpositionException {
        GatewaySnapshot snapshot = snapshot(Expositions.groups(
                Expositions.group(1, 0, "job", "a"), Expositions.group(1, 0, "job", "c", "instance", "d")));

        assertThat(group(snapshot, A).exact()).isFalse();
        assertThat(group(snapshot, GroupingKey.of(Map.of("job", "c", "instance", "d")))
                        .exact())
                .isTrue();
    }

    /** What a list says of two groups of which a series may be. */
    @Nested
    class WithAList {

        private GroupList list(double pushOfA, Set<String> ofA, double pushOfB, Set<String> ofB) {
            return new GroupList(List.of(
                    new Listed(A, true, pushOfA, Map.of(), ofA), new Listed(A_OF_B, true, pushOfB, Map.of(), ofB)));
        }

        private final Set<String> series = Set.of(Listed.series("x", Map.of("job", "a", "instance", "b")));

        private Group settled(Expositions exposition, GroupList list, GroupingKey key) throws ExpositionException {
            Draft draft = draft(exposition);
            assertThat(draft.isSettled()).isFalse();
            draft.settle(list);
            assertThat(draft.isSettled()).isTrue();
            return group(draft.snapshot(GATEWAY, Instant.EPOCH, list), key);
        }

        @Test
        void itIsInTheGroupThatListsIt() throws ExpositionException {
            assertThat(settled(ambiguous(1, 2), list(1, series, 2, Set.of()), A).size())
                    .isEqualTo(1);
            assertThat(settled(ambiguous(1, 2), list(1, Set.of(), 2, series), A_OF_B)
                            .size())
                    .isEqualTo(1);
        }

        @Test
        void itIsInTheOneThatWasPushedMeanwhileIfTheOtherHasItNot() throws ExpositionException {
            assertThat(settled(ambiguous(1, 3), list(1, Set.of(), 2, Set.of()), A_OF_B)
                            .size())
                    .isEqualTo(1);
        }

        @Test
        void itIsOpenIfBothWerePushedMeanwhile() throws ExpositionException {
            Draft draft = draft(ambiguous(2, 3));
            draft.settle(list(1, series, 2, Set.of()));

            assertThat(draft.isSettled()).isFalse();
            assertThat(draft.openFamilies()).containsExactly("x");
            GatewaySnapshot snapshot = draft.snapshot(GATEWAY, Instant.EPOCH);
            assertThat(snapshot.groups().values()).noneMatch(Group::exact);
            assertThat(group(snapshot, A_OF_B).size()).isEqualTo(1);
        }

        @Test
        void anEmptyInstanceIsInTheKeyIfTheListSaysSo() throws ExpositionException {
            GroupingKey withInstance = GroupingKey.of(Map.of("job", "a", "instance", ""));
            GroupList list = new GroupList(List.of(new Listed(withInstance, true, 1, Map.of(), Set.of())));
            Draft draft = draft(Expositions.groups(Expositions.group(1, 0, "job", "a")));

            Group group = group(draft.snapshot(GATEWAY, Instant.EPOCH, list), A);

            assertThat(group.key()).isEqualTo(withInstance);
            assertThat(group.exact()).isTrue();
        }

        @Test
        void theHelpIsTheGroupsOwn() throws ExpositionException {
            GroupList list = new GroupList(List.of(
                    new Listed(A, true, 1, Map.of("x", ""), Set.of()),
                    new Listed(A_OF_B, true, 2, Map.of("x", "other"), series)));
            Draft draft = draft(ambiguous(1, 2));
            draft.settle(list);

            Group group = group(draft.snapshot(GATEWAY, Instant.EPOCH, list), A_OF_B);

            assertThat(families(group)).containsExactly("FamilyHeader[name=x, help=other, type=GAUGE]");
        }

        @Test
        void aGroupThatIsNotListedIsNotExact() throws ExpositionException {
            Draft draft = draft(Expositions.groups(Expositions.group(1, 0, "job", "a")));

            Group group = group(draft.snapshot(GATEWAY, Instant.EPOCH, new GroupList(List.of())), A);

            assertThat(group.exact()).isFalse();
        }
    }

    /** What an earlier snapshot of the same gateway tells, without another question. */
    @Nested
    class WithAnEarlierSnapshot {

        private GatewaySnapshot earlier() throws ExpositionException {
            Set<String> series = Set.of(Listed.series("x", Map.of("job", "a", "instance", "b")));
            Draft draft = draft(ambiguous(1, 2));
            draft.settle(new GroupList(List.of(
                    new Listed(A, true, 1, Map.of(), series), new Listed(A_OF_B, true, 2, Map.of(), Set.of()))));
            return draft.snapshot(GATEWAY, Instant.EPOCH);
        }

        @Test
        void aSeriesStaysInItsGroup() throws ExpositionException {
            Draft draft = draft(ambiguous(1, 2));

            draft.settle(earlier().listing());

            assertThat(draft.isSettled()).isTrue();
            assertThat(group(draft.snapshot(GATEWAY, Instant.EPOCH), A).size()).isEqualTo(1);
        }

        /** The other group cannot have got it, since a gateway has no series twice. */
        @Test
        void aSeriesStaysThoughAnotherGroupWasPushed() throws ExpositionException {
            Draft draft = draft(ambiguous(1, 9));

            draft.settle(earlier().listing());

            assertThat(group(draft.snapshot(GATEWAY, Instant.EPOCH), A).size()).isEqualTo(1);
        }

        @Test
        void aGroupThatWasPushedMayHaveLostIt() throws ExpositionException {
            Draft draft = draft(ambiguous(9, 10));

            draft.settle(earlier().listing());

            assertThat(draft.isSettled()).isFalse();
        }

        @Test
        void aDoubtfulGroupTellsNothing() throws ExpositionException {
            GatewaySnapshot doubtful = draft(ambiguous(1, 2)).snapshot(GATEWAY, Instant.EPOCH);
            Draft draft = draft(ambiguous(1, 2));

            draft.settle(doubtful.listing());

            assertThat(draft.isSettled()).isFalse();
        }
    }

    @Test
    void aGroupsBodyIsItsFamiliesEachWithItsLength() throws ExpositionException {
        GatewaySnapshot snapshot = snapshot(Expositions.groups(Expositions.group(1, 0, "job", "a"))
                .family("x", "h", MetricType.GAUGE)
                .metric(1, "job", "a", "instance", "")
                .family("y", "h", MetricType.COUNTER)
                .metric(2, "job", "a", "instance", ""));

        byte[] body = group(snapshot, A).body();

        assertThat(Exposition.of(body).families()).hasSize(2);
        assertThat(body)
                .isEqualTo(new Expositions()
                        .family("x", "h", MetricType.GAUGE)
                        .metric(1, "job", "a", "instance", "")
                        .family("y", "h", MetricType.COUNTER)
                        .metric(2, "job", "a", "instance", "")
                        .bytes());
        assertThat(Arrays.stream(group(snapshot, A).metrics()).sorted().toArray())
                .isEqualTo(group(snapshot, A).metrics());
    }
}
