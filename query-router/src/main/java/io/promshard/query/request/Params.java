package io.promshard.query.request;

import io.promshard.query.client.ApiCall.Param;
import java.util.ArrayList;
import java.util.List;

/**
 * The parameters of a request, those of a form body before those of the URL, as Go's {@code Request.FormValue} has them.
 *
 * @param all in order
 */
public record Params(List<Param> all) {

    public Params {
        all = List.copyOf(all);
    }

    /**
     * Reads the escaped forms.
     *
     * @param body of a form; empty if there is none
     * @param query of the URL; empty if there is none
     */
    public static Params of(String body, String query) {
        List<Param> all = new ArrayList<>();
        read(body, all);
        read(query, all);
        return new Params(all);
    }

    /** The first value, empty if there is none. */
    public String first(String name) {
        for (Param param : all) {
            if (param.name().equals(name)) {
                return param.value();
            }
        }
        return "";
    }

    /** Every value. */
    public List<String> every(String name) {
        return all.stream()
                .filter(param -> param.name().equals(name))
                .map(Param::value)
                .toList();
    }

    private static void read(String form, List<Param> into) {
        for (String pair : form.split("&", -1)) {
            // Go drops pairs with a semicolon or a broken escape, and says so only to who asks for the parse error.
            if (!pair.isEmpty() && pair.indexOf(';') < 0) {
                int equals = pair.indexOf('=');
                String name = equals < 0 ? pair : pair.substring(0, equals);
                String value = equals < 0 ? "" : pair.substring(equals + 1);
                PercentForm.decode(name)
                        .ifPresent(key -> PercentForm.decode(value).ifPresent(text -> into.add(new Param(key, text))));
            }
        }
    }
}
