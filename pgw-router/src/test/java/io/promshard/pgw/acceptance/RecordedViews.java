package io.promshard.pgw.acceptance;

import io.promshard.shard.membership.LiveMembership;
import io.promshard.shard.membership.MembershipView;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.springframework.beans.factory.config.BeanPostProcessor;

/** The views of a router's membership from before its source is started, each as {@code members/usable members}. */
final class RecordedViews implements BeanPostProcessor {

    private final List<String> sizes = new CopyOnWriteArrayList<>();

    @Override
    public Object postProcessAfterInitialization(Object bean, String name) {
        if (bean instanceof LiveMembership membership) {
            membership.subscribe(view -> sizes.add(size(view)));
        }
        return bean;
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
