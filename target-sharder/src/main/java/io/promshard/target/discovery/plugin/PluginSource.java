package io.promshard.target.discovery.plugin;

import io.promshard.target.discovery.Limits;
import io.promshard.target.discovery.SourceException;
import io.promshard.target.discovery.TargetSource;
import io.promshard.target.model.DiscoveredTarget;
import io.promshard.target.model.TargetGroup;
import io.promshard.target.spec.SourceSpec;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Targets of a {@link TargetProvider}, which is trusted with nothing: it is called on a thread of its own for a limited time, and what
 * it throws or gives can fail this source only. One that does not end when it is interrupted is not called again until it has.
 */
public final class PluginSource implements TargetSource {

    private static final Duration TIME_LIMIT = Duration.ofSeconds(30);

    private final SourceSpec.Plugin spec;
    private final TargetProvider provider;
    private final Limits limits;
    private final Duration timeLimit;
    private final AtomicReference<@Nullable Thread> running = new AtomicReference<>();

    PluginSource(SourceSpec.Plugin spec, TargetProvider provider, Limits limits) {
        this(spec, provider, limits, TIME_LIMIT);
    }

    PluginSource(SourceSpec.Plugin spec, TargetProvider provider, Limits limits, Duration timeLimit) {
        this.spec = spec;
        this.provider = provider;
        this.limits = limits;
        this.timeLimit = timeLimit;
    }

    @Override
    public String name() {
        return "plugin " + spec.provider();
    }

    @Override
    public List<DiscoveredTarget> read() throws SourceException, InterruptedException {
        FutureTask<@Nullable List<TargetGroup>> call = new FutureTask<>(this::ask);
        Thread thread = Thread.ofPlatform().daemon().name(name()).unstarted(() -> {
            call.run();
            ended();
        });
        if (!running.compareAndSet(null, thread)) {
            throw wrong("it was interrupted and has not ended yet", null);
        }
        thread.setContextClassLoader(provider.getClass().getClassLoader());
        thread.start();
        try {
            return targets(call.get(timeLimit.toNanos(), TimeUnit.NANOSECONDS));
        } catch (ExecutionException e) {
            throw wrong("it failed: " + e.getCause(), e);
        } catch (TimeoutException e) {
            throw wrong("it did not answer within " + timeLimit.toMillis() + " ms", e);
        } finally {
            call.cancel(true);
        }
    }

    private @Nullable List<TargetGroup> ask() throws Exception {
        try {
            return provider.targets(Map.copyOf(spec.settings()));
        } finally {
            ended();
        }
    }

    /** Said before the answer is seen, and also by a thread whose call was cancelled before it began. */
    private void ended() {
        running.compareAndSet(Thread.currentThread(), null);
    }

    private List<DiscoveredTarget> targets(@Nullable List<TargetGroup> groups) throws SourceException {
        if (groups == null) {
            throw wrong("it answered null", null);
        }
        List<DiscoveredTarget> targets = new ArrayList<>();
        try {
            for (TargetGroup group : groups) {
                targets.addAll(each(group));
                if (targets.size() > limits.targets()) {
                    throw wrong("it answered more than " + limits.targets() + " targets", null);
                }
            }
        } catch (RuntimeException e) {
            throw wrong("its answer cannot be read: " + e, e);
        }
        return targets;
    }

    private List<DiscoveredTarget> each(@Nullable TargetGroup group) throws SourceException {
        if (group == null) {
            throw wrong("it answered a group that is null", null);
        }
        Optional<String> tooMuch = limits.wrongGroup(group);
        if (tooMuch.isPresent()) {
            throw wrong(tooMuch.get(), null);
        }
        return group.each();
    }

    private SourceException wrong(String what, @Nullable Exception cause) {
        String message = name() + ": " + what;
        return cause == null ? new SourceException(message) : new SourceException(message, cause);
    }
}
