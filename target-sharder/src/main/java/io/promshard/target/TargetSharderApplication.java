package io.promshard.target;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** Starts target-sharder. */
@SpringBootApplication
public class TargetSharderApplication {

    public static void main(String[] args) {
        SpringApplication.run(TargetSharderApplication.class, args);
    }
}
