package io.promshard.target.agent.wire;

import io.promshard.target.publish.EncodedList;
import io.promshard.target.publish.Version;
import java.io.ByteArrayOutputStream;
import java.util.SortedMap;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/**
 * All lists of a collector that are spoken of.
 *
 * @param version that last changed them
 * @param lists by job, each with the bytes that go into its file
 */
public record AgentAnswer(String group, String collector, Version version, SortedMap<String, EncodedList> lists) {

    private static final JsonFactory JSON = new JsonFactory();

    /** As an agent gets it. */
    public byte[] json() {
        int size = lists.values().stream().mapToInt(list -> list.json().length).sum();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(256 + size);
        try (JsonGenerator json = JSON.createGenerator(ObjectWriteContext.empty(), bytes)) {
            json.writeStartObject();
            json.writeName("group").writeString(group);
            json.writeName("collector").writeString(collector);
            json.writeName("term").writeNumber(version.term());
            json.writeName("generation").writeNumber(version.generation());
            json.writeName("lists").writeStartObject();
            lists.forEach((job, list) -> {
                json.writeName(job).writeRawValue("");
                json.flush();
                bytes.writeBytes(list.json());
            });
            json.writeEndObject().writeEndObject();
        }
        return bytes.toByteArray();
    }

    /**
     * Reads it.
     *
     * @throws IllegalArgumentException if it is anything else, or not whole
     */
    public static AgentAnswer parse(byte[] json) {
        return new AnswerReader(json).read();
    }
}
