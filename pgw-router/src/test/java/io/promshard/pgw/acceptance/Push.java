package io.promshard.pgw.acceptance;

import java.net.URI;

/**
 * What a client is asked to do with one group of the job {@code clients}.
 *
 * @param method PUT, POST or DELETE
 * @param router its URL, without a slash at the end
 * @param instance the one label of the group beside the job
 * @param family name of the one metric to push; its value is 1. Gateways want a name to be of one type in all groups
 */
record Push(String method, URI router, String instance, String family) {

    static final String JOB = "clients";

    /** For clients that are given a URL. */
    URI url() {
        return URI.create(router + "/metrics/job/" + JOB + "/instance/" + instance);
    }

    String body() {
        return method.equals("DELETE") ? "" : family + " 1\n";
    }
}
