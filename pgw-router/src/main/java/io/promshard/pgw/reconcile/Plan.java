package io.promshard.pgw.reconcile;

import io.promshard.pgw.grouping.GroupingKey;
import io.promshard.pgw.reconcile.Verdict.State;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The verdicts on all groups of one observation.
 *
 * @param actions of all groups
 * @param states how many groups stand how
 * @param duplicated how many groups are on more gateways than shall have them
 */
public record Plan(List<Action> actions, Map<State, Integer> states, int duplicated) {

    public static final Plan NONE = new Plan(List.of(), Map.of(), 0);

    public Plan {
        actions = List.copyOf(actions);
        states = Map.copyOf(states);
    }

    public static Plan of(Judge judge, Collection<Sighting> groups) {
        List<Action> actions = new ArrayList<>();
        Map<State, Integer> states = new EnumMap<>(State.class);
        int duplicated = 0;
        for (Sighting group : groups) {
            Verdict verdict = judge.judge(group);
            actions.addAll(verdict.actions());
            states.merge(verdict.state(), 1, Integer::sum);
            duplicated += group.copies().size() > Math.max(1, group.owners().size()) ? 1 : 0;
        }
        return new Plan(actions, states, duplicated);
    }

    /** The groups that have outlived their time. */
    public Set<GroupingKey> expired() {
        Set<GroupingKey> expired = new HashSet<>();
        for (Action action : actions) {
            if (action instanceof Action.Delete delete && delete.reason() == Action.Reason.EXPIRED) {
                expired.add(delete.key());
            }
        }
        return expired;
    }

    public int count(State state) {
        return states.getOrDefault(state, 0);
    }

    /** What is to be done to one gateway. */
    public List<Action> on(String gateway) {
        return actions.stream()
                .filter(action -> action.target().equals(gateway))
                .toList();
    }
}
