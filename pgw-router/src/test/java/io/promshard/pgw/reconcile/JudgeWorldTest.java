package io.promshard.pgw.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import io.promshard.pgw.grouping.GroupingKey;
import io.promshard.pgw.reconcile.Action.Reason;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What holds in thousands of random histories, whatever happens in them. */
class JudgeWorldTest {

    private static final int HISTORIES = 1_500;
    private static final int STEPS = 60;
    private static final List<GroupingKey> KEYS = IntStream.range(0, 4)
            .mapToObj(i -> GroupingKey.of(Map.of("job", "j" + i)))
            .toList();
    private static final List<Standing> STANDINGS = List.of(Standing.values());
    private static final List<String> NAMES = List.of("a", "b", "c", "d");

    @ParameterizedTest
    @CsvSource({"DELETE, 1", "MOVE, 1", "DELETE, 2", "MOVE, 2"})
    void noGroupIsLostNoneComesBackAndAllFindTheirPlace(Mode mode, int replicas) {
        for (int seed = 0; seed < HISTORIES; seed++) {
            new History(mode, replicas, seed).run();
        }
    }

    /** One history. Its seed stands in each failure. */
    private static final class History {

        private final World world;
        private final Rules rules;
        private final Random random;
        private final String name;
        private final Map<GroupingKey, Boolean> wanted = new HashMap<>();

        History(Mode mode, int replicas, int seed) {
            this.world = new World(replicas);
            this.rules = new Rules(mode, 10, 1, replicas > 1 ? 1 : 0);
            this.random = new Random(seed);
            this.name = "history " + seed + " of " + mode + ", " + replicas;
        }

        void run() {
            NAMES.subList(0, 3).forEach(world::join);
            for (int step = 0; step < STEPS; step++) {
                world.pass(random.nextInt(4));
                step();
            }
            NAMES.stream().filter(world.dead()::contains).toList().forEach(world::comeBack);
            settle();
            check();
        }

        private void step() {
            GroupingKey key = KEYS.get(random.nextInt(KEYS.size()));
            String gateway = NAMES.get(random.nextInt(NAMES.size()));
            switch (random.nextInt(12)) {
                case 0, 1, 2 -> push(key);
                case 3 -> delete(key);
                case 4 -> world.join(gateway);
                case 5 -> killIfOthersAreLive(gateway);
                case 6 -> comeBack(gateway);
                case 7 -> world.drain(gateway);
                case 8 -> world.undrain(gateway);
                default -> reconcile();
            }
        }

        private void push(GroupingKey key) {
            if (!world.owners(key).isEmpty()) {
                world.push(key);
                wanted.put(key, true);
            }
        }

        private void delete(GroupingKey key) {
            if (!world.owners(key).isEmpty()) {
                world.delete(key);
                wanted.put(key, false);
            }
        }

        private void killIfOthersAreLive(String gateway) {
            if (world.up().contains(gateway) && world.up().size() > 1) {
                world.kill(gateway);
            }
        }

        private void comeBack(String gateway) {
            if (world.dead().contains(gateway)) {
                world.comeBack(gateway);
            }
        }

        /** Leaves out some actions at random, as failures and limits do. */
        private void reconcile() {
            Plan plan = plan();
            Map<GroupingKey, Integer> before = newest();
            List<Action> actions = new ArrayList<>(plan.actions());
            Collections.shuffle(actions, random);
            world.carryOut(actions.subList(0, random.nextInt(actions.size() + 1)));
            assertNothingNewIsLost(before);
            world.admitTheClean(plan());
        }

        private Plan plan() {
            Judge judge = new Judge(rules, world.standings(), world.now());
            return Plan.of(judge, world.groups());
        }

        private Map<GroupingKey, Integer> newest() {
            return KEYS.stream().collect(Collectors.toMap(key -> key, world::newest));
        }

        private void assertNothingNewIsLost(Map<GroupingKey, Integer> before) {
            for (GroupingKey key : KEYS) {
                if (wanted.getOrDefault(key, false)) {
                    assertThat(world.newest(key)).as(name + " " + key).isEqualTo(before.get(key));
                }
            }
        }

        private void settle() {
            NAMES.forEach(world::undrain);
            for (int round = 0; round < 6; round++) {
                world.pass(20);
                Plan plan = plan();
                world.carryOut(plan.actions());
                world.admitTheClean(plan());
            }
            assertThat(plan().actions()).as(name).isEmpty();
        }

        private void check() {
            for (GroupingKey key : KEYS) {
                List<String> places = world.places(key);
                if (!wanted.getOrDefault(key, false)) {
                    assertThat(places).as(name + " deleted " + key).isEmpty();
                    continue;
                }
                int newest = world.newest(key);
                assertThat(places)
                        .as(name + " " + key)
                        .isNotEmpty()
                        .allMatch(each -> world.version(each, key) == newest);
                if (rules.mode() == Mode.MOVE) {
                    assertThat(places).as(name + " " + key).hasSameElementsAs(world.owners(key));
                }
            }
        }
    }

    /** Each with a ring, standings and a mode of its own, as before they have heard of a change. */
    @ParameterizedTest
    @CsvSource({"1", "2", "7"})
    void twoThatDecideAtOnceNeverDeleteTheNewestBetweenThem(int seed) {
        Random random = new Random(seed);
        for (int i = 0; i < 20_000; i++) {
            List<Copy> copies = copies(random);
            Set<Copy> deleted = new HashSet<>(deletions(copies, random));
            deleted.addAll(deletions(copies, random));

            assertThat(deleted).as("of " + copies).doesNotContain(Collections.max(copies));
        }
    }

    private static List<Copy> copies(Random random) {
        List<String> names = new ArrayList<>(NAMES);
        Collections.shuffle(names, random);
        return names.subList(0, 1 + random.nextInt(4)).stream()
                .map(name -> copy(name, random))
                .toList();
    }

    private static Copy copy(String gateway, Random random) {
        int pushedAt = 100 + random.nextInt(3);
        return new Copy(gateway, pushedAt, pushedAt + random.nextInt(3), Content.UNSEEN);
    }

    private static List<Copy> deletions(List<Copy> copies, Random random) {
        Map<String, Standing> standings = NAMES.stream()
                .collect(Collectors.toMap(name -> name, name -> STANDINGS.get(random.nextInt(STANDINGS.size()))));
        List<String> live = new ArrayList<>(NAMES.stream()
                .filter(name -> standings.get(name) == Standing.LIVE)
                .toList());
        Collections.shuffle(live, random);
        Rules rules = new Rules(random.nextBoolean() ? Mode.DELETE : Mode.MOVE, 10, 1, 0);
        Sighting group =
                new Sighting(KEYS.getFirst(), live.subList(0, Math.min(1, live.size())), copies, Sighting.NEVER);
        return new Judge(rules, standings, 1_000)
                .judge(group).actions().stream()
                        .filter(action -> action instanceof Action.Delete)
                        .map(action -> ((Action.Delete) action))
                        .filter(delete -> delete.reason() != Reason.TOMBSTONE)
                        .map(Action.Delete::copy)
                        .toList();
    }
}
