package io.promshard.pgw.config;

import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What may be ordered over HTTP.
 *
 * @param enabled whether orders are taken
 * @param tokenFile a file with the token that who gives orders must send; empty for none, which is for a loopback address only
 */
public record AdminProperties(
        @DefaultValue("false") boolean enabled,
        @DefaultValue("") String tokenFile) {}
