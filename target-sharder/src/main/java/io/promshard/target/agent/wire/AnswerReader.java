package io.promshard.target.agent.wire;

import io.promshard.target.publish.EncodedList;
import io.promshard.target.publish.Version;
import java.util.SortedMap;
import java.util.TreeMap;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/** Reads an {@link AgentAnswer}. Its lists are checked to be what Prometheus reads, then taken over byte by byte. */
final class AnswerReader {

    private static final JsonFactory JSON = new JsonFactory();

    private final byte[] bytes;
    private final SortedMap<String, EncodedList> lists = new TreeMap<>();
    private String group = "";
    private String collector = "";
    private long term = -1;
    private long generation = -1;
    private boolean hasLists;

    AnswerReader(byte[] bytes) {
        this.bytes = bytes;
    }

    AgentAnswer read() {
        try (JsonParser json = JSON.createParser(ObjectReadContext.empty(), bytes)) {
            expect(JsonToken.START_OBJECT, json.nextToken());
            while (json.nextToken() == JsonToken.PROPERTY_NAME) {
                member(json.currentName(), json);
            }
            if (json.nextToken() != null
                    || group.isEmpty()
                    || collector.isEmpty()
                    || term < 0
                    || generation < 0
                    || !hasLists) {
                throw new IllegalArgumentException("an answer lacks its group, collector, term, generation or lists");
            }
        } catch (JacksonException e) {
            throw new IllegalArgumentException("an answer is not JSON: " + e.getOriginalMessage(), e);
        }
        return new AgentAnswer(group, collector, new Version(term, generation), lists);
    }

    /** What a later sharder says besides is passed over. */
    private void member(String name, JsonParser json) {
        JsonToken value = json.nextToken();
        switch (name) {
            case "group" -> group = text(json, value);
            case "collector" -> collector = text(json, value);
            case "term" -> term = number(json, value);
            case "generation" -> generation = number(json, value);
            case "lists" -> lists(json, value);
            default -> json.skipChildren();
        }
    }

    private void lists(JsonParser json, JsonToken value) {
        expect(JsonToken.START_OBJECT, value);
        hasLists = true;
        while (json.nextToken() == JsonToken.PROPERTY_NAME) {
            String job = json.currentName();
            expect(JsonToken.START_ARRAY, json.nextToken());
            int begin = Math.toIntExact(json.currentTokenLocation().getByteOffset());
            int targets = ListCheck.targets(json);
            int end = Math.toIntExact(json.currentLocation().getByteOffset());
            lists.put(job, EncodedList.of(line(begin, end), targets));
        }
    }

    /** As a list is encoded: with an end of line, which belongs to no JSON value and so is not within the bounds. */
    private byte[] line(int begin, int end) {
        byte[] line = new byte[end - begin + 1];
        System.arraycopy(bytes, begin, line, 0, end - begin);
        line[line.length - 1] = '\n';
        return line;
    }

    private static String text(JsonParser json, JsonToken value) {
        expect(JsonToken.VALUE_STRING, value);
        return json.getString();
    }

    private static long number(JsonParser json, JsonToken value) {
        expect(JsonToken.VALUE_NUMBER_INT, value);
        return json.getLongValue();
    }

    private static void expect(JsonToken expected, JsonToken found) {
        if (found != expected) {
            throw new IllegalArgumentException("an answer has " + found + " where " + expected + " is expected");
        }
    }
}
