package io.promshard.shard.consul;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The instances of one service in the local agent that belong to one owner: what differs, and how to mend it. */
record AgentServices(ConsulApi api, String service, String owner) {

    private static final Duration AT_ONCE = Duration.ofSeconds(5);

    Map<String, AgentService> present() throws ConsulException, InterruptedException {
        return AgentService.parse(api.get("/v1/agent/services", AT_ONCE).text());
    }

    /** Those that the agent lacks or has otherwise. */
    List<Registration> lacking(Map<String, AgentService> present, List<Registration> desired) {
        return desired.stream()
                .filter(registration -> !described(registration).isMetBy(present.get(registration.id())))
                .toList();
    }

    /** Ids that are ours and no longer desired. */
    List<String> leftOver(Map<String, AgentService> present, List<Registration> desired) {
        Set<String> wanted = new HashSet<>();
        desired.forEach(registration -> wanted.add(registration.id()));
        List<String> leftOver = new ArrayList<>();
        present.forEach((id, found) -> {
            if (found.belongsTo(service, owner) && !wanted.contains(id)) {
                leftOver.add(id);
            }
        });
        return leftOver;
    }

    void register(Registration registration, boolean passing) throws ConsulException, InterruptedException {
        api.put("/v1/agent/service/register", described(registration).registerAs(registration, passing), AT_ONCE);
    }

    void deregister(String id) throws ConsulException, InterruptedException {
        api.put("/v1/agent/service/deregister/" + ConsulApi.encoded(id), "", AT_ONCE);
    }

    private AgentService described(Registration registration) {
        return AgentService.of(service, owner, registration);
    }
}
