package io.promshard.shard.servers;

import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.platform.commons.support.AnnotationSupport;

/** Skips a class whose servers are not to be had, resolves {@link Servers}, and leaves their end to JUnit's store. */
final class RealServersExtension implements ExecutionCondition, ParameterResolver {

    private static final Namespace NAMESPACE = Namespace.create(RealServersExtension.class);

    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
        return needed(context)
                .flatMap(kind -> Providers.whyNot(kind).stream())
                .findFirst()
                .map(why -> ConditionEvaluationResult.disabled(Availability.missing(why)))
                .orElseGet(() -> ConditionEvaluationResult.enabled("the servers can be started"));
    }

    private static Stream<ServerKind> needed(ExtensionContext context) {
        return AnnotationSupport.findAnnotation(context.getElement(), RealServers.class).stream()
                .flatMap(annotation -> Arrays.stream(annotation.value()));
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == Servers.class;
    }

    @Override
    public Servers resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return context.getStore(NAMESPACE).computeIfAbsent(Servers.class, key -> Servers.open(), Servers.class);
    }
}
