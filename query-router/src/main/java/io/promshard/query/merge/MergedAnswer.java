package io.promshard.query.merge;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.promshard.query.wire.Annotations;
import io.promshard.query.wire.ByteSink;
import io.promshard.query.wire.JsonText;
import io.promshard.query.wire.Slice;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;

/**
 * An answer ready to be written, any number of times, as Prometheus orders it:
 *
 * <pre>
 * {"status":"success","data":…,"warnings":[…],"infos":[…]}
 * </pre>
 */
public record MergedAnswer(Data data, Annotations annotations) {

    /** Writes the data's JSON. */
    @FunctionalInterface
    public interface Data {
        void writeTo(ByteSink sink) throws IOException;
    }

    /** The same answer with more annotations behind its own. */
    public MergedAnswer with(Annotations more) {
        return new MergedAnswer(data, AnnotationsUnion.of(List.of(annotations, more)));
    }

    /** Writes the answer to a stream, which is neither flushed nor closed. Throws only what the stream throws. */
    public void writeTo(OutputStream out) throws IOException {
        ByteSink sink = new ByteSink(out);
        sink.write("{\"status\":\"success\",\"data\":".getBytes(US_ASCII));
        data.writeTo(sink);
        write("warnings", annotations.warnings(), sink);
        write("infos", annotations.infos(), sink);
        sink.write('}');
        sink.flush();
    }

    private static void write(String name, List<String> texts, ByteSink sink) throws IOException {
        if (!texts.isEmpty()) {
            sink.write((",\"" + name + "\":").getBytes(US_ASCII));
            JsonWriter.list(texts, text -> JsonText.text(Slice.of(text), sink), sink);
        }
    }
}
