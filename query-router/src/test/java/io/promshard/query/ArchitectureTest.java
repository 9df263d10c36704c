package io.promshard.query;

import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static io.promshard.shard.HouseRules.knowsOnly;
import static io.promshard.shard.HouseRules.onlyIn;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.junit.ArchTests;
import com.tngtech.archunit.lang.ArchRule;
import io.promshard.shard.HouseRules;
import java.util.List;

/** The house in rules: the language and its values know no framework, packages depend one way. */
@AnalyzeClasses(packages = "io.promshard.query", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    static final ArchTests house = ArchTests.in(HouseRules.class);

    @ArchTest
    static final ArchRule the_model_knows_only_the_jdk_and_labels =
            knowsOnly("..query.model..", "io.promshard.shard.labels..");

    @ArchTest
    static final ArchRule the_language_knows_only_the_model =
            knowsOnly("..query.promql..", "..query.model..", "io.promshard.shard.labels..");

    @ArchTest
    static final ArchRule the_text_format_knows_only_what_it_is_read_into =
            knowsOnly("..query.exposition..", "..query.wire..");

    @ArchTest
    static final ArchRule remote_read_knows_bytes_and_values =
            knowsOnly("..query.remote..", "..query.model..", "..query.wire..", "io.promshard.shard.labels..");

    @ArchTest
    static final ArchRule nobody_knows_the_web = onlyIn(List.of("..query.web..", "..query.config.."), "..query.web..");

    @ArchTest
    static final ArchRule packages_form_no_cycle =
            slices().matching("io.promshard.query.(**)").should().beFreeOfCycles();
}
