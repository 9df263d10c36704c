package io.promshard.pgw.exposition;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Chooses the form of an exposition as a Pushgateway does: clauses by weight; the first one that asks for text 0.0.4 or for delimited
 * protobuf decides, else it is text. The escaping is the last that was asked for until then, also beside a form that there is not.
 *
 * @see <a href="https://github.com/prometheus/common/blob/v0.61.0/expfmt/encode.go">Negotiate</a>
 */
public final class Negotiation {

    private static final Comparator<Clause> ORDER = Comparator.comparingDouble((Clause clause) -> -clause.weight())
            .thenComparing(clause -> clause.type().startsWith("*/"))
            .thenComparing(clause -> clause.type().endsWith("/*"));

    private Negotiation() {}

    /** What to answer to a header {@code Accept}, which may be empty. */
    public static Format of(String accept) {
        Escaping escaping = Escaping.UNDERSCORES;
        for (Clause clause : clauses(accept)) {
            escaping = Escaping.of(clause.parameter("escaping")).orElse(escaping);
            if (clause.isProtobuf()) {
                return new Format(Format.Kind.PROTOBUF, escaping);
            }
            if (clause.isText()) {
                return new Format(Format.Kind.TEXT, escaping);
            }
        }
        return new Format(Format.Kind.TEXT, escaping);
    }

    /**
     * Whether to compress: gzip was asked for, and nothing uncompressed with the same weight before it.
     *
     * @see <a href="https://github.com/golang/gddo/blob/master/httputil/negotiate.go">NegotiateContentEncoding</a>
     */
    public static boolean gzip(String acceptEncoding) {
        double identity = -1;
        double gzip = -1;
        for (Clause clause : clauses(acceptEncoding)) {
            if (clause.type().equals("identity") || clause.type().equals("*")) {
                identity = Math.max(identity, clause.weight());
            }
            if (clause.type().equals("gzip") || clause.type().equals("*")) {
                gzip = Math.max(gzip, clause.weight());
            }
        }
        return gzip > 0 && gzip > identity;
    }

    private static List<Clause> clauses(String header) {
        List<Clause> clauses = new ArrayList<>();
        for (String text : header.split(",", -1)) {
            clauses.add(Clause.of(text));
        }
        clauses.sort(ORDER);
        return clauses;
    }

    /** A clause of the header. Nothing in it is unquoted, and all is told apart by case. */
    private record Clause(String type, double weight, Map<String, String> parameters) {

        private static Clause of(String text) {
            String[] parts = text.split(";", -1);
            Map<String, String> parameters = new HashMap<>();
            for (int i = 1; i < parts.length; i++) {
                String[] pair = parts[i].split("=", 2);
                parameters.put(pair[0].trim(), pair.length == 2 ? pair[1].trim() : "");
            }
            return new Clause(parts[0].trim(), weight(parameters.get("q")), parameters);
        }

        private static double weight(@Nullable String q) {
            try {
                return q == null ? 1 : Double.parseDouble(q);
            } catch (NumberFormatException e) {
                return 1;
            }
        }

        private String parameter(String name) {
            return parameters.getOrDefault(name, "");
        }

        private boolean isProtobuf() {
            return type.equals("application/vnd.google.protobuf")
                    && parameter("proto").equals("io.prometheus.client.MetricFamily")
                    && parameter("encoding").equals("delimited");
        }

        private boolean isText() {
            String version = parameter("version");
            return type.equals("text/plain") && (version.isEmpty() || version.equals("0.0.4"));
        }
    }
}
