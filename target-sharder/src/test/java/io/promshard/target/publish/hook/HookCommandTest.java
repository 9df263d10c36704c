package io.promshard.target.publish.hook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class HookCommandTest {

    private static final List<Path> FILES = List.of(Path.of("/sd/a.json"), Path.of("/sd/b c.json"));

    @Test
    void filesAloneAreAnArgumentEach() {
        assertThat(line("copy", "{collector}", "{files}")).containsExactly("copy", "c1", "/sd/a.json", "/sd/b c.json");
    }

    @Test
    void filesInTextAreJoined() {
        assertThat(line("ansible-playbook", "-e", "files={files} group={group}"))
                .containsExactly("ansible-playbook", "-e", "files=/sd/a.json,/sd/b c.json group=g");
    }

    @Test
    void noShellSeesWhatANameSays() {
        List<String> line = new HookCommand(List.of("echo", "{collector}")).line("g", "$(reboot); {files} \\1", FILES);

        assertThat(line).containsExactly("echo", "$(reboot); {files} \\1");
    }

    @Test
    void theProgramIsNeverMadeOfNames() {
        assertThat(line("{collector}")).containsExactly("{collector}");
    }

    @Test
    void aNameThatLooksLikeAnOptionIsRefused() {
        HookCommand command = new HookCommand(List.of("copy", "{collector}"));

        assertThatIllegalArgumentException()
                .isThrownBy(() -> command.line("g", "--delete", FILES))
                .withMessageContaining("--delete");
        assertThat(new HookCommand(List.of("copy", "-h{collector}")).line("g", "c", FILES))
                .containsExactly("copy", "-hc");
    }

    @Test
    void nothingIsNoCommand() {
        assertThatIllegalArgumentException().isThrownBy(() -> new HookCommand(List.of()));
        assertThatIllegalArgumentException().isThrownBy(() -> new HookCommand(List.of(" ")));
    }

    private static List<String> line(String... template) {
        return new HookCommand(List.of(template)).line("g", "c1", FILES);
    }
}
