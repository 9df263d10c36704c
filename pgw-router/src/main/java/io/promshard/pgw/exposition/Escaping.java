package io.promshard.pgw.exposition;

import java.util.Optional;

/**
 * How names beyond the old alphabet are put into it for readers who know no other.
 *
 * @see <a href="https://github.com/prometheus/common/blob/v0.61.0/model/metric.go">EscapeName</a>
 */
public enum Escaping {

    /** Not at all. */
    ALLOW_UTF8("allow-utf-8") {
        @Override
        String escapeForeign(String name) {
            return name;
        }
    },

    /** Each foreign character becomes an underscore. */
    UNDERSCORES("underscores") {
        @Override
        String escapeForeign(String name) {
            return mapped(name, (point, at) -> Names.isLegacy(point, at) ? Character.toString(point) : "_");
        }
    },

    /** Dots become {@code _dot_}, underscores and all else two underscores. */
    DOTS("dots") {
        @Override
        String escapeForeign(String name) {
            return mapped(name, (point, at) -> switch (point) {
                case '_' -> "__";
                case '.' -> "_dot_";
                default -> Names.isLegacy(point, at) ? Character.toString(point) : "__";
            });
        }
    },

    /** {@code U__}, and each foreign character by its number. */
    VALUES("values") {
        @Override
        String escapeForeign(String name) {
            return "U__"
                    + mapped(name, (point, at) -> {
                        if (point == '_') {
                            return "__";
                        }
                        return Names.isLegacy(point, at)
                                ? Character.toString(point)
                                : "_" + Integer.toHexString(point) + "_";
                    });
        }
    };

    private final String term;

    Escaping(String term) {
        this.term = term;
    }

    /** The scheme that a header names; nothing for others. */
    static Optional<Escaping> of(String term) {
        for (Escaping escaping : values()) {
            if (escaping.term.equals(term)) {
                return Optional.of(escaping);
            }
        }
        return Optional.empty();
    }

    /** As a header names it. */
    String term() {
        return term;
    }

    /** The name as it stands in an exposition; those of the old alphabet are themselves. */
    public String escape(String name) {
        return Names.isLegacy(name) ? name : escapeForeign(name);
    }

    abstract String escapeForeign(String name);

    private static String mapped(String name, Mapping mapping) {
        StringBuilder mapped = new StringBuilder(name.length() + 16);
        int at = 0;
        while (at < name.length()) {
            int point = name.codePointAt(at);
            mapped.append(mapping.of(point, at));
            at += Character.charCount(point);
        }
        return mapped.toString();
    }

    /** What becomes of a character. */
    private interface Mapping {
        String of(int point, int at);
    }
}
