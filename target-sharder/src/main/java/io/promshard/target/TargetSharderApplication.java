package io.promshard.target;

import io.promshard.target.command.MigrateCommand;
import io.promshard.target.command.SnippetCommand;
import io.promshard.target.render.RenderCommand;
import java.util.List;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** Starts target-sharder, or runs one of its commands. */
@SpringBootApplication
public class TargetSharderApplication {

    public static void main(String[] args) {
        List<String> rest = List.of(args).subList(Math.min(1, args.length), args.length);
        switch (args.length == 0 ? "" : args[0]) {
            case RenderCommand.NAME -> System.exit(RenderCommand.run(rest));
            case MigrateCommand.NAME -> System.exit(MigrateCommand.run(rest));
            case SnippetCommand.NAME -> System.exit(SnippetCommand.run(rest));
            default -> SpringApplication.run(TargetSharderApplication.class, args);
        }
    }
}
