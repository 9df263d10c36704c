package io.promshard.pgw.forward;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;

/**
 * What was asked of a push beside its body, kept so that copies can be sent when its client has been answered.
 *
 * @param headers every line, in order
 */
record PushHead(String method, String target, long group, List<Map.Entry<String, String>> headers) {

    PushHead {
        headers = List.copyOf(headers);
    }

    static PushHead of(Exchange exchange) {
        List<Map.Entry<String, String>> headers = new ArrayList<>();
        exchange.headers((name, value) -> headers.add(Map.entry(name, value)));
        return new PushHead(exchange.method(), exchange.target(), exchange.group(), headers);
    }

    void eachHeader(BiConsumer<String, String> each) {
        headers.forEach(header -> each.accept(header.getKey(), header.getValue()));
    }
}
