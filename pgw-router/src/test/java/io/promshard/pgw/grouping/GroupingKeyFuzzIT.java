package io.promshard.pgw.grouping;

import static org.assertj.core.api.Assertions.assertThat;

import io.promshard.pgw.grouping.RawConnection.Answer;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Sends random targets to a real Pushgateway, which must answer what is predicted and store the groups that are.
 *
 * <p>{@code -Dfuzz.seed=1} tries other targets.
 */
class GroupingKeyFuzzIT {

    private static final long SEED = Long.getLong("fuzz.seed", 20_261_121L);
    private static final int BATCHES = 30;
    private static final int BATCH = 400;

    @ParameterizedTest
    @EnumSource
    void aRealPushgatewayAgrees(LabelNames names) throws IOException {
        Round round = new Round(new GroupingKeyParser("", names));
        RandomTargets targets = new RandomTargets(SEED);

        try (LocalPushgateway gateway = start(names);
                RawConnection connection = new RawConnection(gateway.port())) {
            for (int i = 0; i < BATCHES; i++) {
                round.send(targets, connection, new StoredGroups(gateway.port()));
            }
        }

        System.out.printf(
                "%s names: %d targets, %d disagreements, by status %s%n",
                names, BATCHES * BATCH, round.disagreements.size(), round.statuses);
        assertThat(round.statuses.keySet()).contains(202, 301, 307, 400, 404);
        assertThat(round.disagreements).as("seed %d, %s names", SEED, names).isEmpty();
    }

    /** Unchecked, since pushes that poison the gateway would make it refuse those after them. */
    private static LocalPushgateway start(LabelNames names) throws IOException {
        List<String> flags = new ArrayList<>(List.of("--web.enable-admin-api", "--push.disable-consistency-check"));
        switch (names) {
            case LEGACY -> {}
            case UTF8 -> flags.add("--push.enable-utf8-names");
        }
        return LocalPushgateway.start(flags.toArray(String[]::new));
    }

    /** Compares predictions with the facts, batch by batch. */
    private static final class Round {

        private static final Map<String, String> LAST = Map.of("job", "the last one");

        private final GroupingKeyParser parser;
        private final List<String> disagreements = new ArrayList<>();
        private final SortedMap<Integer, Integer> statuses = new TreeMap<>();

        Round(GroupingKeyParser parser) {
            this.parser = parser;
        }

        void send(RandomTargets targets, RawConnection connection, StoredGroups stored) throws IOException {
            Map<GroupingKey, Map<String, String>> predicted = new HashMap<>();
            stored.wipe();
            for (int i = 0; i < BATCH; i++) {
                String target = targets.next();
                PushPath path = parser.parse(target);
                compare(target, path, connection.put(target));
                if (path instanceof GroupingKey key) {
                    predicted.put(key, key.labels());
                }
            }
            predicted.put(GroupingKey.of(LAST), LAST);
            connection.put("/metrics/job/the%20last%20one");
            stored.awaitGroup(LAST);
            compare(predicted, stored.labels());
        }

        private void compare(String target, PushPath path, Answer answer) {
            statuses.merge(answer.status(), 1, Integer::sum);
            boolean agree = switch (path) {
                case GroupingKey key -> answer.status() == 202;
                case Rejection rejection -> agree(rejection, answer);
            };
            if (!agree) {
                disagreements.add(
                        "%s is predicted to be %s, got: %s".formatted(ByteStrings.quoted(target), path, answer));
            }
        }

        private void compare(Map<GroupingKey, Map<String, String>> predicted, List<Map<String, String>> stored) {
            Set<Map<String, String>> missing = new HashSet<>(predicted.values());
            Set<Map<String, String>> surplus = new HashSet<>(stored);
            stored.forEach(missing::remove);
            predicted.values().forEach(surplus::remove);
            missing.forEach(labels -> disagreements.add("predicted but not stored: " + labels));
            surplus.forEach(labels -> disagreements.add("stored but not predicted: " + labels));
            if (predicted.size() != stored.size()) {
                disagreements.add("predicted %d groups, got: %d".formatted(predicted.size(), stored.size()));
            }
        }
    }

    private static boolean agree(Rejection rejection, Answer answer) {
        // What is no push path can be another path of the gateway, which then does not take a PUT.
        if (rejection.equals(Rejection.NOT_FOUND) && answer.status() == 405) {
            return true;
        }
        return rejection.status() == answer.status()
                && rejection.message().equals(answer.body())
                && Objects.equals(rejection.location(), location(answer));
    }

    /** Undoes the two things in which the parser's locations differ on purpose. */
    private static @Nullable String location(Answer answer) {
        if (answer.location() == null) {
            return null;
        }
        String relative = answer.location().replaceFirst("^[A-Za-z+]+:(//[^/]*)?", "");
        if (answer.status() != 301) {
            return relative;
        }
        int mark = relative.indexOf('?');
        String path = mark < 0 ? relative : relative.substring(0, mark);
        return PercentCode.decode(path) + (mark < 0 ? "" : relative.substring(mark));
    }
}
