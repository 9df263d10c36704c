package io.promshard.pgw.acceptance;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Programs and the libraries of other languages, each called in the way of its own documentation. */
final class Programs {

    private static final String PYTHON = """
            import sys
            from prometheus_client import CollectorRegistry, Gauge
            from prometheus_client import delete_from_gateway, push_to_gateway, pushadd_to_gateway
            method, gateway, job, instance, family = sys.argv[1:]
            registry = CollectorRegistry()
            Gauge(family, 'pushed by Python', registry=registry).set(1)
            key = {'instance': instance}
            if method == 'DELETE':
                delete_from_gateway(gateway, job=job, grouping_key=key)
            else:
                {'PUT': push_to_gateway, 'POST': pushadd_to_gateway}[method](gateway, job, registry, grouping_key=key)
            """;

    private static final String NODE = """
            const client = require('prom-client');
            const [method, gateway, job, instance, family] = process.argv.slice(1);
            const registry = new client.Registry();
            new client.Gauge({name: family, help: 'pushed by Node', registers: [registry]}).set(1);
            const call = {PUT: 'push', POST: 'pushAdd', DELETE: 'delete'}[method];
            new client.Pushgateway(gateway, {}, registry)[call]({jobName: job, groupings: {instance}})
                .catch(error => { console.error(error); process.exit(1); });
            """;

    private static final String PERL = """
            my ($method, $url, $body) = @ARGV;
            my $answer = HTTP::Tiny->new->request($method, $url, {content => $body});
            die "$answer->{status} $answer->{content}" unless $answer->{success};
            """;

    private Programs() {}

    static Stream<PushClient> all() {
        return Stream.of(
                new ProgramClient("curl", Map.of(), Programs::curl),
                new ProgramClient("wget", Map.of(), Programs::wget),
                new ProgramClient(
                        "python3",
                        Map.of("PYTHONPATH", "python-client/usr/lib/python3/dist-packages"),
                        push -> script("-c", PYTHON, push)),
                new ProgramClient(
                        "node", Map.of("NODE_PATH", "node-client/node_modules"), push -> script("-e", NODE, push)),
                new ProgramClient("perl", Map.of(), Programs::perl));
    }

    private static List<String> curl(Push push) {
        List<String> arguments = new ArrayList<>(List.of("-sS", "-f", "-L", "-X", push.method()));
        if (!push.body().isEmpty()) {
            arguments.addAll(List.of("--data-binary", push.body()));
        }
        arguments.add(push.url().toString());
        return arguments;
    }

    private static List<String> wget(Push push) {
        return List.of(
                "-q",
                "-O",
                "-",
                "--tries=1",
                "--method=" + push.method(),
                "--body-data=" + push.body(),
                push.url().toString());
    }

    private static List<String> perl(Push push) {
        return List.of("-MHTTP::Tiny", "-e", PERL, push.method(), push.url().toString(), push.body());
    }

    private static List<String> script(String option, String script, Push push) {
        String router = push.router().toString();
        return List.of(option, script, push.method(), router, Push.JOB, push.instance(), push.family());
    }
}
