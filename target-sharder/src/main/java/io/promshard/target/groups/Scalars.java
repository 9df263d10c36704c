package io.promshard.target.groups;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.DoublePredicate;
import java.util.regex.Pattern;

/** Texts of the file as what they stand for. Empty after a complaint. */
final class Scalars {

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9_.:-]{0,127}");
    private static final Pattern LABEL = Pattern.compile("[a-zA-Z_][a-zA-Z0-9_]*");
    private static final String LABEL_ALLOWED = "a label's name has letters, digits and _, and begins with no digit";
    private static final Pattern WITH_SCHEME = Pattern.compile("[a-zA-Z][a-zA-Z0-9+.-]*://.*");
    private static final Pattern NUMBER = Pattern.compile("[+-]?(\\d+(\\.\\d*)?|\\.\\d+)([eE][+-]?\\d{1,3})?");

    /** In place of a URL that was refused. */
    static final URI NOWHERE = URI.create("http://nowhere.invalid");

    private Scalars() {}

    /** A part of file names and URLs. */
    static Optional<String> name(Value value) {
        return value.text().filter(text -> isName(value, text));
    }

    /** A key of the operator's choice is a name as well. */
    static boolean isName(Value value, String text) {
        boolean good = NAME.matcher(text).matches();
        if (!good) {
            value.refuseName(
                    text, "a name has up to 128 letters, digits and any of _ . : -, and begins with none of . : -");
        }
        return good;
    }

    static Optional<String> label(Value value) {
        return value.text().filter(text -> holds(value, LABEL.matcher(text).matches(), LABEL_ALLOWED));
    }

    static Optional<Duration> duration(Value value, Duration least, Duration most) {
        String allowed = "must be a duration between " + Durations.text(least) + " and " + Durations.text(most)
                + ", such as 30s or 1h30m";
        Optional<Duration> duration = value.text().flatMap(text -> {
            Optional<Duration> parsed = Durations.parse(text);
            holds(value, parsed.isPresent(), allowed);
            return parsed;
        });
        return duration.filter(d -> holds(value, d.compareTo(least) >= 0 && d.compareTo(most) <= 0, allowed));
    }

    static Optional<Integer> count(Value value, int least, int most) {
        String allowed = "must be a whole number between " + least + " and " + most;
        return value.text()
                .filter(text -> holds(value, text.matches("\\d{1,10}"), allowed))
                .map(Long::parseLong)
                .filter(count -> holds(value, count >= least && count <= most, allowed))
                .map(Long::intValue);
    }

    static Optional<Double> number(Value value, DoublePredicate inBounds, String bounds) {
        String allowed = "must be a number " + bounds;
        return value.text()
                .filter(text -> holds(value, NUMBER.matcher(text).matches(), allowed))
                .map(Double::parseDouble)
                .filter(number -> holds(value, Double.isFinite(number) && inBounds.test(number), allowed));
    }

    static Optional<Double> share(Value value) {
        return number(value, share -> share >= 0 && share <= 1, "between 0 and 1");
    }

    static Optional<Boolean> flag(Value value) {
        return value.text()
                .filter(text -> holds(value, text.equals("true") || text.equals("false"), "must be true or false"))
                .map(Boolean::parseBoolean);
    }

    /** An http or https URL; without a scheme it is http. Credentials in it are refused, and not shown. */
    static Optional<URI> url(Value value) {
        return value.text().flatMap(text -> {
            try {
                return url(value, new URI(WITH_SCHEME.matcher(text).matches() ? text : "http://" + text));
            } catch (URISyntaxException e) {
                refuseUrl(value, text.contains("@"));
                return Optional.empty();
            }
        });
    }

    private static Optional<URI> url(Value value, URI url) {
        boolean secret = url.getRawAuthority() != null && url.getRawAuthority().contains("@");
        boolean good = !secret
                && url.getHost() != null
                && ("http".equals(url.getScheme()) || "https".equals(url.getScheme()))
                && url.getPort() != 0
                && url.getPort() <= 65_535
                && url.getRawFragment() == null;
        if (!good) {
            refuseUrl(value, secret);
        }
        return good ? Optional.of(url) : Optional.empty();
    }

    private static void refuseUrl(Value value, boolean secret) {
        String allowed = "must be host:port or an http or https URL without user, password and fragment";
        if (secret) {
            value.refuseUnseen(allowed);
        } else {
            value.refuse(allowed);
        }
    }

    /** Relative ones begin in the folder of the groups file. */
    static Optional<Path> path(Value value) {
        return value.text().flatMap(text -> {
            try {
                return Optional.of(value.context().folder().resolve(text).normalize());
            } catch (InvalidPathException e) {
                value.refuse("must be a path");
                return Optional.empty();
            }
        });
    }

    static Optional<String> secretFile(Value value) {
        return path(value)
                .filter(file -> holds(value, value.context().readable().test(file), "must be a file that can be read"))
                .map(Path::toString);
    }

    static List<String> texts(Value value) {
        return value.itemsOrOne().stream().flatMap(item -> item.text().stream()).toList();
    }

    static Map<String, String> textsByName(Map<String, Value> named) {
        Map<String, String> texts = new LinkedHashMap<>();
        named.forEach((name, value) -> value.text().ifPresent(text -> texts.put(name, text)));
        return texts;
    }

    /** Values by the names of labels, such as every collector takes. */
    static Map<String, Value> labelled(Value value) {
        Map<String, Value> named = value.named();
        named.forEach((name, of) -> {
            if (!LABEL.matcher(name).matches()) {
                of.refuseName(name, LABEL_ALLOWED);
            }
        });
        return named;
    }

    static List<String> labelNames(Value value) {
        return value.itemsOrOne().stream().flatMap(item -> label(item).stream()).toList();
    }

    static boolean holds(Value value, boolean fact, String allowed) {
        if (!fact) {
            value.refuse(allowed);
        }
        return fact;
    }
}
