package io.promshard.query.wire;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Takes JSON values apart, one level at a time. All methods throw {@link MalformedAnswer} for a value of another kind. */
public final class JsonSlices {
    private JsonSlices() {}

    /** The elements of a list; none of null, as in Go. */
    public static List<Slice> elements(Slice list) throws IOException {
        return whole(list, cursor -> AnswerScanner.list(cursor, ArrayCursor::value));
    }

    /** The members of an object in their order, names decoded. */
    public static Map<Slice, Slice> members(Slice object) throws IOException {
        return whole(object, cursor -> {
            Map<Slice, Slice> members = new LinkedHashMap<>();
            cursor.expect('{');
            for (boolean more = !cursor.accept('}'); more; more = cursor.another('}')) {
                Slice name = cursor.string();
                cursor.expect(':');
                members.put(name, cursor.value());
            }
            return members;
        });
    }

    /** The content of a string. */
    public static Slice string(Slice string) throws IOException {
        return whole(string, ArrayCursor::string);
    }

    private static <T> T whole(Slice json, AnswerScanner.Reader<T> reader) throws IOException {
        ArrayCursor cursor = json.cursor();
        T value = reader.read(cursor);
        cursor.expectEnd();
        return value;
    }
}
