package io.promshard.query.engine;

import io.promshard.query.model.FloatHistogram;
import io.promshard.query.model.HistogramBucket;
import io.promshard.query.promql.printer.PromqlPrinter;
import io.promshard.shard.labels.Labels;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/** Asks one Prometheus for leaves, and for whole queries. */
public final class ServerLeaves implements LeafSource {

    private static final int MOST_STEPS = 10_000;

    private final URI server;
    private final HttpClient client;
    private final ObjectMapper json = new ObjectMapper();
    private final Map<String, String> parameters;

    /** @param parameters sent with each query, as a lookback */
    public ServerLeaves(URI server, HttpClient client, Map<String, String> parameters) {
        this.server = server;
        this.client = client;
        this.parameters = parameters;
    }

    @Override
    public Vectors fetch(LeafRequest leaf) {
        Grid grid = leaf.grid();
        Map<Labels, ColumnBuilder> columns = new LinkedHashMap<>();
        List<String> warnings = new ArrayList<>();
        List<String> infos = new ArrayList<>();
        for (int from = 0; from < grid.steps(); from += MOST_STEPS) {
            int last = Math.min(grid.steps(), from + MOST_STEPS) - 1;
            Grid part = grid.steps() == 1 ? grid.first() : new Grid(grid.at(from), grid.at(last), grid.stepMillis());
            JsonNode answer = ask(PromqlPrinter.print(leaf.expr()), part);
            if (!answer.path("status").asString().equals("success")) {
                throw new EngineException.Execution(answer.path("error").asString());
            }
            answer.path("warnings").forEach(text -> warnings.add(text.asString()));
            answer.path("infos").forEach(text -> infos.add(text.asString()));
            answer.path("data").path("result").forEach(series -> add(series, grid, columns));
        }
        List<Series> series = new ArrayList<>();
        columns.forEach((labels, column) -> series.add(new Series(labels, column.build())));
        return new Vectors(series, warnings, infos);
    }

    private static void add(JsonNode series, Grid grid, Map<Labels, ColumnBuilder> columns) {
        Map<String, String> labels = new TreeMap<>();
        series.path("metric")
                .propertyStream()
                .forEach(label -> labels.put(label.getKey(), label.getValue().asString()));
        ColumnBuilder column = columns.computeIfAbsent(Labels.of(labels), key -> new ColumnBuilder(grid.steps()));
        points(series, "value", "values").forEach(point -> column.set(step(point, grid), number(point.path(1))));
        points(series, "histogram", "histograms")
                .forEach(point -> column.set(step(point, grid), histogram(point.path(1))));
    }

    private static List<JsonNode> points(JsonNode series, String one, String several) {
        if (series.has(one)) {
            return List.of(series.path(one));
        }
        return StreamSupport.stream(series.path(several).spliterator(), false).toList();
    }

    private static int step(JsonNode point, Grid grid) {
        long millis = point.path(0).decimalValue().movePointRight(3).longValueExact();
        return grid.steps() == 1 ? 0 : Math.toIntExact((millis - grid.startMillis()) / grid.stepMillis());
    }

    private static FloatHistogram histogram(JsonNode json) {
        List<HistogramBucket> buckets = new ArrayList<>();
        for (JsonNode bucket : json.path("buckets")) {
            buckets.add(new HistogramBucket(
                    bucket.path(0).intValue(), number(bucket.path(1)), number(bucket.path(2)), number(bucket.path(3))));
        }
        return new FloatHistogram(number(json.path("count")), number(json.path("sum")), buckets);
    }

    private static double number(JsonNode text) {
        return switch (text.asString()) {
            case "NaN" -> Double.NaN;
            case "+Inf" -> Double.POSITIVE_INFINITY;
            case "-Inf" -> Double.NEGATIVE_INFINITY;
            default -> Double.parseDouble(text.asString());
        };
    }

    /** The whole answer. */
    public JsonNode ask(String query, Grid grid) {
        Map<String, String> form = new TreeMap<>(parameters);
        form.put("query", query);
        if (grid.isInstant()) {
            form.put("time", seconds(grid.startMillis()));
        } else {
            form.put("start", seconds(grid.startMillis()));
            form.put("end", seconds(grid.endMillis()));
            form.put("step", grid.stepMillis() + "ms");
        }
        return post(grid.isInstant() ? "/api/v1/query" : "/api/v1/query_range", form);
    }

    private JsonNode post(String path, Map<String, String> form) {
        String body = form.entrySet().stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        HttpRequest request = HttpRequest.newBuilder(server.resolve(path))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        try {
            return json.readTree(
                    client.send(request, HttpResponse.BodyHandlers.ofString()).body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static String seconds(long millis) {
        return BigDecimal.valueOf(millis, 3).toPlainString();
    }
}
