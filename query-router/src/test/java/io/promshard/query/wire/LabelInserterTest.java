package io.promshard.query.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.SequenceInputStream;
import java.util.Arrays;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

class LabelInserterTest {
    private static final String VECTOR = """
            {"status":"success","data":{"resultType":"vector","result":[{"metric":%s,"value":[1,"2"]}]}}""";

    private static final JsonMapper MAPPER = new JsonMapper();

    private static final LabelInserter INSERTER = new LabelInserter("cluster", "a");

    @Nested
    class Place {

        @ParameterizedTest
        @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                {}                                  | {"cluster":"a"}
                {"b":"1"}                           | {"b":"1","cluster":"a"}
                {"d":"1"}                           | {"cluster":"a","d":"1"}
                {"b":"1","d":"2"}                   | {"b":"1","cluster":"a","d":"2"}
                {"__name__":"up","job":"x"}         | {"__name__":"up","cluster":"a","job":"x"}
                {"Z":"1"}                           | {"Z":"1","cluster":"a"}
                {"cluste":"1"}                      | {"cluste":"1","cluster":"a"}
                {"clusters":"1"}                    | {"cluster":"a","clusters":"1"}
                {"clustes":"1"}                     | {"cluster":"a","clustes":"1"}
                {"":"1"}                            | {"":"1","cluster":"a"}
                {"é":"1"}                           | {"cluster":"a","é":"1"}
                {"\\u0062":"1"}                     | {"\\u0062":"1","cluster":"a"}
                {"\\u00e9":"1"}                     | {"cluster":"a","\\u00e9":"1"}
                {"\\ud83d\\ude00":"1"}              | {"cluster":"a","\\ud83d\\ude00":"1"}
                {"cluster\\n":"1"}                  | {"cluster":"a","cluster\\n":"1"}
                {"\\"":"1"}                         | {"\\"":"1","cluster":"a"}
                {"a":"\\\\","d":"}"}                | {"a":"\\\\","cluster":"a","d":"}"}
                {"metric":"{\\"metric\\":{}}"}      | {"cluster":"a","metric":"{\\"metric\\":{}}"}
                """)
        void isAmongTheNamesInOrder(String labels, String expected) {
            assertThat(copied(VECTOR.formatted(labels))).isEqualTo(VECTOR.formatted(expected));
        }

        @Test
        void isKnownForNamesOfManyBytes() {
            LabelInserter inserter = new LabelInserter("é😀", "<\u0001\">");

            assertThat(copied(inserter, VECTOR.formatted("{\"\\u00e9\":\"1\",\"é\\ud83d\\ude01\":\"2\"}")))
                    .isEqualTo(VECTOR.formatted(
                            "{\"\\u00e9\":\"1\",\"é😀\":\"<\\u0001\\\">\",\"é\\ud83d\\ude01\":\"2\"}"));
        }
    }

    @Nested
    class SameName {

        @ParameterizedTest
        @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                {"cluster":"x"}                     | {"cluster":"a"}                 | {"cluster":"x"}             | {}
                {"\\u0063luster":"x"}               | {"cluster":"a"}                 | {"\\u0063luster":"x"}       | {}
                {"b":"1","cluster":"x"}             | {"b":"1","cluster":"a"}         | {"b":"1","cluster":"x"}     | {"b":"1"}
                {"cluster":"x","d":"1"}             | {"cluster":"a","d":"1"}         | {"cluster":"x","d":"1"}     | {"d":"1"}
                {"b":"1","cluster":"x","d":"2"}     | {"b":"1","cluster":"a","d":"2"} | {"b":"1","cluster":"x","d":"2"} | {"b":"1","d":"2"}
                {"cluster":"x","cluster":"y"}       | {"cluster":"a"}                 | {"cluster":"x"}             | {}
                {"cluster":"x","cluster":"y","d":"1"} | {"cluster":"a","d":"1"}       | {"cluster":"x","d":"1"}     | {"d":"1"}
                """)
        void givesWayOrStaysOrIsTakenOut(String labels, String replaced, String kept, String removed) {
            String answer = VECTOR.formatted(labels);
            LabelInserter keeps = new LabelInserter("cluster", "a", AnswerShape.QUERY, Existing.KEEP);

            assertThat(copied(answer)).isEqualTo(VECTOR.formatted(replaced));
            assertThat(copied(keeps, answer)).isEqualTo(VECTOR.formatted(kept));
            assertThat(copied(new LabelInserter("cluster", ""), answer)).isEqualTo(VECTOR.formatted(removed));
        }
    }

    @Nested
    class Shapes {

        @Test
        void labelsOfSeriesLists() {
            LabelInserter inserter = new LabelInserter("cluster", "a", AnswerShape.SERIES, Existing.REPLACE);

            assertThat(copied(
                            inserter,
                            "{\"status\":\"success\",\"data\":[{\"seriesLabels\":\"x\"},{}],\"warnings\":[\"w\"]}"))
                    .isEqualTo("{\"status\":\"success\",\"data\":[{\"cluster\":\"a\",\"seriesLabels\":\"x\"},"
                            + "{\"cluster\":\"a\"}],\"warnings\":[\"w\"]}");
        }

        @Test
        void labelsOfSeriesWithExemplarsButNotOfExemplars() {
            LabelInserter inserter = new LabelInserter("cluster", "a", AnswerShape.EXEMPLARS, Existing.REPLACE);
            String answer = "{\"status\":\"success\",\"data\":[{\"seriesLabels\":{%s},\"exemplars\":[{\"labels\":{},"
                    + "\"value\":\"6\",\"timestamp\":1600096945.479}]}]}";

            assertThat(copied(inserter, answer.formatted(""))).isEqualTo(answer.formatted("\"cluster\":\"a\""));
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "{\"status\":\"success\",\"data\":{\"resultType\":\"scalar\",\"result\":[1,\"2\"]}}",
                    "{\"status\":\"success\",\"data\":{\"resultType\":\"string\",\"result\":[1,\"{\\\"metric\\\":{}}\"]}}",
                    "{\"status\":\"success\",\"data\":{\"resultType\":\"vector\",\"result\":[]},\"infos\":[\"i\"]}",
                    " { \"status\" : \"success\" , \"data\" : { \"result\" : null } } \n",
                })
        void passUnchangedWithoutLabelSets(String answer) {
            assertThat(copied(answer)).isEqualTo(answer);
        }

        @Test
        void keepTheirWhiteSpace() {
            assertThat(copied(VECTOR.formatted("{ \"b\" : \"1\" , \"d\" : \"2\" }")))
                    .isEqualTo(VECTOR.formatted("{ \"b\" : \"1\" ,\"cluster\":\"a\", \"d\" : \"2\" }"));
        }
    }

    @Nested
    class Refusal {

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "",
                    "<html>",
                    "[]",
                    "{}",
                    "{\"message\":\"no\"}",
                    "{\"status\":1}",
                    "{\"status\":\"success\"}",
                    "{\"status\":\"success\",\"data\":[]}",
                    "{\"status\":\"error\",\"errorType\":\"bad_data\",\"error\":\"{\\\"data\\\":{}}\"}",
                    "{\"status\":\"error\",\"errorType\":\"execution\",\"data\":null,\"error\":\"\"}\n",
                    "{\"status\":\"success\",\"data\":{\"result\":[{}]}}",
                    "{\"status\":\"success\",\"data\":{\"result\":[{\"value\":[1,\"2\"]}]}}",
                    "{\"status\":\"success\",\"data\":{\"result\":[{\"metric\":{\"a\":1}}]}}",
                    "{\"status\":\"success\",\"data\":{\"result\":[{\"metric\":{\"a\":\"1\",}}]}}",
                    "{\"status\":\"success\",\"data\":{\"result\":[{\"metric\":{\"\\x\":\"1\"}}]}}",
                    "{\"status\":\"success\",\"data\":{\"result\":[{\"metric\":{\"\\ud83d\":\"1\"}}]}}",
                    "{\"status\":\"success\",\"data\":{\"result\":[{\"metric\":{},\"value\":[1,\"2\"}]}]}}",
                    "{\"status\":\"success\",\"data\":{\"result\":[]}}{}",
                })
        void ofWhatIsNoAnswerBeforeAnythingIsWritten(String answer) {
            ByteArrayOutputStream out = new ByteArrayOutputStream();

            assertThatThrownBy(() -> INSERTER.copy(new ByteArrayInputStream(answer.getBytes(UTF_8)), out))
                    .isInstanceOf(MalformedAnswer.class);
            assertThat(out.size()).isZero();
        }

        @Test
        void ofAnAnswerThatEndsAnywhereInItsMiddle() {
            byte[] answer = VECTOR.formatted("{\"a\":\"\\u00e9\\\\\",\"cluster\":\"x\",\"d\":\"1\"}")
                    .getBytes(UTF_8);

            for (int length = 0; length < answer.length; length++) {
                InputStream cut = new ByteArrayInputStream(answer, 0, length);
                assertThatThrownBy(() -> INSERTER.copy(cut, OutputStream.nullOutputStream()))
                        .isInstanceOf(MalformedAnswer.class);
            }
        }

        @Test
        void leavesTheCopyOpenIfTheStreamFailsAtItsEnd() {
            byte[] answer = VECTOR.formatted("{}").getBytes(UTF_8);
            InputStream failing = new SequenceInputStream(new ByteArrayInputStream(answer), new Failing());
            ByteArrayOutputStream out = new ByteArrayOutputStream();

            assertThatThrownBy(() -> INSERTER.copy(failing, out)).hasMessage("connection reset");
            assertThat(out.toString(UTF_8)).doesNotEndWith("}}");
        }

        @Test
        void ofBracketsThatAreNestedWithoutEnd() {
            assertThatThrownBy(() -> copied("{\"status\":\"success\",\"x\":" + "[".repeat(1000)))
                    .hasMessageContaining("too deep");
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 7, 8, 9, 100, 100_000})
    void answersOfAllKindsComeOutAsAServerPrintsThemThatHasTheLabel(int largest) {
        for (long seed = 0; seed < 500; seed++) {
            byte[] plain = RandomAnswer.plain(seed, "cluster");
            byte[] expected = RandomAnswer.inserted(seed, "cluster", "a");

            assertThat(copied(INSERTER, new Chunks(plain, largest, new SplittableRandom(seed))))
                    .as("seed %d: %s", seed, new String(plain, UTF_8))
                    .isEqualTo(expected);
        }
    }

    /** Bytes are changed or taken out at random. What then still is JSON and passes has the label in each set. */
    @Test
    void damagedAnswersPassOrAreMalformedButNeverFailOtherwise() {
        int passed = 0;
        for (long seed = 0; seed < 5000; seed++) {
            byte[] damaged = damaged(RandomAnswer.plain(seed, "cluster"), new SplittableRandom(seed));
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            try {
                INSERTER.copy(new Chunks(damaged, 9, new SplittableRandom(seed)), out);
                Optional<JsonNode> expected = tree(damaged).map(LabelInserterTest::inserted);
                if (expected.isPresent()) {
                    assertThat(tree(out.toByteArray())).as("seed %d", seed).isEqualTo(expected);
                }
                passed++;
            } catch (MalformedAnswer e) {
                assertThat(e).hasMessageMatching("[a-z ,'{}\\[\\]\":]+");
            } catch (IOException | RuntimeException e) {
                throw new AssertionError("seed " + seed, e);
            }
        }
        assertThat(passed).isBetween(1000, 4000);
    }

    private static Optional<JsonNode> tree(byte[] answer) {
        try {
            return Optional.of(MAPPER.readTree(answer));
        } catch (JacksonException e) {
            return Optional.empty();
        }
    }

    private static JsonNode inserted(JsonNode answer) {
        if (answer.path("status").asString().equals("success")) {
            for (JsonNode series : answer.path("data").path("result")) {
                ((ObjectNode) series.path("metric")).put("cluster", "a");
            }
        }
        return answer;
    }

    private static byte[] damaged(byte[] answer, SplittableRandom random) {
        byte[] bytes = answer.clone();
        int at = random.nextInt(bytes.length);
        switch (random.nextInt(3)) {
            case 0 -> bytes[at] = "\"\\{}[],:u".getBytes(UTF_8)[random.nextInt(9)];
            case 1 -> bytes[at] = (byte) random.nextInt();
            default -> {
                System.arraycopy(bytes, at + 1, bytes, at, bytes.length - at - 1);
                return Arrays.copyOf(bytes, bytes.length - 1);
            }
        }
        return bytes;
    }

    @Test
    void longLabelsNeedNoRoom() throws IOException {
        byte[] half = VECTOR.formatted("{\"b\":\"")
                .split("%", 2)[0]
                .replaceFirst(",\"value.*", "")
                .getBytes(UTF_8);
        Endless endless = new Endless(half, 100 << 20);

        assertThatThrownBy(() -> INSERTER.copy(endless, OutputStream.nullOutputStream()))
                .isInstanceOf(MalformedAnswer.class);
        assertThat(endless.left).isZero();
        assertThat(endless.largestRead).isLessThanOrEqualTo(64 << 10);
    }

    private static final class Failing extends InputStream {
        @Override
        public int read() throws IOException {
            throw new IOException("connection reset");
        }

        @Override
        public int read(byte[] to, int from, int length) throws IOException {
            throw new IOException("connection reset");
        }
    }

    /** The start of an answer, then a label that is as long as one likes. */
    private static final class Endless extends InputStream {
        private final byte[] start;
        private int left;
        private boolean started;
        private int largestRead;

        Endless(byte[] start, int length) {
            this.start = start;
            this.left = length;
        }

        @Override
        public int read() {
            throw new UnsupportedOperationException();
        }

        @Override
        public int read(byte[] to, int from, int length) {
            largestRead = Math.max(largestRead, length);
            if (!started) {
                started = true;
                System.arraycopy(start, 0, to, from, start.length);
                return start.length;
            }
            int count = left == 0 ? -1 : Math.min(left, length);
            left -= Math.max(count, 0);
            Arrays.fill(to, from, from + Math.max(count, 0), (byte) 'x');
            return count;
        }
    }

    private static String copied(String answer) {
        return copied(INSERTER, answer);
    }

    private static String copied(LabelInserter inserter, String answer) {
        return new String(copied(inserter, new ByteArrayInputStream(answer.getBytes(UTF_8))), UTF_8);
    }

    private static byte[] copied(LabelInserter inserter, InputStream answer) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            inserter.copy(answer, out);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        return out.toByteArray();
    }
}
