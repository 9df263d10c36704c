package io.promshard.pgw.forward;

import org.apache.hc.core5.http.HttpEntity;

/**
 * The body of a push on its way to a gateway.
 *
 * @param entity what is sent
 * @param source where that comes from
 */
record PushBody(HttpEntity entity, ClientBody source) {

    /** Whether all of it is here, so that it can be sent again. */
    boolean repeatable() {
        return entity.isRepeatable();
    }
}
