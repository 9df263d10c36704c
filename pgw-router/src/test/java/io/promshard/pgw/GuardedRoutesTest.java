package io.promshard.pgw;

import io.promshard.shard.GuardedRoutesContract;
import java.util.stream.Stream;
import org.springframework.test.context.TestPropertySource;

/** The whole of pgw-router asks for credentials, pushes included, which a filter takes. */
@TestPropertySource(properties = "pgw-router.gateways[0].url=http://127.0.0.1:1")
class GuardedRoutesTest extends GuardedRoutesContract {

    @Override
    protected Stream<String> more() {
        return Stream.concat(
                super.more(),
                Stream.of(
                        "/metrics/job/a",
                        "/metrics/job@base64/YQ",
                        "/metrics/job/a//x",
                        "//metrics/job/a",
                        "/metrics/job/"));
    }
}
