package io.promshard.query.request;

import io.promshard.query.client.ApiCall.Param;
import io.promshard.query.error.QueryException;
import java.util.List;
import java.util.OptionalInt;

/** Reads the parameters of questions about metadata, rules and targets. */
public final class FleetReader {

    private FleetReader() {}

    /**
     * A number that may be absent.
     *
     * @throws QueryException in Prometheus's words if it is none
     */
    public static OptionalInt number(Params params, String name) {
        String text = params.first(name);
        if (text.isEmpty()) {
            return OptionalInt.empty();
        }
        try {
            return OptionalInt.of(GoNumbers.atoi(text));
        } catch (NumberFormatException e) {
            throw QueryException.badData(name + " must be a number");
        }
    }

    /** The parameters of those names, as the client gave them. */
    public static List<Param> only(Params params, String... names) {
        List<String> wanted = List.of(names);
        return params.all().stream()
                .filter(param -> wanted.contains(param.name()))
                .toList();
    }
}
