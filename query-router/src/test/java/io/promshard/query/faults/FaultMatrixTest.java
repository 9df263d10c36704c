package io.promshard.query.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicContainer.dynamicContainer;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.promshard.query.faults.Fault.Told;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;

/** Every way to fail of one shard of three, against every kind of question, with partial answers allowed and denied. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FaultMatrixTest {

    /** What a busy machine may add to the time at which a shard is given up. */
    private static final Duration SLACK = Duration.ofMillis(700);

    private static final String DENIED = "partial_response=false";

    private final FakeShard a = new FakeShard("a");
    private final FakeShard b = new FakeShard("b");
    private final FakeShard c = new FakeShard("c");
    private Router router;
    private Duration longest = Duration.ZERO;

    @BeforeAll
    void start() {
        router = Router.over(List.of(a, b, c));
    }

    @AfterAll
    void stop() {
        router.close();
        a.close();
        b.close();
        c.close();
    }

    /** A question to all shards. */
    private enum ToAll {
        QUERY("/api/v1/query?time=4&query=temp"),
        QUERY_RANGE("/api/v1/query_range?start=4&end=5&step=1&query=temp"),
        COMBINED_QUERY("/api/v1/query?time=4&query=topk(9,temp)"),
        EVALUATED_QUERY("/api/v1/query?time=4&query=sort(temp)"),
        SERIES("/api/v1/series?match[]=temp"),
        LABELS("/api/v1/labels?start=4"),
        VALUES_OF_THE_FEATURE_LABEL("/api/v1/label/cluster/values?start=4"),
        RULES("/api/v1/rules?type=alert");

        final String target;

        ToAll(String target) {
            this.target = target.replace("[]", "%5B%5D");
        }
    }

    @TestFactory
    Stream<DynamicContainer> aShardThat() {
        return Arrays.stream(Fault.values()).map(fault -> dynamicContainer(fault.toString(), cells(fault)));
    }

    private Stream<DynamicTest> cells(Fault fault) {
        Stream<DynamicTest> begin = Stream.of(dynamicTest("begins to", () -> {
            longest = Duration.ZERO;
            fault.on(c);
        }));
        Stream<DynamicTest> toAll = Arrays.stream(ToAll.values())
                .filter(question -> !isItsAnswer(fault, question))
                .flatMap(question -> Stream.of(
                        dynamicTest("partial " + question, () -> partial(fault, question.target)),
                        dynamicTest("whole " + question, () -> denied(fault, question.target + "&" + DENIED))));
        Stream<DynamicTest> toOne = Stream.of(
                dynamicTest("alone", () -> denied(fault, passedTo("c"))),
                dynamicTest("and is not asked", () -> unaffected()));
        Stream<DynamicTest> end = Stream.of(dynamicTest("recovers", () -> recovers(fault)));
        return Stream.of(begin, toAll, toOne, end).flatMap(cells -> cells);
    }

    /** A list that is no list of label sets is still what other endpoints answer. */
    private static boolean isItsAnswer(Fault fault, ToAll question) {
        return fault == Fault.ANSWERS_THE_WRONG_TYPE && question == ToAll.RULES;
    }

    private static String passedTo(String shard) {
        return "/api/v1/query?time=4&query="
                + URLEncoder.encode("temp{cluster=\"" + shard + "\"}", StandardCharsets.UTF_8);
    }

    private void partial(Fault fault, String target) throws Exception {
        if (!fault.told().partial) {
            denied(fault, target);
            return;
        }
        Answer answer = timed(fault, target);

        assertThat(answer.status()).as("%s", answer).isEqualTo(200);
        assertThat(answer.header("X-Partial-Response")).isEqualTo("c");
        assertThat(answer.text("status")).isEqualTo("success");
        assertThat(answer.warnings()).singleElement().asString().startsWith("shard \"c\" failed: ");
        assertThat(answer.text("data")).doesNotContain("\"c\"", "only_c");
        if (!target.contains("/rules")) {
            assertThat(answer.body()).containsPattern("[\"_]a\"").containsPattern("[\"_]b\"");
        }
    }

    private void denied(Fault fault, String target) throws Exception {
        Answer answer = timed(fault, target);

        Told told = fault.told();
        assertThat(answer.status()).as("%s", answer).isEqualTo(told.status);
        assertThat(answer.text("status")).isEqualTo("error");
        assertThat(answer.text("errorType")).isEqualTo(told.errorType);
        assertThat(answer.text("error")).isNotBlank();
        if (told.partial) {
            assertThat(answer.text("error")).startsWith("shard \"c\" failed: ");
        }
        assertThat(answer.header("X-Partial-Response")).isEmpty();
    }

    private Answer timed(Fault fault, String target) throws Exception {
        Answer answer = router.get(target);
        longest = answer.took().compareTo(longest) > 0 ? answer.took() : longest;
        assertThat(answer.took()).isLessThan(fault.after().plus(SLACK));
        assertThat(answer.body()).doesNotContain("127.0.0.1", "10.1.2.3", "html", "Exception");
        assertThat(answer.header("Content-Type")).startsWith("application/json");
        return answer;
    }

    private void unaffected() throws IOException, InterruptedException {
        int asked = c.asked();

        Answer answer = router.get(passedTo("a"));

        assertThat(answer.status()).as("%s", answer).isEqualTo(200);
        assertThat(answer.body()).contains("{\"__name__\":\"temp\",\"cluster\":\"a\",\"room\":\"a\"}");
        assertThat(answer.warnings()).isEmpty();
        assertThat(answer.took()).isLessThan(SLACK);
        assertThat(c.asked()).isEqualTo(asked);
    }

    private void recovers(Fault fault) throws IOException, InterruptedException {
        System.out.println(">>> a shard that " + fault + ": the longest answer took " + longest.toMillis()
                + " ms, it is given up after " + fault.after().toMillis());
        c.recovers();
        assertThat(longest).isGreaterThanOrEqualTo(fault.after());

        Answer answer = router.get(ToAll.QUERY.target);

        assertThat(answer.warnings()).as("%s", answer).isEmpty();
        assertThat(answer.body()).contains("\"a\"", "\"b\"", "\"c\"");
    }
}
