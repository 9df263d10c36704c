package io.promshard.query.faults;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What a client got, and after what time. */
record Answer(HttpResponse<String> response, Duration took) {

    private static final JsonMapper JSON = new JsonMapper();

    int status() {
        return response.statusCode();
    }

    String body() {
        return response.body();
    }

    /** Empty if there is none. */
    String header(String name) {
        return response.headers().firstValue(name).orElse("");
    }

    String text(String member) {
        JsonNode value = json().path(member);
        return value.isString() ? value.asString() : value.toString();
    }

    List<String> warnings() {
        return json().path("warnings").valueStream().map(JsonNode::asString).toList();
    }

    private JsonNode json() {
        return JSON.readTree(body());
    }

    @Override
    public String toString() {
        return status() + " " + body() + " after " + took.toMillis() + " ms";
    }
}
