package io.promshard.target;

import static io.promshard.shard.HouseRules.knowNone;
import static io.promshard.shard.HouseRules.onlyIn;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.junit.ArchTests;
import com.tngtech.archunit.lang.ArchRule;
import io.promshard.shard.HouseRules;
import java.util.List;

/** The house in rules: what is seen, decided and done are apart, and deciding knows nothing of the world. */
@AnalyzeClasses(packages = "io.promshard.target", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    static final ArchTests house = ArchTests.in(HouseRules.class);

    @ArchTest
    static final ArchRule deciding_knows_no_world = knowNone(
            List.of(
                    "..target.model..",
                    "..target.assign..",
                    "..target.collector..",
                    "..target.handover..",
                    "..target.load..",
                    "..target.spec.."),
            "org.springframework..",
            "jakarta..",
            "tools.jackson..",
            "java.net.http..",
            "java.nio.file..",
            "java.util.concurrent..");

    @ArchTest
    static final ArchRule only_the_rim_knows_spring = onlyIn(
            List.of("..target.web..", "..target.config..", "io.promshard.target"),
            "org.springframework..",
            "jakarta..");

    @ArchTest
    static final ArchRule nobody_knows_the_web =
            onlyIn(List.of("..target.web..", "..target.config.."), "..target.web..");
}
