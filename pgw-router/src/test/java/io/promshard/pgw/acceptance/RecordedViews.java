package io.promshard.pgw.acceptance;

import io.promshard.shard.membership.CautiousMembership;
import io.promshard.shard.membership.MembershipView;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.springframework.beans.factory.config.BeanPostProcessor;

/** The views that a router works with, from before its source is started, as {@code members/usable members}; changes only. */
final class RecordedViews implements BeanPostProcessor {

    private final List<String> sizes = new CopyOnWriteArrayList<>();

    @Override
    public Object postProcessAfterInitialization(Object bean, String name) {
        if (bean instanceof CautiousMembership membership) {
            membership.subscribe(view -> add(size(view)));
        }
        return bean;
    }

    private void add(String size) {
        if (sizes.isEmpty() || !sizes.getLast().equals(size)) {
            sizes.add(size);
        }
    }

    private static String size(MembershipView view) {
        long usable = view.members().stream()
                .filter(member -> member.health().usable())
                .count();
        return view.members().size() + "/" + usable;
    }

    List<String> sizes() {
        return List.copyOf(sizes);
    }
}
