package io.promshard.query.engine;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** The engine is pure, and its packages depend one way. */
@AnalyzeClasses(packages = "io.promshard.query.engine", importOptions = DoNotIncludeTests.class)
class EngineArchitectureTest {

    @ArchTest
    static final ArchRule it_knows_only_the_language_and_its_values = classes()
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                    "java..",
                    "org.jspecify.annotations..",
                    "com.google.re2j..",
                    "io.promshard.shard.labels..",
                    "io.promshard.query.model..",
                    "io.promshard.query.promql..",
                    "io.promshard.query.engine..");

    @ArchTest
    static final ArchRule its_packages_have_no_cycles =
            slices().matching("io.promshard.query.(engine..)").should().beFreeOfCycles();
}
