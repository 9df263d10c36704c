package io.promshard.target.groups.yaml;

import java.io.Serial;

/** A text is no YAML, or none that is taken. */
public final class BadYamlException extends Exception {

    @Serial
    private static final long serialVersionUID = 1L;

    private final transient Place place;

    BadYamlException(Place place, String message) {
        super(message);
        this.place = place;
    }

    public Place place() {
        return place;
    }
}
