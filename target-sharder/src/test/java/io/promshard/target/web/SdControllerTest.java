package io.promshard.target.web;

import static io.promshard.target.publish.Samples.publication;
import static io.promshard.target.publish.Samples.targets;
import static org.hamcrest.Matchers.containsString;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.head;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.header;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import io.promshard.target.agent.serve.AgentDesk;
import io.promshard.target.agent.serve.AgentLimits;
import io.promshard.target.publish.EncodedList;
import io.promshard.target.publish.Encodings;
import io.promshard.target.publish.sd.SdEndpoint;
import io.promshard.target.publish.sd.ServedLists;
import java.time.Clock;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;

class SdControllerTest {

    private final ServedLists lists = new ServedLists(new Encodings(), Runnable::run);
    private final AgentDesk desk =
            new AgentDesk(lists, new AgentLimits(Duration.ofMillis(10), 10, 10), Clock.systemUTC(), System::nanoTime);
    private final MockMvc http = MockMvcBuilders.standaloneSetup(new SdController(new SdEndpoint(lists), desk))
            .build();

    @BeforeEach
    void publish() {
        lists.configured(Set.of("g", "unpublished"));
        lists.publish(publication("g", 7, "a", "team/node", targets("j", 3)));
    }

    @Test
    void servesAListUnderTheNameOfItsJobSlashesAndAll() throws Exception {
        http.perform(get("/sd/g/a/team/node"))
                .andExpect(status().isOk())
                .andExpect(header().string("Content-Type", "application/json"))
                .andExpect(content().bytes(EncodedList.of(targets("j", 3)).json()));
    }

    @Test
    void servesItCompressedAndNotAgainToWhoHasIt() throws Exception {
        String tag = http.perform(get("/sd/g/a/team/node").header("Accept-Encoding", "gzip"))
                .andExpect(header().string("Content-Encoding", "gzip"))
                .andReturn()
                .getResponse()
                .getHeader("ETag");

        http.perform(get("/sd/g/a/team/node").header("If-None-Match", String.valueOf(tag)))
                .andExpect(status().isNotModified())
                .andExpect(content().bytes(new byte[0]));
    }

    @Test
    void theHeadHasWhatTheAnswerWouldHave() throws Exception {
        http.perform(head("/sd/g/a/team/node")).andExpect(status().isOk()).andExpect(header().exists("ETag"));
    }

    @Test
    void whatIsNotKnownIsAnErrorAndNeverAnEmptyList() throws Exception {
        http.perform(get("/sd/unpublished/a/node"))
                .andExpect(status().isServiceUnavailable())
                .andExpect(header().exists("Retry-After"))
                .andExpect(jsonPath("$.error", containsString("unpublished")));
        http.perform(get("/sd/g/a/other"))
                .andExpect(status().isNotFound())
                .andExpect(jsonPath("$.error", containsString("team/node")));
    }

    @Test
    void answersAgents() throws Exception {
        http.perform(get("/api/v1/agent/g/a?after=1.6"))
                .andExpect(status().isOk())
                .andExpect(jsonPath("$.generation").value(7));
        http.perform(get("/api/v1/agent/g/a?after=1.7&applied=1.7&agent=me&error="))
                .andExpect(status().isNoContent());
        http.perform(get("/api/v1/agent/g/a?after=x"))
                .andExpect(status().isBadRequest())
                .andExpect(jsonPath("$.error", containsString("\"x\"")));
    }
}
