package example;

import io.promshard.shard.labels.Labels;
import io.promshard.target.discovery.plugin.TargetProvider;
import io.promshard.target.model.TargetGroup;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** The servers of a rack, one address a line in a file. */
public final class RackProvider implements TargetProvider {

    @Override
    public String name() {
        return "racks";
    }

    @Override
    public List<TargetGroup> targets(Map<String, String> settings) throws IOException {
        List<String> addresses = Files.readAllLines(Path.of(settings.get("file")));
        return List.of(new TargetGroup(addresses, Labels.of("rack", settings.get("rack"))));
    }
}
