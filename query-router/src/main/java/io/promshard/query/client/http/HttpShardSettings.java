package io.promshard.query.client.http;

import java.time.Duration;

/**
 * How servers are asked over HTTP.
 *
 * @param connectTimeout also of the TLS handshake
 * @param idleTimeout how long a read of the body may wait for its next byte
 * @param keepAlive how long a connection may be idle before it is closed
 * @param maxAnswerBytes largest body, decompressed
 * @param gzip whether servers are asked to compress: less traffic for more CPU on both sides
 */
public record HttpShardSettings(
        Duration connectTimeout, Duration idleTimeout, Duration keepAlive, long maxAnswerBytes, boolean gzip) {}
