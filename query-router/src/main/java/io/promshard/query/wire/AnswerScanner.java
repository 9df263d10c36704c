package io.promshard.query.wire;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Cuts answers into slices. The slices share the answer's array, which must not change any more. All methods throw
 * {@link MalformedAnswer} for what is no answer or not the endpoint's.
 */
public final class AnswerScanner {
    private AnswerScanner() {}

    /** An answer of {@code query} or {@code query_range}. */
    public static Answer<QueryData> query(byte[] answer) throws IOException {
        return scan(answer, QueryDataScanner::scan);
    }

    /** An answer whose data is a list of strings, decoded: {@code labels}, {@code label/…/values}. */
    public static Answer<List<Slice>> strings(byte[] answer) throws IOException {
        return scan(answer, cursor -> list(cursor, ArrayCursor::string));
    }

    /** An answer whose data is a list, its elements as they are: {@code series}, {@code query_exemplars}. */
    public static Answer<List<Slice>> elements(byte[] answer) throws IOException {
        return scan(answer, cursor -> list(cursor, ArrayCursor::value));
    }

    /** Any answer; its data as it is. */
    public static Answer<Slice> raw(byte[] answer) throws IOException {
        return scan(answer, ArrayCursor::value);
    }

    /** Reads a value. */
    @FunctionalInterface
    interface Reader<T> {
        T read(ArrayCursor cursor) throws IOException;
    }

    /** Reads a list; null is an empty one, as in Go. */
    static <T> List<T> list(ArrayCursor cursor, Reader<T> element) throws IOException {
        List<T> list = new ArrayList<>();
        if (cursor.peek() == 'n') {
            cursor.skipValue();
            return list;
        }
        cursor.expect('[');
        for (boolean more = !cursor.accept(']'); more; more = cursor.another(']')) {
            list.add(element.read(cursor));
        }
        return list;
    }

    private static <D> Answer<D> scan(byte[] answer, Reader<D> data) throws IOException {
        ArrayCursor cursor = Slice.of(answer).cursor();
        cursor.expect('{');
        Envelope<D> envelope = new Envelope<>(data);
        for (boolean more = !cursor.accept('}'); more; more = cursor.another('}')) {
            envelope.member(cursor);
        }
        cursor.expectEnd();
        return envelope.answer();
    }

    /** What was seen of an answer so far. */
    private static final class Envelope<D> {
        private final Reader<D> reader;
        private Optional<D> data = Optional.empty();
        private String status = "";
        private String errorType = "";
        private String error = "";
        private List<String> warnings = List.of();
        private List<String> infos = List.of();

        Envelope(Reader<D> reader) {
            this.reader = reader;
        }

        void member(ArrayCursor cursor) throws IOException {
            String name = cursor.string().toString();
            cursor.expect(':');
            switch (name) {
                case "status" -> status = text(cursor);
                case "data" -> data(cursor);
                case "errorType" -> errorType = text(cursor);
                case "error" -> error = text(cursor);
                case "warnings" -> warnings = list(cursor, Envelope::text);
                case "infos" -> infos = list(cursor, Envelope::text);
                default -> cursor.skipValue();
            }
        }

        private void data(ArrayCursor cursor) throws IOException {
            // An error may come with data of any kind or null, which mean nothing.
            if (status.equals("error")) {
                cursor.skipValue();
            } else {
                data = Optional.of(reader.read(cursor));
            }
        }

        private static String text(ArrayCursor cursor) throws IOException {
            return cursor.string().toString();
        }

        Answer<D> answer() throws MalformedAnswer {
            Annotations annotations = new Annotations(warnings, infos);
            return switch (status) {
                case "success" ->
                    new Answer.Success<>(
                            data.orElseThrow(() -> new MalformedAnswer("the answer has no data")), annotations);
                case "error" -> new Answer.Failure<>(errorType, error, annotations);
                default -> throw new MalformedAnswer("expected a status");
            };
        }
    }
}
