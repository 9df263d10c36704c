package io.promshard.shard.consul;

import static io.promshard.shard.consul.FakeConsul.HEALTH;
import static io.promshard.shard.consul.FakeConsul.json;
import static io.promshard.shard.consul.FakeConsul.status;
import static io.promshard.shard.consul.Instances.list;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.promshard.shard.consul.ConsulException.Refused;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class ConsulCatalogTest {

    private static final String SERVICES = "/v1/catalog/services";

    private FakeConsul consul;
    private ConsulApi api;
    private ConsulCatalog catalog;

    @BeforeEach
    void open() throws IOException {
        consul = FakeConsul.start();
        api = new ConsulApi(consul.settings());
        catalog = new ConsulCatalog(api);
    }

    @AfterEach
    void close() {
        api.close();
        consul.close();
    }

    @Nested
    class Services {

        @Test
        void haveTheirTagsAndTheIndexToAskFromNext() throws Exception {
            consul.then(SERVICES, json(12, """
                    {"consul": [], "node": ["blue", "green"]}"""));

            Indexed<Map<String, List<String>>> answer = catalog.services(7);

            assertThat(answer.value()).containsEntry("node", List.of("blue", "green"));
            assertThat(answer.index()).isEqualTo(12);
            assertThat(consul.requests(SERVICES).getFirst().uri().getQuery()).isEqualTo("index=7&wait=10000ms");
        }

        @Test
        void areNeverNoneAtAll() {
            consul.then(SERVICES, json(12, "{}"));

            assertThatThrownBy(() -> catalog.services(0))
                    .isInstanceOf(Refused.class)
                    .hasMessageContaining("may the ACL token read it?");
        }
    }

    @Nested
    class AnInstance {

        @Test
        void hasAllThatTheCatalogueKnows() throws Exception {
            consul.then(HEALTH, json(9, """
                    [{"Node": {"Node": "n1", "Address": "10.0.0.1", "Datacenter": "dc1",
                               "TaggedAddresses": {"lan": "10.0.0.1"}, "Meta": {"rack": "r7"}},
                      "Service": {"ID": "node-1", "Service": "node", "Tags": ["a", "b"], "Address": "10.1.0.1",
                                  "Port": 9100, "Meta": {"team": "x"}, "Namespace": "ns", "Partition": "p"},
                      "Checks": [{"CheckID": "serfHealth", "Status": "passing"},
                                 {"CheckID": "http", "Status": "warning"}]}]"""));

            assertThat(catalog.instances("node", List.of("a", "b"), 0).value())
                    .containsExactly(new CatalogInstance(
                            "n1",
                            "10.0.0.1",
                            "dc1",
                            Map.of("rack", "r7"),
                            Map.of("lan", "10.0.0.1"),
                            "node-1",
                            "10.1.0.1",
                            9100,
                            List.of("a", "b"),
                            Map.of("team", "x"),
                            "ns",
                            "p",
                            "warning"));
            assertThat(consul.requests(HEALTH).getFirst().uri().getQuery()).endsWith("&tag=a&tag=b");
        }

        @Test
        void mayLackNearlyAll() throws Exception {
            consul.then(HEALTH, json(9, """
                    [{"Node": {}, "Service": {"Tags": null, "Meta": null}, "Checks": null}]"""));

            CatalogInstance instance =
                    catalog.instances("node", List.of(), 0).value().getFirst();

            assertThat(instance.tags()).isEmpty();
            assertThat(instance.health()).isEqualTo("passing");
        }

        @Test
        void needsANodeAndAService() {
            consul.then(HEALTH, json(9, "[{\"Node\": {\"Node\": \"n1\"}}]"));

            assertThatThrownBy(() -> catalog.instances("node", List.of(), 0))
                    .isInstanceOf(Refused.class)
                    .hasMessage("an instance lacks its node or its service:  on n1");
        }
    }

    @Test
    void noInstancesAreBelievedOnlyIfTheTokenMayRead() {
        consul.then(HEALTH, json(9, list())).always(FakeConsul.CONFIG, status(403, "Permission denied"));

        assertThatThrownBy(() -> catalog.instances("node", List.of(), 0))
                .isInstanceOf(Refused.class)
                .hasMessageContaining("the ACL token may not read node");
    }
}
