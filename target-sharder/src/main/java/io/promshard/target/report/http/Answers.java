package io.promshard.target.report.http;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.function.Consumer;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/** The envelope of Prometheus' answers, with a list in its data. */
final class Answers {

    private static final JsonFactory JSON = new JsonFactory();

    private Answers() {}

    /**
     * Reads to the end.
     *
     * @param list the list's name
     * @param each reads an item, from behind its first brace to its last
     * @throws UncheckedIOException if there is no such list, or no success
     */
    static void read(InputStream body, String list, Consumer<JsonParser> each) {
        boolean success = false;
        boolean found = false;
        try (JsonParser in = JSON.createParser(ObjectReadContext.empty(), body)) {
            expect(in.nextToken(), JsonToken.START_OBJECT, "an object");
            while (in.nextToken() == JsonToken.PROPERTY_NAME) {
                String name = in.currentName();
                JsonToken value = in.nextToken();
                if (name.equals("data") && value == JsonToken.START_OBJECT) {
                    found = readData(in, list, each);
                } else {
                    success |= name.equals("status") && in.getValueAsString("").equals("success");
                    in.skipChildren();
                }
            }
            expect(in.currentToken(), JsonToken.END_OBJECT, "its end");
        }
        if (!success || !found) {
            throw new UncheckedIOException(new IOException("no success with a list of " + list));
        }
    }

    private static boolean readData(JsonParser in, String list, Consumer<JsonParser> each) {
        boolean found = false;
        while (in.nextToken() == JsonToken.PROPERTY_NAME) {
            boolean wanted = in.currentName().equals(list);
            if (in.nextToken() == JsonToken.START_ARRAY && wanted) {
                found = true;
                while (in.nextToken() == JsonToken.START_OBJECT) {
                    each.accept(in);
                }
                expect(in.currentToken(), JsonToken.END_ARRAY, "a list of objects");
            } else {
                in.skipChildren();
            }
        }
        return found;
    }

    private static void expect(JsonToken token, JsonToken expected, String what) {
        if (token != expected) {
            throw new UncheckedIOException(new IOException("expected " + what + ", got " + token));
        }
    }
}
