package io.promshard.query.web;

import io.promshard.query.request.Partial;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What the controllers share. */
@Configuration(proxyBeanMethods = false)
class WebConfiguration {

    private static final int LONGEST_FORM = 10 << 20;

    @Bean
    Requests requests() {
        return new Requests(LONGEST_FORM, Partial.ALLOWED);
    }

    @Bean
    Replies replies() {
        return new Replies();
    }
}
