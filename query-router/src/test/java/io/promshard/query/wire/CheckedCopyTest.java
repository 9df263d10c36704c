package io.promshard.query.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class CheckedCopyTest {

    private static final String ANSWER =
            "{\"status\":\"success\",\"data\":{\"resultType\":\"%s\",\"result\":%s},\"warnings\":[\"w\"]}";

    private static String copied(String answer, AnswerShape shape) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        CheckedCopy.copy(new ByteArrayInputStream(answer.getBytes(UTF_8)), out, shape);
        return out.toString(UTF_8);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "vector|[{\"metric\":{\"a\":\"1\"},\"value\":[1,\"2\"]}]",
                "matrix|[{\"metric\":{},\"values\":[[1,\"2\"]]}],\"stats\":{\"x\":{}}",
                "vector|null",
                "scalar|[1,\"2\"]",
                "string|[1,\"{\"]",
            })
    void answersPassAsTheyAre(String type, String result) throws IOException {
        String answer = ANSWER.formatted(type, result);

        assertThat(copied(answer, AnswerShape.of(ResultType.of(type)))).isEqualTo(answer);
    }

    @ParameterizedTest
    @EnumSource(names = {"VECTOR", "MATRIX", "SCALAR", "STRING"})
    void anAnswerOfAnotherTypeIsRefusedBeforeItIsSent(AnswerShape shape) {
        String other = shape == AnswerShape.VECTOR ? "matrix" : "vector";
        ByteArrayInputStream answer =
                new ByteArrayInputStream(ANSWER.formatted(other, "[]").getBytes(UTF_8));
        ByteArrayOutputStream out = new ByteArrayOutputStream();

        assertThatThrownBy(() -> CheckedCopy.copy(answer, out, shape)).isInstanceOf(MalformedAnswer.class);
        assertThat(out.size()).isZero();
    }

    @Test
    void anAnswerThatEndsInItsMiddleIsRefused() {
        String answer = ANSWER.formatted("vector", "[{\"metric\":{},\"value\":[1,\"2\"]}]");

        for (int length = 0; length < answer.length(); length++) {
            ByteArrayInputStream cut =
                    new ByteArrayInputStream(answer.substring(0, length).getBytes(UTF_8));
            assertThatThrownBy(() -> CheckedCopy.copy(cut, OutputStream.nullOutputStream(), AnswerShape.VECTOR))
                    .isInstanceOf(MalformedAnswer.class);
        }
    }
}
