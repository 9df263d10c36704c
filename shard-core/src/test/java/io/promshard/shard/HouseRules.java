package io.promshard.shard;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.GeneralCodingRules;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/**
 * What holds in every module: a module's {@code ArchitectureTest} takes it by {@code ArchTests.in(HouseRules.class)}. And the words for
 * what holds in one, in which a package is a pattern of ArchUnit's.
 */
public final class HouseRules {

    @ArchTest
    static final ArchRule time_and_chance_come_in_by_constructor = noClasses()
            .should()
            .callMethod(Instant.class, "now")
            .orShould()
            .callMethod(System.class, "currentTimeMillis")
            .orShould()
            .callMethod(Math.class, "random")
            .orShould()
            .callMethod(Thread.class, "sleep", long.class);

    @ArchTest
    static final ArchRule no_field_is_public_and_mutable =
            fields().that().arePublic().should().beFinal();

    @ArchTest
    static final ArchRule nobody_writes_to_standard_streams =
            GeneralCodingRules.NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS;

    @ArchTest
    static final ArchRule nobody_throws_generic_exceptions =
            GeneralCodingRules.NO_CLASSES_SHOULD_THROW_GENERIC_EXCEPTIONS;

    @ArchTest
    static final ArchRule nobody_injects_into_fields = GeneralCodingRules.NO_CLASSES_SHOULD_USE_FIELD_INJECTION;

    @ArchTest
    static final ArchRule logging_is_slf4j = GeneralCodingRules.NO_CLASSES_SHOULD_USE_JAVA_UTIL_LOGGING;

    private HouseRules() {}

    /** The package knows itself, the JDK, the annotations of nullness, and these. */
    public static ArchRule knowsOnly(String itself, String... others) {
        String[] all = Stream.concat(Stream.of("java..", "org.jspecify.annotations..", itself), Stream.of(others))
                .toArray(String[]::new);
        return classes()
                .that()
                .resideInAPackage(itself)
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(all);
    }

    /** Nobody knows these but the packages named. */
    public static ArchRule onlyIn(List<String> packages, String... known) {
        return noClasses()
                .that()
                .resideOutsideOfPackages(packages.toArray(String[]::new))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(known);
    }

    /** None of the packages knows any of these. */
    public static ArchRule knowNone(List<String> packages, String... others) {
        return noClasses()
                .that()
                .resideInAnyPackage(packages.toArray(String[]::new))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(others);
    }
}
