package io.promshard.query;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** Starts query-router. */
@SpringBootApplication
public class QueryRouterApplication {

    public static void main(String[] args) {
        SpringApplication.run(QueryRouterApplication.class, args);
    }
}
