package io.promshard.pgw.grouping;

/**
 * What a Pushgateway takes in a grouping key but cannot serve afterwards. But for {@link #EMPTY_VALUE}, one such push
 * can make every scrape of its gateway fail, and most make later pushes of others fail too, until the group is deleted.
 */
public enum Poison {

    /** Gathering fails on it: scrapes are answered with 500 and checked pushes with 400. */
    INVALID_UTF8("is not valid UTF-8") {
        @Override
        boolean isIn(String name, String value) {
            return !ByteStrings.isUtf8(name) || !ByteStrings.isUtf8(value);
        }
    },

    /** A name that begins with two underscores once {@code U__} escapes are undone. Gathering fails on it. */
    RESERVED_NAME("has a reserved name") {
        @Override
        boolean isIn(String name, String value) {
            return name.startsWith(LabelNames.RESERVED);
        }
    },

    /**
     * An {@code instance} without a value, as a trailing slash makes it. A gateway adds it to metrics that have none,
     * so the group collides with the one without it.
     */
    EMPTY_INSTANCE("is empty, as after a trailing slash") {
        @Override
        boolean isIn(String name, String value) {
            return value.isEmpty() && name.equals("instance");
        }
    },

    /** Clashes with the buckets of a histogram in the body. Prometheus then refuses the whole scrape. */
    LE_LABEL("is reserved for histograms") {
        @Override
        boolean isIn(String name, String value) {
            return name.equals("le");
        }
    },

    /** Clashes with the quantiles of a summary in the body. */
    QUANTILE_LABEL("is reserved for summaries") {
        @Override
        boolean isIn(String name, String value) {
            return name.equals("quantile");
        }
    },

    /**
     * Any other label without a value. It is absent to Prometheus, but not to a gateway: two groups there may be one
     * series here. Harmless as long as only one of them is pushed to.
     */
    EMPTY_VALUE("is empty") {
        @Override
        boolean isIn(String name, String value) {
            return value.isEmpty() && !name.equals("instance");
        }
    };

    private final String complaint;

    Poison(String complaint) {
        this.complaint = complaint;
    }

    /** What is wrong with a label that has this fault, in the words of an answer to the client. */
    String complaint(String name, String value) {
        return "label " + ByteStrings.quoted(name) + " " + complaint + ", got: " + ByteStrings.quoted(value);
    }

    /** Looks at one label, given as byte strings. */
    abstract boolean isIn(String name, String value);
}
