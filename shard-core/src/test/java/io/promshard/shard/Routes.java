package io.promshard.shard;

import jakarta.servlet.ServletContext;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.springframework.context.ApplicationContext;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.web.servlet.handler.AbstractUrlHandlerMapping;
import org.springframework.web.servlet.mvc.method.RequestMappingInfoHandlerMapping;

/** All that a running application answers at, as it says itself: a path for each mapping, servlet, filter and static file. */
public final class Routes {

    private Routes() {}

    /** Paths, with {@code x} for what is variable in them. */
    public static Set<String> of(ApplicationContext application) {
        Set<String> routes = new TreeSet<>();
        Stream.of(mapped(application), servlets(application), files())
                .flatMap(paths -> paths)
                .map(Routes::example)
                .forEach(routes::add);
        return routes;
    }

    private static Stream<String> mapped(ApplicationContext application) {
        Stream<String> controllers =
                application.getBeansOfType(RequestMappingInfoHandlerMapping.class).values().stream()
                        .flatMap(mapping -> mapping.getHandlerMethods().keySet().stream())
                        .flatMap(info -> info.getPatternValues().stream());
        Stream<String> urls = application.getBeansOfType(AbstractUrlHandlerMapping.class).values().stream()
                .flatMap(mapping -> mapping.getHandlerMap().keySet().stream());
        return Stream.concat(controllers, urls);
    }

    private static Stream<String> servlets(ApplicationContext application) {
        ServletContext server = application.getBean(ServletContext.class);
        return Stream.concat(
                server.getServletRegistrations().values().stream().flatMap(servlet -> servlet.getMappings().stream()),
                server.getFilterRegistrations().values().stream()
                        .flatMap(filter -> filter.getUrlPatternMappings().stream()));
    }

    private static Stream<String> files() {
        try {
            return Stream.of("static", "public", "resources", "META-INF/resources")
                    .flatMap(Routes::below)
                    .distinct();
        } catch (UncheckedIOException e) {
            throw new IllegalStateException("static files cannot be listed", e);
        }
    }

    private static Stream<String> below(String folder) {
        try {
            Resource[] all = new PathMatchingResourcePatternResolver().getResources("classpath*:/" + folder + "/**");
            return Stream.of(all).filter(Resource::isReadable).map(file -> path(file, "/" + folder + "/"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String path(Resource file, String folder) {
        try {
            String url = file.getURL().toString();
            return "/" + url.substring(url.lastIndexOf(folder) + folder.length());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String example(String pattern) {
        String path = pattern.replaceAll("\\{[^}]*}", "x").replace("**", "x").replace("*", "x");
        return path.startsWith("/") ? path : "/" + path;
    }
}
