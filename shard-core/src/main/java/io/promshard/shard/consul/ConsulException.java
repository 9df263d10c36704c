package io.promshard.shard.consul;

/** Consul could not be asked, or refused. The message is for people and never holds the ACL token. */
public sealed class ConsulException extends Exception {

    private ConsulException(String message) {
        super(message);
    }

    /** No answer came: asking for something else now is as vain. */
    public static final class Unreachable extends ConsulException {
        Unreachable(String message) {
            super(message);
        }
    }

    /** An answer came, and it was no or could not be read. */
    public static final class Refused extends ConsulException {
        public Refused(String message) {
            super(message);
        }
    }
}
