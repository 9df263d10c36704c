package io.promshard.query.wire;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SamplesTest {

    private static final String BEFORE =
            "{\"status\":\"success\",\"data\":{\"resultType\":\"matrix\",\"result\":[{\"metric\":{},\"values\":";
    private static final String AFTER = "}]}}";
    private static final String HURTFUL = "\"[]{}\\,:09a-";

    @Test
    void samples_that_look_alike_are_passed_up_to_the_end_of_the_last_value() {
        String values = "[1735689600,\"0.5\"],[1735689615,\"NaN\"],[1735689630,\"-1e-07\"]]";
        int first = values.indexOf("],[");
        assertThat(Samples.skip(bytes(values), first, values.length())).isEqualTo(values.lastIndexOf("]]"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "],[1735689615.25,\"1\"]]",
                "],[173,\"1\"]]",
                "],[12345678901234567,\"1\"]]",
                "],[1735689615,1]]",
                "],[\"1735689615\",\"1\"]]",
                "],[1735689615,\"1",
                "],[17356",
                "]]",
                ""
            })
    void what_looks_otherwise_or_is_cut_off_is_left_to_the_cursor(String rest) {
        assertThat(Samples.skip(bytes(rest), 0, rest.length())).isZero();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void brackets_and_strings_are_checked_in_samples_as_everywhere(long seed) throws IOException {
        Random random = new Random(seed);
        int refused = 0;
        for (int i = 0; i < 20_000; i++) {
            String values = mutated(samples(random), random);
            boolean passed = passes(BEFORE + values + AFTER);
            assertThat(passed).as(values).isEqualTo(isBalanced(values));
            refused += passed ? 0 : 1;
        }
        assertThat(refused).isBetween(1_000, 19_000);
    }

    private static boolean passes(String answer) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            new LabelInserter("cluster", "a").copy(new ByteArrayInputStream(bytes(answer)), out);
        } catch (MalformedAnswer e) {
            return false;
        }
        assertThat(out.toString(UTF_8)).isEqualTo(answer.replace("{},\"values\"", "{\"cluster\":\"a\"},\"values\""));
        return true;
    }

    private static String samples(Random random) {
        StringBuilder text = new StringBuilder("[");
        long at = 1735689600L;
        for (int i = random.nextInt(1, 9); i > 0; i--) {
            String fraction = random.nextInt(8) == 0 ? ".125" : "";
            text.append('[').append(at++).append(fraction).append(",\"");
            text.append(random.nextInt(100_000)).append(i == 1 ? "\"]]" : "\"],");
        }
        return text.toString();
    }

    private static String mutated(String values, Random random) {
        int at = random.nextInt(1, values.length());
        char hurtful = HURTFUL.charAt(random.nextInt(HURTFUL.length()));
        return values.substring(0, at) + hurtful + values.substring(at + 1);
    }

    /** Whether it is one array with its strings closed and its brackets in pairs, and nothing follows. */
    private static boolean isBalanced(String text) {
        Deque<Character> open = new ArrayDeque<>();
        boolean string = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (string) {
                i += c == '\\' ? 1 : 0;
                string = c != '"';
            } else if (c == '"') {
                string = true;
            } else if (c == '[' || c == '{') {
                open.push(c == '[' ? ']' : '}');
            } else if ((c == ']' || c == '}') && (open.isEmpty() || open.pop() != c || ends(open, i, text))) {
                return false;
            }
        }
        return !string && open.isEmpty();
    }

    private static boolean ends(Deque<Character> open, int at, String text) {
        return open.isEmpty() && at < text.length() - 1;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(ISO_8859_1);
    }
}
