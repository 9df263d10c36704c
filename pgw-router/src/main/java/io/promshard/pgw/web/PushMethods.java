package io.promshard.pgw.web;

/** The methods of a push path, as a Pushgateway has them. */
final class PushMethods {

    static final String ALLOW = "DELETE, OPTIONS, POST, PUT";

    private PushMethods() {}

    static boolean isPush(String method) {
        return method.equals("PUT") || method.equals("POST") || method.equals("DELETE");
    }
}
