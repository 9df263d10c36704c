package io.promshard.query.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** The log's line on a request that took long. */
@Timeout(60)
@ExtendWith(OutputCaptureExtension.class)
class SlowQueriesTest {

    private static final String TEMP = "/api/v1/query?time=4&query=temp";

    private final FakeShard a = new FakeShard("a");
    private final FakeShard b = new FakeShard("b");
    private Router router;

    @BeforeEach
    void start() {
        router = Router.over(List.of(a, b), "query-router.query.slow=300ms");
    }

    @AfterEach
    void stop() {
        router.close();
        a.close();
        b.close();
    }

    @Test
    void saysWhatWasAskedByWhomAndHowItWent(CapturedOutput output) throws Exception {
        a.reacts(Reaction.slow(Duration.ofMillis(400)));

        router.get(
                TEMP + "&token=secret",
                "X-Dashboard-Uid",
                "d1\" outcome=\"none",
                "X-Panel-Id",
                "7",
                "Authorization",
                "Bearer secret");

        String all = output.getAll();
        assertThat(all)
                .containsPattern("slow query: took=\\d+ms endpoint=query outcome=success time=\"4\" query=\"temp\""
                        + " shards=\"a,b\" bytes=\\d{3} plan=\"union\\(a: temp \\+ cluster=")
                .contains(" dashboard=\"d1\\\" outcome=\\\"none\" panel=\"7\"")
                .doesNotContain("secret");
    }

    @Test
    void isOneLineWhateverIsInTheQuery(CapturedOutput output) throws Exception {
        a.reacts(Reaction.hangs());

        router.get("/api/v1/query?time=4&query=temp%7Bx!=%60%0Aslow%20query:%20" + "x".repeat(5000) + "%60%7D");

        assertThat(output.getAll().lines().filter(line -> line.contains("slow query: ")))
                .singleElement()
                .asString()
                .hasSizeLessThan(5000);
    }

    @Test
    void namesTheOutcomeOfAQueryThatFailed(CapturedOutput output) throws Exception {
        a.reacts(Reaction.hangs());

        router.get(TEMP);
        router.get(TEMP + "&partial_response=false");
        router.get("/api/v1/labels?match%5B%5D=temp&partial_response=0");

        assertThat(output.getAll())
                .contains("endpoint=query outcome=partial", "endpoint=query outcome=timeout")
                .contains("endpoint=labels outcome=timeout match[]=\"temp\"");
    }

    @Test
    void isNotWrittenOfOthers(CapturedOutput output) throws Exception {
        router.get(TEMP);
        router.get(TEMP);

        assertThat(output.getAll()).doesNotContain("slow query");
    }
}
