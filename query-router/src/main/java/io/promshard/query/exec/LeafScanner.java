package io.promshard.query.exec;

import io.promshard.query.engine.Column;
import io.promshard.query.engine.ColumnBuilder;
import io.promshard.query.engine.Grid;
import io.promshard.query.engine.Series;
import io.promshard.query.model.FloatHistogram;
import io.promshard.query.model.HistogramBucket;
import io.promshard.query.wire.Answer;
import io.promshard.query.wire.AnswerScanner;
import io.promshard.query.wire.Label;
import io.promshard.query.wire.MalformedAnswer;
import io.promshard.query.wire.QueryData;
import io.promshard.query.wire.SeriesSlice;
import io.promshard.shard.labels.Labels;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/** Reads the samples of answers to {@code query} and {@code query_range} into columns on a grid. Thread-safe. */
final class LeafScanner {

    private final JsonFactory json = new JsonFactory();

    /** The series of an answer to an ask about that grid, with the shard's label put back. */
    Answer<List<Series>> scan(Ask ask, Grid grid, byte[] answer) throws IOException {
        return switch (AnswerScanner.query(answer)) {
            case Answer.Failure<QueryData>(String type, String error, var annotations) ->
                new Answer.Failure<>(type, error, annotations);
            case Answer.Success<QueryData>(QueryData.Series series, var annotations) ->
                new Answer.Success<>(all(series.series(), ask.putBack(), grid), annotations);
            case Answer.Success<QueryData> other -> throw new MalformedAnswer("not a vector");
        };
    }

    private List<Series> all(List<SeriesSlice> slices, Optional<Label> putBack, Grid grid) throws IOException {
        List<Series> all = new ArrayList<>(slices.size());
        for (SeriesSlice slice : slices) {
            all.add(one(slice, putBack, grid));
        }
        return all;
    }

    private Series one(SeriesSlice slice, Optional<Label> putBack, Grid grid) throws MalformedAnswer {
        Labels labels = labels(slice.metric().toBytes());
        Labels whole =
                putBack.map(label -> labels.with(label.name(), label.value())).orElse(labels);
        return new Series(whole, column(slice.rest().toBytes(), grid));
    }

    /** Floats as Prometheus writes them are read faster than any JSON. */
    private Column column(byte[] rest, Grid grid) throws MalformedAnswer {
        try {
            ColumnBuilder floats = new ColumnBuilder(grid.steps());
            return FloatSamples.read(rest, grid, floats) ? floats.build() : json(rest, grid);
        } catch (NumberFormatException e) {
            throw new MalformedAnswer("a sample is no number");
        }
    }

    private Column json(byte[] rest, Grid grid) throws MalformedAnswer {
        ColumnBuilder column = new ColumnBuilder(grid.steps());
        rest[0] = '{';
        try (JsonParser in = json.createParser(ObjectReadContext.empty(), rest)) {
            in.nextToken();
            while (in.nextToken() == JsonToken.PROPERTY_NAME) {
                points(in.currentName(), in, column, grid);
            }
        } catch (JacksonException e) {
            throw new MalformedAnswer("a series is no JSON");
        }
        return column.build();
    }

    private Labels labels(byte[] metric) throws MalformedAnswer {
        Map<String, String> labels = new TreeMap<>();
        try (JsonParser in = json.createParser(ObjectReadContext.empty(), metric)) {
            in.nextToken();
            while (in.nextToken() == JsonToken.PROPERTY_NAME) {
                String name = in.currentName();
                in.nextToken();
                labels.put(name, in.getString());
            }
        } catch (JacksonException e) {
            throw new MalformedAnswer("a label set is no JSON");
        }
        return Labels.of(labels);
    }

    private static void points(String kind, JsonParser in, ColumnBuilder column, Grid grid) throws MalformedAnswer {
        in.nextToken();
        switch (kind) {
            case "value" -> column.set(step(in, grid), value(in));
            case "histogram" -> column.set(step(in, grid), histogram(in));
            case "values" -> {
                while (in.nextToken() == JsonToken.START_ARRAY) {
                    column.set(step(in, grid), value(in));
                }
            }
            case "histograms" -> {
                while (in.nextToken() == JsonToken.START_ARRAY) {
                    column.set(step(in, grid), histogram(in));
                }
            }
            default -> throw new MalformedAnswer("a series has an unknown part");
        }
    }

    private static int step(JsonParser in, Grid grid) throws MalformedAnswer {
        in.nextToken();
        long millis = Math.round(in.getDoubleValue() * 1000);
        long step = grid.steps() == 1 ? 0 : (millis - grid.startMillis()) / grid.stepMillis();
        if (step < 0 || step >= grid.steps() || (grid.steps() > 1 && grid.at((int) step) != millis)) {
            throw new MalformedAnswer("a sample is at a time that was not asked for");
        }
        return (int) step;
    }

    private static double value(JsonParser in) {
        in.nextToken();
        double value = FloatText.parse(in.getString());
        in.nextToken();
        return value;
    }

    private static FloatHistogram histogram(JsonParser in) {
        double count = 0;
        double sum = 0;
        List<HistogramBucket> buckets = new ArrayList<>();
        in.nextToken();
        while (in.nextToken() == JsonToken.PROPERTY_NAME) {
            String name = in.currentName();
            in.nextToken();
            switch (name) {
                case "count" -> count = FloatText.parse(in.getString());
                case "sum" -> sum = FloatText.parse(in.getString());
                case "buckets" -> {
                    while (in.nextToken() == JsonToken.START_ARRAY) {
                        buckets.add(bucket(in));
                    }
                }
                default -> in.skipChildren();
            }
        }
        in.nextToken();
        return new FloatHistogram(count, sum, buckets);
    }

    private static HistogramBucket bucket(JsonParser in) {
        in.nextToken();
        int boundaries = in.getIntValue();
        double lower = FloatText.parse(in.nextStringValue());
        double upper = FloatText.parse(in.nextStringValue());
        double count = FloatText.parse(in.nextStringValue());
        in.nextToken();
        return new HistogramBucket(boundaries, lower, upper, count);
    }
}
