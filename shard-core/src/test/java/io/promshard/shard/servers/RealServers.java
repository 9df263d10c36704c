package io.promshard.shard.servers;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Gives a test class a {@link Servers} parameter.
 *
 * <p>Servers started by a test or a {@code @BeforeEach} end after that test. Once a constructor or a {@code @BeforeAll}
 * of the class has taken the parameter, the whole class shares it and the servers end with the class.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(RealServersExtension.class)
public @interface RealServers {

    /**
     * What the class cannot do without: it is skipped as a whole, before anything of it runs, where one of these cannot
     * be started. A class that names none is skipped test by test, when it asks.
     */
    ServerKind[] value() default {};
}
