package io.promshard.query.engine.json;

import io.promshard.query.engine.Column;
import io.promshard.query.engine.Grid;
import io.promshard.query.engine.QueryValue;
import io.promshard.query.engine.RangeSeries;
import io.promshard.query.engine.Series;
import io.promshard.query.engine.TimedSamples;
import io.promshard.query.engine.histogram.Histograms;
import io.promshard.query.model.FloatHistogram;
import io.promshard.query.model.HistogramBucket;
import io.promshard.shard.labels.Labels;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Map;

/**
 * Writes values as the {@code data} of an answer: {@code {"resultType":"vector","result":[…]}}. Used by one thread.
 *
 * @see <a href="https://github.com/prometheus/prometheus/blob/v3.5.3/web/api/v1/json_codec.go">json_codec.go</a>
 */
public final class QueryValueWriter {

    private final JsonBytes out;

    /** Writes into a stream, which it neither flushes nor closes. */
    public QueryValueWriter(OutputStream stream) {
        this.out = new JsonBytes(stream);
    }

    /** Writes a value; nothing of it is held back. */
    public void write(QueryValue value) throws IOException {
        out.raw("{\"resultType\":\"").raw(type(value)).raw("\",\"result\":");
        switch (value) {
            case QueryValue.Scalar scalar -> point(scalar.millis(), scalar.value());
            case QueryValue.StringValue string -> string(string);
            case QueryValue.Vector vector -> vector(vector);
            case QueryValue.Ranges ranges -> ranges(ranges);
            case QueryValue.Matrix matrix -> matrix(matrix);
        }
        out.raw("}").flush();
    }

    private static String type(QueryValue value) {
        return switch (value) {
            case QueryValue.Scalar scalar -> "scalar";
            case QueryValue.StringValue string -> "string";
            case QueryValue.Vector vector -> "vector";
            case QueryValue.Ranges ranges -> "matrix";
            case QueryValue.Matrix matrix -> "matrix";
        };
    }

    private void string(QueryValue.StringValue string) throws IOException {
        out.raw("[").time(string.millis()).raw(",").text(string.value()).raw("]");
    }

    private void vector(QueryValue.Vector vector) throws IOException {
        String separator = "[";
        for (Series series : vector.series()) {
            out.raw(separator);
            labels(series.labels());
            FloatHistogram histogram = series.column().histogram(0);
            if (histogram == null) {
                out.raw(",\"value\":");
                point(vector.millis(), series.column().value(0));
            } else {
                out.raw(",\"histogram\":");
                point(vector.millis(), histogram);
            }
            out.raw("}");
            separator = ",";
        }
        out.raw(vector.series().isEmpty() ? "[]" : "]");
    }

    private void ranges(QueryValue.Ranges ranges) throws IOException {
        String separator = "[";
        for (RangeSeries series : ranges.series()) {
            out.raw(separator);
            labels(series.labels());
            samples(series.samples());
            out.raw("}");
            separator = ",";
        }
        out.raw(ranges.series().isEmpty() ? "[]" : "]");
    }

    private void samples(TimedSamples samples) throws IOException {
        for (int i = 0; i < samples.floats().length; i++) {
            out.raw(i == 0 ? ",\"values\":[" : ",");
            point(samples.floatTimes()[i], samples.floats()[i]);
        }
        out.raw(samples.floats().length == 0 ? "" : "]");
        for (int i = 0; i < samples.histograms().size(); i++) {
            out.raw(i == 0 ? ",\"histograms\":[" : ",");
            point(samples.histogramTimes()[i], samples.histograms().get(i));
        }
        out.raw(samples.histograms().isEmpty() ? "" : "]");
    }

    private void matrix(QueryValue.Matrix matrix) throws IOException {
        String separator = "[";
        for (Series series : matrix.series()) {
            out.raw(separator);
            labels(series.labels());
            floats(series.column(), matrix.grid());
            histograms(series.column(), matrix.grid());
            out.raw("}");
            separator = ",";
        }
        out.raw(matrix.series().isEmpty() ? "[]" : "]");
    }

    private void floats(Column column, Grid grid) throws IOException {
        String separator = ",\"values\":[";
        for (int i = column.nextFloat(0); i >= 0; i = column.nextFloat(i + 1)) {
            out.raw(separator);
            point(grid.at(i), column.value(i));
            separator = ",";
        }
        out.raw(column.nextFloat(0) < 0 ? "" : "]");
    }

    private void histograms(Column column, Grid grid) throws IOException {
        String separator = ",\"histograms\":[";
        for (Map.Entry<Integer, FloatHistogram> histogram : column.histograms().entrySet()) {
            out.raw(separator);
            point(grid.at(histogram.getKey()), histogram.getValue());
            separator = ",";
        }
        out.raw(column.histograms().isEmpty() ? "" : "]");
    }

    private void point(long millis, double value) throws IOException {
        out.raw("[").time(millis).raw(",").number(value).raw("]");
    }

    private void point(long millis, FloatHistogram histogram) throws IOException {
        out.raw("[").time(millis).raw(",{\"count\":").number(histogram.count());
        out.raw(",\"sum\":").number(histogram.sum());
        List<HistogramBucket> buckets = Histograms.populated(histogram);
        String separator = ",\"buckets\":[";
        for (HistogramBucket bucket : buckets) {
            out.raw(separator)
                    .raw("[")
                    .raw(Integer.toString(bucket.boundaries()))
                    .raw(",")
                    .number(bucket.lower());
            out.raw(",").number(bucket.upper()).raw(",").number(bucket.count()).raw("]");
            separator = ",";
        }
        out.raw(buckets.isEmpty() ? "" : "]").raw("}]");
    }

    private void labels(Labels labels) throws IOException {
        out.raw("{\"metric\":{");
        for (int i = 0; i < labels.size(); i++) {
            out.raw(i == 0 ? "" : ",").text(labels.name(i)).raw(":").text(labels.value(i));
        }
        out.raw("}");
    }
}
