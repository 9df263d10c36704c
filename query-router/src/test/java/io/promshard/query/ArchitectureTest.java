package io.promshard.query;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.junit.ArchTests;
import com.tngtech.archunit.lang.ArchRule;
import io.promshard.shard.HouseRules;

/** The house in rules: the language and its values know no framework, packages depend one way. */
@AnalyzeClasses(packages = "io.promshard.query", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    static final ArchTests house = ArchTests.in(HouseRules.class);

    @ArchTest
    static final ArchRule the_model_knows_only_the_jdk_and_labels = classes()
            .that()
            .resideInAPackage("..query.model..")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                    "java..", "org.jspecify.annotations..", "..query.model..", "io.promshard.shard.labels..");

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
    static final ArchRule remote_read_knows_bytes_and_values = classes()
            .that()
            .resideInAPackage("..query.remote..")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                    "java..",
                    "org.jspecify.annotations..",
                    "..query.model..",
                    "..query.wire..",
                    "..query.remote..",
                    "io.promshard.shard.labels..");

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
}
