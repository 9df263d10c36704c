package io.promshard.query.remote;

import io.promshard.query.wire.MalformedAnswer;
import io.promshard.shard.labels.Labels;
import java.util.HashMap;
import java.util.Map;

/** The labels of one series, which its message has as fields of number 1. Used by one thread. */
final class LabelFields {

    private final Map<String, String> values = new HashMap<>();

    /** Reads one more. */
    void add(ProtobufReader in) throws MalformedAnswer {
        String name = "";
        String value = "";
        while (in.next()) {
            switch (in.field()) {
                case 1 -> name = in.text();
                case 2 -> value = in.text();
                default -> in.skip();
            }
        }
        if (values.put(name, value) != null) {
            throw new MalformedAnswer("a series has a label twice");
        }
    }

    Labels labels() {
        return Labels.of(values);
    }

    /** Such fields. */
    static ProtobufWriter of(Labels labels) {
        ProtobufWriter fields = new ProtobufWriter();
        for (int i = 0; i < labels.size(); i++) {
            fields.message(1, new ProtobufWriter().text(1, labels.name(i)).text(2, labels.value(i)));
        }
        return fields;
    }
}
