package io.promshard.query.exec;

import java.io.IOException;

/** No server of a shard has all the samples that a query needs. */
final class LacksSamples extends IOException {

    private static final long serialVersionUID = 1;

    LacksSamples() {
        super("no server of it has all samples of that time");
    }
}
