package io.promshard.target.handover;

import io.promshard.shard.membership.Health;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;

/** Things that happen, one after another, at random. */
final class Trouble {

    private final World world;
    private final SplittableRandom random;
    private int nextTarget = 1_000;
    private int nextCollector = 6;

    Trouble(World world) {
        this.world = world;
        this.random = world.random.split();
    }

    void run(int events) {
        for (int i = 0; i < events; i++) {
            happen(random.nextInt(18));
            world.run(World.STEP * 4 * (1 + random.nextInt(random.nextInt(4) == 0 ? 60 : 6)));
        }
        heal();
    }

    private void happen(int what) {
        SimulatedCollector collector = anyCollector();
        long key = anyKey();
        switch (what) {
            case 0 -> kill(collector);
            case 1, 2 -> revive(collector);
            case 3 -> world.checks.computeIfPresent(collector.id, (id, health) -> Health.CRITICAL);
            case 4, 5 ->
                world.checks.computeIfPresent(
                        collector.id, (id, health) -> collector.running ? Health.PASSING : health);
            case 6 -> collector.answers = !collector.answers;
            case 7 -> {
                world.fault(key);
                collector.unreachable.add(key);
            }
            case 8 -> {
                world.fault(key);
                collector.unreachable.clear();
            }
            case 9 -> {
                world.fault(key);
                if (!world.up.remove(key)) {
                    world.up.add(key);
                }
            }
            case 10 -> world.addTarget(nextTarget++);
            case 11 -> world.removeTarget(key);
            case 12 -> world.salt += random.nextInt(3) - 1;
            case 13 -> world.drains.add(collector.id);
            case 14 -> world.drains.remove(collector.id);
            case 15 -> world.sourceLost = !world.sourceLost && random.nextBoolean();
            case 16 -> takeOver();
            default -> arriveOrLeave(collector);
        }
    }

    private void kill(SimulatedCollector collector) {
        world.fault(collector);
        collector.stop();
        if (random.nextBoolean()) {
            world.checks.computeIfPresent(collector.id, (id, health) -> Health.CRITICAL);
        }
    }

    private void revive(SimulatedCollector collector) {
        if (!collector.running) {
            world.fault(collector);
            collector.start(world.now, World.INTERVAL);
        }
    }

    private void arriveOrLeave(SimulatedCollector collector) {
        if (world.collectors.size() < 8) {
            world.addCollector("c" + nextCollector++);
        } else if (random.nextBoolean()) {
            world.checks.remove(collector.id);
        } else {
            world.checks.put(collector.id, collector.running ? Health.PASSING : Health.CRITICAL);
        }
    }

    /** Another sharder goes on from what was noted, with or without the moves. */
    private void takeOver() {
        Map<String, List<Long>> keys = new TreeMap<>();
        for (int i = 0; i < world.layout.size(); i++) {
            for (String holder : world.layout.at(i)) {
                keys.computeIfAbsent(holder, h -> new ArrayList<>()).add(world.layout.key(i));
            }
        }
        List<Move> moves = random.nextBoolean() ? world.layout.moves() : List.of();
        Map<String, long[]> columns = new TreeMap<>();
        keys.forEach((id, held) ->
                columns.put(id, held.stream().mapToLong(key -> key).toArray()));
        world.layout = Layout.of(columns, moves);
    }

    private void heal() {
        world.sourceLost = false;
        world.drains.clear();
        for (SimulatedCollector collector : world.collectors.values()) {
            revive(collector);
            collector.answers = true;
            collector.unreachable.clear();
            world.checks.put(collector.id, Health.PASSING);
        }
        world.present.forEach(key -> {
            world.fault(key);
            world.up.add(key);
        });
    }

    private SimulatedCollector anyCollector() {
        List<SimulatedCollector> all = new ArrayList<>(world.collectors.values());
        return all.get(random.nextInt(all.size()));
    }

    private long anyKey() {
        List<Long> all = new ArrayList<>(world.present);
        return all.get(random.nextInt(all.size()));
    }
}
