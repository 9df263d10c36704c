package io.promshard.query.discovery;

import io.promshard.query.client.ApiCall;
import io.promshard.query.client.ApiCall.Param;
import io.promshard.query.client.Deadline;
import io.promshard.query.client.ShardAnswer;
import io.promshard.query.client.ShardClient;
import io.promshard.query.topology.Replica;
import io.promshard.shard.membership.Member;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Inspects by the HTTP API: configuration, build, values of the feature label, and whether series lack it.
 *
 * <p>The last question reads the index of all blocks, so it is asked only where the label is stored and only until the
 * answer is yes. A server that has no {@code status/config}, as one that is not quite a Prometheus, has no external
 * labels.
 */
public final class ApiInspector implements Inspector {

    /** With more values a label names no shards. */
    private static final int MOST_VALUES = 10_000;

    private static final JsonMapper JSON = new JsonMapper();

    private final ShardClient client;
    private final String featureLabel;
    private final LabelMode mode;
    private final Duration timeout;
    private final LongSupplier nanoTime;

    /**
     * Makes an inspector.
     *
     * @param client with a limit of its own, since these answers are read whole
     * @param timeout of a whole inspection
     */
    public ApiInspector(
            ShardClient client, String featureLabel, LabelMode mode, Duration timeout, LongSupplier nanoTime) {
        this.client = client;
        this.featureLabel = featureLabel;
        this.mode = mode;
        this.timeout = timeout;
        this.nanoTime = nanoTime;
    }

    @Override
    public ServerFacts inspect(Member server, @Nullable ServerFacts known) throws InspectionException {
        Asking asking = new Asking(new Replica(server.id(), server.url()), Deadline.after(timeout, nanoTime));
        Map<String, String> labels = externalLabels(asking);
        String version = asking.data("/api/v1/status/buildinfo")
                .map(data -> data.path("version").asString(""))
                .orElse("");
        Set<String> stored = mode == LabelMode.EXTERNAL ? Set.of() : stored(asking);
        boolean asked = mode == LabelMode.STORED || !stored.isEmpty();
        boolean unlabelled = asked && ((known != null && known.unlabelled()) || unlabelled(asking));
        return new ServerFacts(version, labels, stored, unlabelled);
    }

    private static Map<String, String> externalLabels(Asking asking) throws InspectionException {
        Optional<JsonNode> config = asking.data("/api/v1/status/config");
        return config.isEmpty()
                ? Map.of()
                : ExternalLabels.of(config.get().path("yaml").asString(""));
    }

    private Set<String> stored(Asking asking) throws InspectionException {
        String path = "/api/v1/label/" + URLEncoder.encode(spelling(), StandardCharsets.UTF_8) + "/values";
        JsonNode values = asking.data(path, new Param("limit", String.valueOf(MOST_VALUES + 1)))
                .orElseThrow(() -> new InspectionException(path + " is not there"));
        if (values.size() > MOST_VALUES) {
            throw new InspectionException("more than " + MOST_VALUES + " values of " + featureLabel + " are no shards");
        }
        return values.valueStream()
                .map(value -> value.asString(""))
                .filter(value -> !value.isEmpty())
                .collect(Collectors.toSet());
    }

    /** Names that are no classic label names are escaped in paths, as Prometheus 3 wants it. */
    private String spelling() {
        if (featureLabel.matches("[a-zA-Z_][a-zA-Z0-9_]*")) {
            return featureLabel;
        }
        StringBuilder escaped = new StringBuilder("U__");
        featureLabel.codePoints().forEach(c -> {
            boolean plain = c < 128 && Character.isLetterOrDigit(c);
            escaped.append(plain ? Character.toString(c) : c == '_' ? "__" : "_" + Integer.toHexString(c) + "_");
        });
        return escaped.toString();
    }

    private boolean unlabelled(Asking asking) throws InspectionException {
        String selector =
                "{__name__!=\"\",\"" + featureLabel.replace("\\", "\\\\").replace("\"", "\\\"") + "\"=\"\"}";
        String classic = "{__name__!=\"\"," + featureLabel + "=\"\"}";
        Param match = new Param("match[]", spelling().equals(featureLabel) ? classic : selector);
        return asking.data("/api/v1/series", match, new Param("limit", "1"))
                .map(series -> !series.isEmpty())
                .orElse(false);
    }

    /** The calls of one inspection, which share its deadline. */
    private final class Asking {

        private final Replica server;
        private final Deadline deadline;

        Asking(Replica server, Deadline deadline) {
            this.server = server;
            this.deadline = deadline;
        }

        /** What a successful answer has as its data; empty if there is no such path. */
        Optional<JsonNode> data(String path, Param... params) throws InspectionException {
            try (ShardAnswer answer = client.call(server, new ApiCall(path, List.of(params), false), deadline)) {
                if (answer.status() == 404) {
                    return Optional.empty();
                }
                if (answer.status() != 200) {
                    throw new InspectionException(path + " answered " + answer.status());
                }
                return Optional.of(data(path, answer));
            } catch (IOException e) {
                throw new InspectionException(path + ": " + e.getMessage(), e);
            }
        }

        private JsonNode data(String path, ShardAnswer answer) throws IOException, InspectionException {
            byte[] body = answer.body().readAllBytes();
            try {
                JsonNode root = JSON.readTree(body);
                if (root.path("status").asString("").equals("success")) {
                    return root.path("data");
                }
            } catch (JacksonException e) {
                throw new InspectionException(path + " answered what is no JSON", e);
            }
            throw new InspectionException(path + " answered no success");
        }
    }
}
