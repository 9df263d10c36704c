package io.promshard.query;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.GeneralCodingRules;
import java.time.Instant;

/** The house in rules: the language and its values know no framework, packages depend one way. */
@AnalyzeClasses(packages = "io.promshard.query", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    static final ArchRule the_model_knows_only_the_jdk_and_re2 = classes()
            .that()
            .resideInAPackage("..query.model..")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                    "java..",
                    "org.jspecify.annotations..",
                    "com.google.re2j..",
                    "..query.model..",
                    "io.promshard.shard.labels..");

    @ArchTest
    static final ArchRule the_language_knows_only_the_model = classes()
            .that()
            .resideInAPackage("..query.promql..")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                    "java..",
                    "org.jspecify.annotations..",
                    "..query.model..",
                    "..query.promql..",
                    "io.promshard.shard.labels..");

    @ArchTest
    static final ArchRule the_text_format_knows_only_what_it_is_read_into = classes()
            .that()
            .resideInAPackage("..query.exposition..")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage("java..", "org.jspecify.annotations..", "..query.wire..", "..query.exposition..");

    @ArchTest
    static final ArchRule nobody_knows_the_web = noClasses()
            .that()
            .resideOutsideOfPackages("..query.web..", "..query.config..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("..query.web..");

    @ArchTest
    static final ArchRule packages_form_no_cycle =
            slices().matching("io.promshard.query.(**)").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule time_comes_from_a_clock = noClasses()
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
    static final ArchRule logging_is_slf4j = GeneralCodingRules.NO_CLASSES_SHOULD_USE_JAVA_UTIL_LOGGING;
}
