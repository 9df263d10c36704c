package io.promshard.target.reconcile;

import io.promshard.target.spec.GroupSpec;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** The groups that shall be at work by the settings. Any thread tells new settings; one thread has them put into force. */
final class WantedGroups {

    /** Groups that could not begin are tried again so often: a directory, a plug-in, Consul may come. */
    private static final Duration AGAIN = Duration.ofSeconds(10);

    private final Clock clock;
    private final AtomicReference<@Nullable List<GroupSpec>> news = new AtomicReference<>();
    private List<GroupSpec> wanted = List.of();
    private Instant tried = Instant.MIN;

    WantedGroups(Clock clock) {
        this.clock = clock;
    }

    void tell(List<GroupSpec> specs) {
        news.set(List.copyOf(specs));
    }

    /** At the begin of a turn. */
    void configure(RunningGroups groups) {
        List<GroupSpec> told = news.getAndSet(null);
        wanted = told == null ? wanted : told;
        boolean again = !groups.broken().isEmpty() && !clock.instant().isBefore(tried.plus(AGAIN));
        if (told != null || again) {
            tried = clock.instant();
            groups.configure(wanted);
        }
    }
}
