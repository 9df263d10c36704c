package io.promshard.target.agent.wire;

import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/** Walks over a list as Prometheus' file_sd wants it. Whatever it would refuse must not reach a file. */
final class ListCheck {

    private ListCheck() {}

    /**
     * Begins at the list's opening bracket and ends at its closing one.
     *
     * @return how many targets are in it
     * @throws IllegalArgumentException if it is no such list
     */
    static int targets(JsonParser json) {
        int targets = 0;
        JsonToken next = json.nextToken();
        while (next == JsonToken.START_OBJECT) {
            targets += group(json);
            next = json.nextToken();
        }
        expect(JsonToken.END_ARRAY, next);
        return targets;
    }

    private static int group(JsonParser json) {
        int targets = 0;
        JsonToken next = json.nextToken();
        while (next == JsonToken.PROPERTY_NAME) {
            switch (json.currentName()) {
                case "targets" -> targets = addresses(json);
                case "labels" -> labels(json);
                default -> throw new IllegalArgumentException("a group of targets has " + json.currentName());
            }
            next = json.nextToken();
        }
        expect(JsonToken.END_OBJECT, next);
        return targets;
    }

    private static int addresses(JsonParser json) {
        expect(JsonToken.START_ARRAY, json.nextToken());
        int addresses = 0;
        JsonToken next = json.nextToken();
        while (next == JsonToken.VALUE_STRING) {
            addresses++;
            next = json.nextToken();
        }
        expect(JsonToken.END_ARRAY, next);
        return addresses;
    }

    private static void labels(JsonParser json) {
        expect(JsonToken.START_OBJECT, json.nextToken());
        JsonToken next = json.nextToken();
        while (next == JsonToken.PROPERTY_NAME) {
            expect(JsonToken.VALUE_STRING, json.nextToken());
            next = json.nextToken();
        }
        expect(JsonToken.END_OBJECT, next);
    }

    private static void expect(JsonToken expected, JsonToken found) {
        if (found != expected) {
            throw new IllegalArgumentException("a list has " + found + " where " + expected + " is expected");
        }
    }
}
