package io.promshard.target.agent.wire;

import static io.promshard.target.publish.Samples.target;
import static io.promshard.target.publish.Samples.targets;
import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.promshard.target.publish.EncodedList;
import io.promshard.target.publish.Version;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AgentAnswerTest {

    @Test
    void listsArriveByteByByte() {
        EncodedList many = EncodedList.of(targets("j", 500));
        EncodedList odd = EncodedList.of(List.of(target("k", "é:1", "a", "]}\"\n😀")));
        EncodedList none = EncodedList.of(List.of());
        Version version = new Version(3, 17);

        AgentAnswer read = AgentAnswer.parse(
                new AgentAnswer("g \"x\"", "c", version, new TreeMap<>(Map.of("j", many, "é]", odd, "n", none)))
                        .json());

        assertThat(read.group()).isEqualTo("g \"x\"");
        assertThat(read.collector()).isEqualTo("c");
        assertThat(read.version()).isEqualTo(version);
        assertThat(list(read, "j").json()).isEqualTo(many.json());
        assertThat(list(read, "j").size()).isEqualTo(500);
        assertThat(list(read, "é]").json()).isEqualTo(odd.json());
        assertThat(list(read, "n").json()).isEqualTo(none.json());
    }

    @Test
    void noPartOfAnAnswerIsTakenForOne() {
        byte[] whole = new AgentAnswer(
                        "g", "c", Version.NONE, new TreeMap<>(Map.of("j", EncodedList.of(targets("j", 3)))))
                .json();

        for (int length = 0; length < whole.length; length++) {
            byte[] part = Arrays.copyOf(whole, length);
            assertThatIllegalArgumentException().isThrownBy(() -> AgentAnswer.parse(part));
        }
    }

    @Test
    void whatALaterSharderSaysBesidesIsPassedOver() {
        String json =
                "{\"new\":{\"a\":[1]},\"group\":\"g\",\"collector\":\"c\",\"term\":1,\"generation\":2,\"lists\":{}}";

        assertThat(AgentAnswer.parse(json.getBytes(UTF_8)).version()).isEqualTo(new Version(1, 2));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[]",
                "{}",
                "null",
                "<html>",
                "{\"group\":\"g\",\"collector\":\"c\",\"term\":1,\"generation\":2}",
                "{\"group\":\"g\",\"collector\":\"c\",\"term\":\"1\",\"generation\":2,\"lists\":{}}",
                "{\"group\":\"g\",\"collector\":\"c\",\"term\":1,\"generation\":2,\"lists\":{}}{}",
                "{\"group\":\"g\",\"collector\":\"c\",\"term\":1,\"generation\":2,\"lists\":{\"j\":null}}",
                "{\"group\":\"g\",\"collector\":\"c\",\"term\":1,\"generation\":2,\"lists\":{\"j\":[null]}}",
                "{\"group\":\"g\",\"collector\":\"c\",\"term\":1,\"generation\":2,\"lists\":{\"j\":[{\"targets\":\"a\"}]}}",
                "{\"group\":\"g\",\"collector\":\"c\",\"term\":1,\"generation\":2,\"lists\":{\"j\":[{\"targets\":[1]}]}}",
                "{\"group\":\"g\",\"collector\":\"c\",\"term\":1,\"generation\":2,\"lists\":{\"j\":[{\"labels\":{\"a\":1}}]}}",
                "{\"group\":\"g\",\"collector\":\"c\",\"term\":1,\"generation\":2,\"lists\":{\"j\":[{\"sources\":[]}]}}"
            })
    void anythingElseIsRefused(String json) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> AgentAnswer.parse(json.getBytes(UTF_8)))
                .withMessageMatching("(?s)(an answer|a list|a group) .+");
    }

    private static EncodedList list(AgentAnswer answer, String job) {
        return requireNonNull(answer.lists().get(job), job);
    }
}
