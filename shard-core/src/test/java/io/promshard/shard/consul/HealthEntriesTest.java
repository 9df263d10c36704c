package io.promshard.shard.consul;

import static io.promshard.shard.consul.Instances.entry;
import static io.promshard.shard.consul.Instances.list;
import static io.promshard.shard.consul.Instances.passing;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.promshard.shard.consul.ConsulException.Refused;
import io.promshard.shard.membership.Health;
import io.promshard.shard.membership.Member;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HealthEntriesTest {

    @Nested
    class AMember {

        @ParameterizedTest
        @CsvSource(delimiter = '|', textBlock = """
                        10.0.0.1 | {}                                   | http://10.0.0.1:9091          | 10.0.0.1:9091
                        ''       | {}                                   | http://10.9.9.9:9091          | 10.9.9.9:9091
                        Gw.Local | {}                                   | http://gw.local:9091          | gw.local:9091
                        ::1      | {}                                   | http://[::1]:9091             | [::1]:9091
                        [::1]    | {}                                   | http://[::1]:9091             | [::1]:9091
                        10.0.0.1 | {"scheme":"https"}                   | https://10.0.0.1:9091         | 10.0.0.1:9091
                        10.0.0.1 | {"prefix":"/pgw"}                    | http://10.0.0.1:9091/pgw      | 10.0.0.1:9091/pgw
                        10.0.0.1 | {"prefix":"pgw/a/"}                  | http://10.0.0.1:9091/pgw/a    | 10.0.0.1:9091/pgw/a
                        10.0.0.1 | null                                 | http://10.0.0.1:9091          | 10.0.0.1:9091
                        """)
        void hasTheAddressOfItsServiceElseOfItsNode(String address, String meta, String url, String id) throws Refused {
            Member member = only(entry("n1", "gateway", address, 9091, meta, "passing"));

            assertThat(member.url()).hasToString(url);
            assertThat(member.id()).isEqualTo(id);
        }

        @ParameterizedTest
        @CsvSource({
            "passing, passing, PASSING",
            "passing, warning, WARNING",
            "warning, critical, CRITICAL",
            "critical, passing, CRITICAL",
            "maintenance, passing, CRITICAL",
            "passing, unheard-of, CRITICAL",
        })
        void isAsWellAsTheWorstOfItsChecks(String first, String second, Health expected) throws Refused {
            Member member = only(entry("n1", "gateway", "10.0.0.1", 9091, "{}", first, second));

            assertThat(member.health()).isEqualTo(expected);
        }

        @Test
        void isWellWithoutAnyCheck() throws Refused {
            assertThat(only(entry("n1", "gateway", "10.0.0.1", 9091, "{}")).health())
                    .isEqualTo(Health.PASSING);
        }

        @ParameterizedTest
        @CsvSource({"1, 1", "40, 40", "100, 100", "0, 1", "-3, 1", "5000, 100"})
        void hasConsulsWeightBroughtIntoRange(int consuls, int expected) throws Refused {
            String entry = passing(9091).replace("\"Passing\":1", "\"Passing\":" + consuls);

            assertThat(only(entry).weight()).isEqualTo(expected);
        }

        @Test
        void hasTheWeightOfItsMetaBeforeConsuls() throws Refused {
            Member member = only(entry("n1", "gateway", "10.0.0.1", 9091, "{\"weight\":\"7\"}", "passing"));

            assertThat(member.weight()).isEqualTo(7);
            assertThat(member.meta()).isEqualTo(Map.of("weight", "7"));
        }
    }

    @Nested
    class TwoAgents {

        @Test
        void makeOneMemberAtTheBetterHealth() throws Refused {
            String ill = entry("n1", "one", "10.0.0.1", 9091, "{}", "critical");
            String well = entry("n2", "one", "10.0.0.1", 9091, "{}", "passing");

            assertThat(only(ill, well).health()).isEqualTo(Health.PASSING);
        }

        @Test
        void makeTheSameMemberInWhicheverOrder() throws Refused {
            String light = entry("n1", "one", "10.0.0.1", 9091, "{\"weight\":\"1\"}", "passing");
            String heavy = entry("n2", "one", "10.0.0.1", 9091, "{\"weight\":\"9\"}", "passing");

            assertThat(only(light, heavy)).isEqualTo(only(heavy, light));
        }
    }

    @Nested
    class LeftOut {

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "{\"weight\":\"0\"}",
                    "{\"weight\":\"101\"}",
                    "{\"weight\":\"heavy\"}",
                    "{\"scheme\":\"ftp\"}",
                    "{\"prefix\":\"/a?b\"}",
                    "{\"prefix\":\"/a#b\"}",
                    "{\"prefix\":\"/a b\"}"
                })
        void isAnInstanceWithBadMetaWhileOthersStay(String meta) throws Refused {
            HealthEntries entries =
                    HealthEntries.parse(list(entry("n1", "bad", "10.0.0.1", 9091, meta, "passing"), passing(9092)), 5);

            assertThat(ids(entries)).containsExactly("127.0.0.1:9092");
            assertThat(entries.leftOut()).singleElement().asString().startsWith("bad on n1: ");
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "{}",
                    "{\"Service\":{\"ID\":\"a\",\"Address\":\"10.0.0.1\"}}",
                    "{\"Service\":{\"ID\":\"a\",\"Port\":0}}",
                    "{\"Service\":{\"ID\":\"a\",\"Port\":9091}}",
                    "{\"Service\":{\"ID\":\"a\",\"Address\":\"not a host\",\"Port\":9091}}",
                    "{\"Service\":{\"ID\":\"a\",\"Address\":\"10.0.0.1\",\"Port\":70000}}"
                })
        void isAnInstanceWithoutAUsableAddress(String entry) throws Refused {
            HealthEntries entries = HealthEntries.parse(list(entry, passing(9092)), 5);

            assertThat(ids(entries)).containsExactly("127.0.0.1:9092");
            assertThat(entries.leftOut()).hasSize(1);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "null", "{}", "[null]", "<html>", "[{]", "[] []", "[{\"Service\":{\"Meta\":{\"a\":null}}}]"})
    void whatIsNoListOfInstancesIsRefused(String body) {
        assertThatThrownBy(() -> HealthEntries.parse(body, 1)).isInstanceOf(Refused.class);
    }

    @Test
    void anEmptyListIsNobody() throws Refused {
        assertThat(HealthEntries.parse("[]", 1).isEmpty()).isTrue();
    }

    private static Member only(String... entries) throws Refused {
        List<Member> members = HealthEntries.parse(list(entries), 5).view().members();
        assertThat(members).hasSize(1);
        return members.getFirst();
    }

    private static List<String> ids(HealthEntries entries) {
        return entries.view().members().stream().map(Member::id).toList();
    }
}
