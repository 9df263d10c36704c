package io.promshard.pgw.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import tools.jackson.databind.json.JsonMapper;

/** Lets orders through from those alone who know the token; looking needs none. Whether orders are taken at all, {@link Admin} says. */
@Component
class AdminGate implements HandlerInterceptor, WebMvcConfigurer {

    private static final Logger log = LoggerFactory.getLogger(AdminGate.class);

    /** Methods that order nothing. */
    private static final Set<String> LOOKS = Set.of("GET", "HEAD", "OPTIONS");

    private final AdminToken token;

    AdminGate(AdminToken token) {
        this.token = token;
    }

    @Override
    public void addInterceptors(InterceptorRegistry registry) {
        registry.addInterceptor(this).addPathPatterns("/api/v1/drain/**", "/api/v1/groups/**", "/api/v1/admin/**");
    }

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler)
            throws IOException {
        try {
            if (LOOKS.contains(request.getMethod()) || token.admits(request.getHeader("Authorization"))) {
                return true;
            }
        } catch (IOException e) {
            log.error("no order is taken, since the token cannot be read: {}", e.toString());
            refuse(503, "the token cannot be read, see the router's log", response);
            return false;
        }
        response.setHeader("WWW-Authenticate", "Basic realm=\"pgw-router\"");
        refuse(401, "orders need the token of pgw-router.admin.token-file", response);
        return false;
    }

    private static void refuse(int status, String why, HttpServletResponse response) throws IOException {
        response.setStatus(status);
        response.setContentType(MediaType.APPLICATION_JSON_VALUE);
        response.getOutputStream()
                .write(JsonMapper.shared()
                        .writeValueAsString(Map.of("error", why))
                        .getBytes(StandardCharsets.UTF_8));
    }
}
