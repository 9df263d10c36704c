package io.promshard.shard.consul;

/** Health answers as Consul 1.8.7 words them, cut to what is read. */
final class Instances {

    private Instances() {}

    static String list(String... entries) {
        return "[" + String.join(",", entries) + "]";
    }

    static String passing(int port) {
        return entry("n1", "gateway-" + port, "127.0.0.1", port, "{}", "passing");
    }

    static String entry(String node, String id, String address, int port, String meta, String... checks) {
        StringBuilder states = new StringBuilder();
        for (String check : checks) {
            states.append(states.isEmpty() ? "" : ",")
                    .append("{\"CheckID\":\"c\",\"Status\":\"")
                    .append(check)
                    .append("\"}");
        }
        return """
               {"Node":{"ID":"x","Node":"%s","Address":"10.9.9.9","Datacenter":"dc1"},
                "Service":{"ID":"%s","Service":"gateway","Tags":[],"Address":"%s","Port":%d,"Meta":%s,
                           "Weights":{"Passing":1,"Warning":1},"EnableTagOverride":false},
                "Checks":[%s]}""".formatted(node, id, address, port, meta, states);
    }
}
