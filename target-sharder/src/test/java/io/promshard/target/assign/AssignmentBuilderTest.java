package io.promshard.target.assign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class AssignmentBuilderTest {

    private final AssignmentBuilder builder = new AssignmentBuilder(List.of("a", "b", "c"), 0);

    @Test
    void keepsWhatIsAdded() {
        Assignment assignment = builder.add(-5, new int[] {9, 2, 0, 9}, 1, 2)
                .addUnplaced(3, "nobody is there")
                .add(7, new int[] {1}, 0, 1)
                .build();

        assertThat(assignment.size()).isEqualTo(3);
        assertThat(assignment.of(-5)).containsExactly("c", "a");
        assertThat(assignment.of(3)).isEmpty();
        assertThat(assignment.at(2)).containsExactly("b");
        assertThat(assignment.of(8)).isEmpty();
        assertThat(assignment.owners(0)).isEqualTo(2);
        assertThat(assignment.owner(0, 0)).isEqualTo(2);
        assertThat(assignment.unplaced()).containsExactly(new Assignment.Unplaced(3, "nobody is there"));
    }

    @Test
    void growsWithItsKeys() {
        for (int key = 0; key < 10_000; key++) {
            builder.add(key, new int[] {key % 3}, 0, 1);
        }
        Assignment assignment = builder.build();

        assertThat(assignment.size()).isEqualTo(10_000);
        assertThat(assignment.of(9_998)).containsExactly("c");
    }

    @Test
    void equalsWhatSaysTheSame() {
        Assignment assignment = builder.add(1, new int[] {0}, 0, 1).build();
        AssignmentBuilder same = new AssignmentBuilder(List.of("a", "b", "c"), 5).add(1, new int[] {0}, 0, 1);
        AssignmentBuilder other = new AssignmentBuilder(List.of("a", "b", "c"), 5).add(1, new int[] {1}, 0, 1);

        assertThat(same.build()).isEqualTo(assignment).hasSameHashCodeAs(assignment);
        assertThat(other.build()).isNotEqualTo(assignment);
    }

    @Test
    void refusesKeysThatDoNotGrow() {
        builder.add(5, new int[] {0}, 0, 1);

        assertThatThrownBy(() -> builder.add(5, new int[] {0}, 0, 1)).hasMessage("keys must grow, but 5 came after 5");
    }

    @Test
    void refusesCollectorsThatAreNotThere() {
        assertThatThrownBy(() -> builder.add(5, new int[] {3}, 0, 1))
                .hasMessage("there is no collector 3 among the 3 collectors");
    }
}
