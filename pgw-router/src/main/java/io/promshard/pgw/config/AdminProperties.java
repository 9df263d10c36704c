package io.promshard.pgw.config;

import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What may be ordered over HTTP.
 *
 * @param enabled whether orders are taken; whoever reaches the router may then give them
 */
public record AdminProperties(@DefaultValue("false") boolean enabled) {}
