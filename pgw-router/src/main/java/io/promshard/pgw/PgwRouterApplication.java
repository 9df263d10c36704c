package io.promshard.pgw;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** Starts pgw-router. */
@SpringBootApplication
public class PgwRouterApplication {

    public static void main(String[] args) {
        SpringApplication.run(PgwRouterApplication.class, args);
    }
}
