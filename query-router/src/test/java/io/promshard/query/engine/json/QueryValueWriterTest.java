package io.promshard.query.engine.json;

import static org.assertj.core.api.Assertions.assertThat;

import io.promshard.query.engine.Column;
import io.promshard.query.engine.ColumnBuilder;
import io.promshard.query.engine.Grid;
import io.promshard.query.engine.QueryValue;
import io.promshard.query.engine.Series;
import io.promshard.query.model.FloatHistogram;
import io.promshard.query.model.HistogramBucket;
import io.promshard.shard.labels.Labels;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QueryValueWriterTest {

    @ParameterizedTest
    @CsvSource({
        "0, 0",
        "-0.0, -0",
        "1, 1",
        "-1.5, -1.5",
        "NaN, NaN",
        "Infinity, +Inf",
        "-Infinity, -Inf",
        "0.1, 0.1",
        "1e-6, 0.000001",
        "9.99e-7, 9.99e-07",
        "123456789.125, 123456789.125",
        "1e20, 100000000000000000000",
        "1e21, 1e+21",
        "-1.7976931348623157e308, -1.7976931348623157e+308",
        "4.9e-324, 5e-324",
        "9007199254740993, 9007199254740992",
        "2e-3, 0.002"
    })
    void writesNumbersAsPrometheus(double value, String expected) throws IOException {
        assertThat(written(new QueryValue.Scalar(1500, value)))
                .isEqualTo("{\"resultType\":\"scalar\",\"result\":[1.500,\"" + expected + "\"]}");
    }

    @Test
    void writesVectors() throws IOException {
        ColumnBuilder histogram = new ColumnBuilder(1);
        histogram.set(
                0,
                new FloatHistogram(
                        3, 4.5, List.of(new HistogramBucket(3, -0.5, 0.5, 0), new HistogramBucket(0, 1, 2, 3))));
        QueryValue vector = new QueryValue.Vector(
                2000,
                List.of(
                        new Series(Labels.of("b", "\"\\\n\u0001ü", "a", "1"), Column.dense(new double[] {1})),
                        new Series(Labels.EMPTY, histogram.build())));

        assertThat(written(vector)).isEqualTo("""
                        {"resultType":"vector","result":[\
                        {"metric":{"a":"1","b":"\\"\\\\\\n\\u0001ü"},"value":[2,"1"]},\
                        {"metric":{},"histogram":[2,{"count":"3","sum":"4.5","buckets":[[0,"1","2","3"]]}]}]}""");
        assertThat(written(new QueryValue.Vector(0, List.of()))).isEqualTo("{\"resultType\":\"vector\",\"result\":[]}");
    }

    @Test
    void writesMatrices() throws IOException {
        ColumnBuilder column = new ColumnBuilder(3);
        column.set(0, 1);
        column.set(2, Double.NaN);
        column.set(1, new FloatHistogram(0, 0, List.of()));
        QueryValue matrix =
                new QueryValue.Matrix(new Grid(-1500, 500, 1000), List.of(new Series(Labels.EMPTY, column.build())));

        assertThat(written(matrix)).isEqualTo("""
                        {"resultType":"matrix","result":[{"metric":{},"values":[[-1.500,"1"],[0.500,"NaN"]],\
                        "histograms":[[-0.500,{"count":"0","sum":"0"}]]}]}""");
    }

    @Test
    void writesStringsWithTheirBytes() throws IOException {
        assertThat(written(new QueryValue.StringValue(0, "a\"b")))
                .isEqualTo("{\"resultType\":\"string\",\"result\":[0,\"a\\\"b\"]}");
    }

    private static String written(QueryValue value) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        new QueryValueWriter(bytes).write(value);
        return bytes.toString(StandardCharsets.UTF_8);
    }
}
