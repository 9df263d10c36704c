package io.promshard.query.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.promshard.query.rim.RawClient;
import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** An answer that is on its way to the client when its shard fails: nobody may take what came for the whole. */
@Timeout(60)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BrokenStreamTest {

    private static final String ANSWER = Bodies.manySeries(5000);
    private static final String END_OF_CHUNKS = "\r\n0\r\n\r\n";

    private final FakeShard a = new FakeShard("a");
    private Router router;

    @BeforeAll
    void start() {
        router = Router.over(List.of(a));
    }

    @AfterAll
    void stop() {
        router.close();
        a.close();
    }

    static Stream<Arguments> waysToEnd() {
        String half = Reaction.half(ANSWER);
        return Stream.of(
                Arguments.of("stalls", half(call -> call.closedWithin(Reaction.LONG))),
                Arguments.of("resets", half(Call::reset)),
                Arguments.of("closes", half(call -> call.connection().close())),
                Arguments.of("is cut", Reaction.answers(200, half)),
                Arguments.of("lacks its last bracket", Reaction.answers(200, ANSWER.substring(0, ANSWER.length() - 1))),
                Arguments.of("goes on after its end", Reaction.answers(200, ANSWER + "{}")),
                Arguments.of("has brackets that do not match", Reaction.answers(200, half + "]]]]" + half)));
    }

    private static Reaction half(Reaction end) {
        return call -> {
            call.answer(200, Reaction.half(ANSWER), ANSWER.length());
            end.to(call);
        };
    }

    /** With the label put back, and as it is. */
    @ParameterizedTest(name = "{0}")
    @MethodSource("waysToEnd")
    void endsWithTheConnectionIfTheShardsAnswer(String way, Reaction reaction) throws IOException {
        a.reacts(reaction);

        for (String query :
                List.of("temp", "count_values(%22room%22,temp)", "label_replace(temp,%22x%22,%22%22,%22%22,%22%22)")) {
            try (RawClient client = router.rawClient()) {
                String answer = client.request("GET", "/api/v1/query?time=4&query=" + query)
                        .toTheEnd();

                assertThat(answer).startsWith("HTTP/1.1 200").doesNotContain(END_OF_CHUNKS);
                assertThat(answer.stripTrailing()).doesNotEndWith("]}}");
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"temp", "count(temp)"})
    void isWholeIfTheShardsAnswerIs(String query) throws IOException, InterruptedException {
        a.reacts(Reaction.answers(200, ANSWER));

        Answer answer = router.get("/api/v1/query?time=4&query=" + query);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body()).hasSizeGreaterThanOrEqualTo(ANSWER.length()).endsWith("]}}");
    }
}
