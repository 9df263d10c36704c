package io.promshard.pgw.web;

/** Told of every scrape of the merged view once it is answered, for metrics. Must not block or throw. */
@FunctionalInterface
public interface ReadListener {

    /**
     * A scrape was answered.
     *
     * @param format its kind
     */
    void scraped(String format, int status);
}
