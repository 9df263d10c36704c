package io.promshard.target.web;

import io.promshard.target.groups.GroupsConfig;
import io.promshard.target.groups.GroupsState;
import io.promshard.target.groups.Problem;
import java.util.List;
import java.util.stream.Collectors;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestMethod;

/** Health and reload in Prometheus' own paths. */
@SharderController
final class LifecycleController {

    private static final int SHOWN = 1000;

    private final Readiness readiness;
    private final GroupsConfig config;
    private final Admin admin;

    LifecycleController(Readiness readiness, GroupsConfig config, Admin admin) {
        this.readiness = readiness;
        this.config = config;
        this.admin = admin;
    }

    /** Whatever a checker says it accepts, it gets text, and not a 406. */
    @GetMapping("/-/healthy")
    ResponseEntity<String> healthy() {
        return text(200, "target-sharder is healthy.\n");
    }

    /** Ready is who serves every group. What was published stays whatever happens afterwards. */
    @GetMapping("/-/ready")
    ResponseEntity<String> ready() {
        String missing = readiness.unpublished().entrySet().stream()
                .map(entry -> "group " + entry.getKey() + " is not published: " + entry.getValue() + "\n")
                .collect(Collectors.joining());
        String troubles =
                readiness.troubles().stream().map(trouble -> trouble + "\n").collect(Collectors.joining());
        return missing.isEmpty()
                ? text(200, "target-sharder is ready.\n" + (troubles.isEmpty() ? "" : "DEGRADED\n" + troubles))
                : text(503, "target-sharder is not ready.\n" + missing + troubles);
    }

    /** Reads the groups file of this sharder, whoever leads. 422 with a line a problem if it cannot be used; the last good stays. */
    @RequestMapping(
            path = "/-/reload",
            method = {RequestMethod.POST, RequestMethod.PUT})
    ResponseEntity<String> reload() {
        admin.requireEnabled();
        GroupsState state = config.reload();
        List<Problem> problems = state.problems();
        return state.isCurrent()
                ? text(200, state.groups().size() + " groups are in force\n")
                : text(
                        422,
                        problems.stream()
                                .limit(SHOWN)
                                .map(problem -> problem.text() + "\n")
                                .collect(Collectors.joining()));
    }

    private static ResponseEntity<String> text(int status, String text) {
        return ResponseEntity.status(status).contentType(MediaType.TEXT_PLAIN).body(text);
    }
}
