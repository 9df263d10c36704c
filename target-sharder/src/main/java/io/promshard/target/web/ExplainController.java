package io.promshard.target.web;

import io.promshard.target.model.Target;
import io.promshard.target.model.TargetKey;
import io.promshard.target.model.TargetSet;
import io.promshard.target.reconcile.GroupRuntime;
import java.util.List;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;

/** Explains why a target is where it is. */
@SharderController
final class ExplainController {

    /** Of targets with one address in several jobs, so many are explained. */
    private static final int MOST = 20;

    private final GroupLookup lookup;
    private final Permits permits = new Permits("another explanation", 2);

    ExplainController(GroupLookup lookup) {
        this.lookup = lookup;
    }

    /** @param target a key, or an address as it is scraped */
    @GetMapping("/api/v1/groups/{group}/explain")
    Success<List<Explanation>> explain(@PathVariable String group, @RequestParam String target) {
        GroupRuntime runtime = lookup.group(group);
        return permits.with(() -> Success.of(keys(runtime, target).stream()
                .map(key -> Explanation.of(runtime, key))
                .toList()));
    }

    private static List<Long> keys(GroupRuntime group, String asked) {
        TargetSet targets = group.observe().targets().targets();
        List<Long> keys = isKey(asked)
                ? List.of(TargetKey.parse(asked))
                : targets.targets().stream()
                        .filter(target -> target.address().equals(asked))
                        .map(Target::key)
                        .distinct()
                        .limit(MOST)
                        .toList();
        boolean known = keys.stream()
                .anyMatch(key -> !targets.of(key).isEmpty()
                        || !group.state().layout().holders(key).isEmpty());
        if (!known) {
            throw RefusedException.notFound("group " + Names.quoted(group.spec().name())
                    + " has no target of the key or address " + Names.quoted(asked) + " but " + targets.size()
                    + " others" + example(targets));
        }
        return keys;
    }

    private static boolean isKey(String text) {
        return text.matches("[0-9a-f]{16}");
    }

    private static String example(TargetSet targets) {
        List<Target> all = targets.targets();
        return all.isEmpty()
                ? ""
                : ", such as " + TargetKey.text(all.getFirst().key()) + ", which is "
                        + all.getFirst().address();
    }
}
