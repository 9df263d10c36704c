package io.promshard.target.engine;

import io.promshard.target.discovery.SourceException;
import io.promshard.target.discovery.TargetSource;
import io.promshard.target.model.DiscoveredTarget;
import io.promshard.target.spec.SourceSpec;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Reads the targets of one job of an engine. While nothing changes, the list is the very object that it was; a target that has not
 * changed is one in any case. The engine itself gives them in another order each time.
 *
 * <p>An engine that has just started knows nothing yet, and says so by an answer that is as good as any other. So it is not believed
 * before it has warmed up; and if it had targets before it was started again, none is not believed before it has found some.
 */
public final class EngineTargetSource implements TargetSource {

    /** Of an answer as it unfolds: a million targets of 1.4 kB. */
    private static final long MOST_BYTES = 2L << 30;

    private final SourceSpec.Engine spec;
    private final EngineApi api;
    private final String path;

    /** The last answer that was believed. */
    private Optional<Reading> last = Optional.empty();

    /** When the process was started that last had targets. */
    private Optional<Instant> full = Optional.empty();

    /**
     * Makes a source; nothing is asked yet.
     *
     * @param client shared by any number of sources, and closed by who made it
     */
    public EngineTargetSource(SourceSpec.Engine spec, HttpClient client) {
        this.spec = spec;
        this.api = new EngineApi(spec, client);
        this.path = "/api/v1/targets?state=active&scrapePool=" + URLEncoder.encode(spec.pool(), StandardCharsets.UTF_8);
    }

    @Override
    public String name() {
        URI url = spec.url();
        String port = url.getPort() < 0 ? "" : ":" + url.getPort();
        return "engine " + url.getScheme() + "://" + url.getHost() + port + ", job " + spec.pool();
    }

    @Override
    public List<DiscoveredTarget> read() throws SourceException, InterruptedException {
        try {
            return believed(reading());
        } catch (SourceException e) {
            throw new SourceException(name() + ": " + e.getMessage(), e);
        }
    }

    private List<DiscoveredTarget> believed(Reading reading) throws SourceException {
        if (!reading.targets().isEmpty()) {
            full = Optional.of(reading.state().started());
        } else if (full.filter(when -> !when.equals(reading.state().started())).isPresent()) {
            throw new SourceException("was started again at " + reading.state().started()
                    + " and has found nothing since, where it had targets before");
        }
        last = Optional.of(reading);
        return reading.targets();
    }

    /**
     * Asks for the state before and after: a process that was started meanwhile is then seen to be new, whichever gave the targets,
     * and what a job adds is of the configuration that they were found by.
     */
    private Reading reading() throws SourceException, InterruptedException {
        EngineState state = state();
        Optional<Reading> before = last.filter(reading -> reading.state().isSameRunAs(state));
        JobDefaults defaults = before.isPresent() ? before.get().defaults() : defaults();
        TargetList found = api.get(path, answer -> targets(answer, defaults));
        if (!state().isSameRunAs(state)) {
            throw new SourceException("was started or configured anew while it was read");
        }
        return new Reading(state, defaults, found);
    }

    private EngineState state() throws SourceException, InterruptedException {
        EngineState state = api.get(EngineState.PATH, EngineState::of);
        if (state.age().compareTo(spec.warmUp()) < 0) {
            throw new SourceException("started or was configured " + state.age().toSeconds()
                    + " s ago, and is not believed before " + spec.warmUp().toSeconds() + " s");
        }
        return state;
    }

    private JobDefaults defaults() throws SourceException, InterruptedException {
        return api.get(JobDefaults.PATH, answer -> JobDefaults.of(answer, spec.pool()));
    }

    private TargetList targets(EngineAnswer answer, JobDefaults defaults) throws SourceException {
        try (InputStream in = answer.open(MOST_BYTES)) {
            TargetList.Next found =
                    last.map(Reading::found).orElse(TargetList.EMPTY).begin();
            new TargetsReader(new TargetBuilder(spec, defaults)).read(in, found::add);
            return found.list();
        } catch (IOException e) {
            throw new SourceException("answered with what cannot be unfolded: " + e.getMessage(), e);
        }
    }

    /** What was found, and what is good for as long as the engine runs as it does. */
    private record Reading(EngineState state, JobDefaults defaults, TargetList found) {

        List<DiscoveredTarget> targets() {
            return found.targets();
        }
    }
}
