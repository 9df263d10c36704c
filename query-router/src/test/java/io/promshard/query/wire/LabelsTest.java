package io.promshard.query.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LabelsTest {

    /** The first column is less than the second, by the rules of labels.Compare. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {}                      | {"a":""}
            {"a":"1"}               | {"a":"1","b":"1"}
            {"a":"1","b":"1"}       | {"a":"2"}
            {"a":"1","b":"2"}       | {"a":"1","c":"1"}
            {"a":"1"}               | {"a":"10"}
            {"a":"1","b":"1"}       | {"a":"1\\u0000"}
            {"a":"1"}               | {"ab":"0"}
            {"a":"\\u0000"}         | {"a":"\\u0000\\u0000"}
            {"a":"\\u0000"}         | {"a":"\\u0001"}
            {"a":"\\u0000","b":"1"} | {"a":"\\u0000\\u0000"}
            {"Z":"1"}               | {"__name__":"1"}
            {"a":"z"}               | {"a":"é"}
            {"a":"\\uffee"}         | {"a":"\\ud83d\\ude00"}
            """)
    void sortAsPrometheusSortsThem(String less, String more) throws IOException {
        assertThat(parse(less)).isLessThan(parse(more));
        assertThat(parse(more)).isGreaterThan(parse(less));
        assertThat(parse(less)).isNotEqualTo(parse(more));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"a":"b"}              | {"\\u0061":"\\u0062"}
            {"a":"1","b":"2"}      | { "b" : "2" , "a" : "1" }
            {"a":"<é>\\n\\u0001"}  | {"a":"\\u003c\\u00e9\\u003e\\u000a\\u0001"}
            {"a":"\\u0000b\\u0000"}| {"\\u0061":"\\u0000\\u0062\\u0000"}
            """)
    void areTheSameHoweverTheyWereWrittenAndPrintedAsPrometheusDoes(String printed, String other) throws IOException {
        assertThat(parse(other))
                .isEqualTo(parse(printed))
                .hasSameHashCodeAs(parse(printed))
                .hasToString(printed);
    }

    /** Else what was garbled on its way would be printed as a label like any other. */
    @ParameterizedTest
    @ValueSource(strings = {"{\"a\0\":\"b\"}", "{\"a\":\"b\1c\"}", "{\"a\":\"\\u0001\37\"}"})
    void haveNoControlCharactersThatAreNotEscaped(String labels) {
        assertThatThrownBy(() -> parse(labels)).isInstanceOf(MalformedAnswer.class);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {}                          | {"cluster":"a"}
            {"b":"1","d":"2"}           | {"b":"1","cluster":"a","d":"2"}
            {"b":"1","cluster":"x"}     | {"b":"1","cluster":"a"}
            """)
    void takeALabelInItsPlace(String labels, String expected) throws IOException {
        assertThat(Labels.parse(Slice.of(labels), Optional.of(new Label("cluster", "a"))))
                .hasToString(expected);
    }

    @Test
    void loseALabelOfEmptyValue() throws IOException {
        assertThat(Labels.parse(Slice.of("{\"b\":\"1\",\"cluster\":\"x\"}"), Optional.of(new Label("cluster", ""))))
                .hasToString("{\"b\":\"1\"}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "[]", "{", "{\"a\"}", "{\"a\":1}", "{\"a\":\"1\",}", "{\"a\":\"1\"}{}", "{\"a\":\"\\q\"}"})
    void areNothingElse(String text) {
        assertThatThrownBy(() -> parse(text)).isInstanceOf(MalformedAnswer.class);
    }

    @Test
    void surviveBeingPrinted() throws IOException {
        for (long seed = 0; seed < 200; seed++) {
            byte[] answer = RandomAnswer.plain(seed, "cluster");
            if (AnswerScanner.query(answer) instanceof Answer.Success<QueryData> success
                    && success.data() instanceof QueryData.Series result) {
                for (SeriesSlice series : result.series()) {
                    Labels labels = Labels.parse(series.metric(), Optional.empty());

                    assertThat(parse(labels.toString())).as("seed %d", seed).isEqualTo(labels);
                }
            }
        }
    }

    private static Labels parse(String labels) throws IOException {
        return Labels.parse(Slice.of(labels), Optional.empty());
    }
}
