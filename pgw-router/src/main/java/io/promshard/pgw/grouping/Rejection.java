package io.promshard.pgw.grouping;

import org.jspecify.annotations.Nullable;

/**
 * What a Pushgateway answers to a push whose path it does not take.
 *
 * @param status 400, 404, or a redirect: 301 for a path with empty or dot segments, 307 for a wrong case or a slash too
 *     many
 * @param message the body without the newline that a Pushgateway ends it with; empty for a redirect
 * @param location where a redirect leads, as path and query; null for anything else
 */
public record Rejection(
        int status, String message, @Nullable String location) implements PushPath {

    static final Rejection BAD_REQUEST = new Rejection(400, "400 Bad Request", null);
    static final Rejection NOT_FOUND = new Rejection(404, "404 page not found", null);
    static final Rejection NO_JOB = improper("job name is required");

    static Rejection unclean(String location) {
        return new Rejection(301, "", location);
    }

    static Rejection misspelt(String location) {
        return new Rejection(307, "", location);
    }

    static Rejection oddLabels(String labels) {
        return improper("odd number of components in label string " + ByteStrings.quoted(labels));
    }

    static Rejection improperName(String name) {
        return improper("improper label name " + ByteStrings.quoted(name));
    }

    /** Quotes what could be decoded, not what was sent: a Pushgateway overwrites the one with the other first. */
    static Rejection jobNotBase64(UrlBase64 job) {
        return improper("invalid base64 encoding in job name " + ByteStrings.quoted(job.decoded()) + corrupt(job));
    }

    static Rejection valueNotBase64(String name, String value, UrlBase64 decoding) {
        return improper("invalid base64 encoding for label "
                + ByteStrings.text(name)
                + "="
                + ByteStrings.quoted(value)
                + corrupt(decoding));
    }

    private static String corrupt(UrlBase64 decoding) {
        return ": illegal base64 data at input byte " + decoding.corruptAt();
    }

    private static Rejection improper(String message) {
        return new Rejection(400, message, null);
    }
}
