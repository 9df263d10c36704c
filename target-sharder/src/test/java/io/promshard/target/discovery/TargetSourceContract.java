package io.promshard.target.discovery;

import static io.promshard.target.discovery.SourceFixture.addresses;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

/** What every source of targets keeps to. */
public interface TargetSourceContract extends SourceFixture {

    @Test
    default void readsAllThatThereIs() throws Exception {
        give("10.0.0.1:9100", "10.0.0.2:9100");

        assertThat(addresses(source().read())).containsExactlyInAnyOrder("10.0.0.1:9100", "10.0.0.2:9100");
    }

    @Test
    default void readsWhatIsThereNow() throws Exception {
        give("10.0.0.1:9100", "10.0.0.2:9100");
        source().read();

        give("10.0.0.2:9100", "10.0.0.3:9100");

        assertThat(eventually("10.0.0.2:9100", "10.0.0.3:9100"))
                .containsExactlyInAnyOrder("10.0.0.2:9100", "10.0.0.3:9100");
    }

    @Test
    default void answersNoneWhereThereIsNone() throws Exception {
        give();

        assertThat(source().read()).isEmpty();
    }

    @Test
    default void mayAnswerDoubles() throws Exception {
        give("10.0.0.1:9100", "10.0.0.1:9100");

        assertThat(addresses(source().read())).contains("10.0.0.1:9100").containsOnly("10.0.0.1:9100");
    }

    @Test
    default void failsAsAWholeAndSaysWhere() throws Exception {
        give("10.0.0.1:9100");
        spoil();

        assertThatThrownBy(() -> source().read())
                .isInstanceOf(SourceException.class)
                .hasMessageMatching("(?s).{4,}: .{10,}");
    }

    @Test
    default void isWellAgainOnceItIsRepaired() throws Exception {
        give("10.0.0.1:9100");
        spoil();
        assertThatThrownBy(() -> source().read()).isInstanceOf(SourceException.class);

        give("10.0.0.2:9100");

        assertThat(eventually("10.0.0.2:9100")).containsExactly("10.0.0.2:9100");
    }

    @Test
    default void hasAName() {
        assertThat(source().name()).isNotBlank().doesNotContain("\n");
    }

    @Test
    default void canBeClosedAtAnyTimeAndTwice() {
        source().close();

        assertThatCode(() -> source().close()).doesNotThrowAnyException();
    }

    /** What it answers once it has heard of it; a source that hears nothing by itself answers so at once. */
    default List<String> eventually(String... expected) throws Exception {
        return addresses(source().read());
    }
}
