package io.promshard.query.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Series and samples are counted in whatever form of answer they come. */
class AnswerTallyTest {

    private static AnswerTally tallied(String answer) {
        AnswerTally tally = new AnswerTally();
        tally.take(answer.getBytes(UTF_8), 0, answer.getBytes(UTF_8).length);
        return tally;
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '`',
            value = {
                "vector; [{\"metric\":{},\"value\":[4,\"1\"]},{\"metric\":{\"a\":\"[{\\\"\"},\"value\":[4,\"NaN\"]}]; 2; 2",
                "vector; []; 0; 0",
                "vector; [ { \"metric\" : { } , \"value\" : [ 4 , \"1\" ] } ]; 1; 1",
                "vector; [{\"metric\":{},\"histogram\":[4,{\"count\":\"1\",\"buckets\":[[0,\"1\",\"2\",\"3\"],[0,\"2\",\"4\",\"3\"]]}]}]; 1; 1",
                "matrix; [{\"metric\":{},\"values\":[[4,\"1\"],[5,\"2\"]]},{\"metric\":{},\"values\":[]}]; 2; 2",
                "matrix; [{\"metric\":{},\"values\":[[4,\"1\"]],\"histograms\":[[5,{\"buckets\":[[0,\"1\",\"2\",\"3\"]]}]]}]; 1; 2",
                "scalar; [4,\"1\"]; 0; 1",
                "string; [4,\"[[\"]; 0; 1"
            })
    void countsSeriesAndSamples(String type, String result, long series, long samples) {
        AnswerTally tally = tallied("{\"status\":\"success\",\"data\":{\"resultType\":\"" + type + "\",\"result\":"
                + result + ",\"stats\":{\"samples\":{\"perStep\":[[4,1],[5,2]]}}},\"warnings\":[\"[{\",\"é\"]}");

        assertThat(tally.series()).isEqualTo(series);
        assertThat(tally.samples()).isEqualTo(samples);
    }

    @Test
    void whatIsNoAnswerHasNone() {
        for (String text :
                new String[] {"", "[[[[[[", "}}}}{{{{", "<html>[[[[", "{\"status\":\"error\",\"error\":\"[{\"}"}) {
            assertThat(tallied(text).series()).isZero();
            assertThat(tallied(text).samples()).isZero();
        }
    }

    @Test
    void itDoesNotMatterHowTheBytesAreCut() {
        Random random = new Random(7);
        byte[] answer = "{\"data\":{\"result\":[{\"metric\":{\"a\":\"\\\\\\\"é\"},\"values\":[[4,\"1\"],[5,\"2\"]]}]}}"
                .getBytes(UTF_8);
        for (int i = 0; i < 100; i++) {
            AnswerTally tally = new AnswerTally();
            int from = 0;
            while (from < answer.length) {
                int length = Math.min(answer.length - from, 1 + random.nextInt(9));
                tally.take(answer, from, length);
                from += length;
            }
            assertThat(tally.samples()).isEqualTo(2);
            assertThat(tally.series()).isOne();
        }
    }
}
