package io.promshard.shard.consul.lock;

import io.promshard.shard.consul.Consistency;
import io.promshard.shard.consul.ConsulApi;
import io.promshard.shard.consul.ConsulSettings;
import io.promshard.shard.consul.lock.LockState.Held;
import io.promshard.shard.loop.Surroundings;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;

/** A candidate in a process of its own, which prints each change: id, "held" or "not", term. It ends with its standard input. */
final class ContenderMain {

    private ContenderMain() {}

    public static void main(String[] arguments) throws Exception {
        String id = arguments[1];
        ConsulSettings consul = new ConsulSettings(
                URI.create(arguments[0]), () -> "", "", Consistency.STALE, Duration.ofSeconds(10), null);
        LockSettings settings = new LockSettings("test/leader", "test-candidate", id, "", LockTiming.STANDARD);
        try (ConsulApi api = new ConsulApi(consul);
                ConsulLock lock = new ConsulLock(
                        api,
                        settings,
                        ContenderMain::print,
                        Surroundings.of(Clock.systemUTC(), new SecureRandom()),
                        System::nanoTime)) {
            lock.start();
            while (System.in.read() >= 0) {
                print(lock.state());
            }
        }
    }

    private static void print(LockState state) {
        System.out.println(state instanceof Held held ? "held " + held.term() + " " + held.session() : "not 0 -");
    }
}
