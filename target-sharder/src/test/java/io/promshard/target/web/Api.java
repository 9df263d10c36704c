package io.promshard.target.web;

import java.io.UnsupportedEncodingException;
import java.net.URI;
import org.springframework.http.HttpMethod;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.MockMvcRequestBuilders;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The API of a sharder on fakes, without a server. */
final class Api {

    private static final JsonMapper JSON = new JsonMapper();

    private final MockMvc mvc;

    Api(TestSharder sharder, boolean admin) {
        GroupLookup lookup = new GroupLookup(sharder.groups());
        Admin gate = new Admin(sharder.leadership(), admin);
        mvc = MockMvcBuilders.standaloneSetup(
                        new GroupsController(sharder.groups(), lookup, sharder.leadership(), sharder.agents()),
                        new TargetsController(lookup),
                        new ExplainController(lookup),
                        new MovesController(lookup),
                        new HandoversController(lookup, sharder.leadership(), sharder.clock),
                        new SimulateController(lookup),
                        new OrdersController(lookup, gate, sharder.signal),
                        new LifecycleController(sharder.readiness(), sharder.config, gate))
                .setControllerAdvice(new Refusals())
                .build();
    }

    /** An answer. */
    record Answer(int status, String text) {

        JsonNode json() {
            return JSON.readTree(text);
        }

        /** What a success says. */
        JsonNode data() {
            return json().path("data");
        }

        String error() {
            return json().path("error").asString();
        }
    }

    Answer get(String path) {
        return send(HttpMethod.GET, path);
    }

    Answer post(String path) {
        return send(HttpMethod.POST, path);
    }

    Answer delete(String path) {
        return send(HttpMethod.DELETE, path);
    }

    private Answer send(HttpMethod method, String path) {
        try {
            MockHttpServletResponse response = mvc.perform(MockMvcRequestBuilders.request(method, URI.create(path)))
                    .andReturn()
                    .getResponse();
            return new Answer(response.getStatus(), response.getContentAsString());
        } catch (UnsupportedEncodingException e) {
            throw new AssertionError(e);
        } catch (Exception e) {
            throw new AssertionError(path, e);
        }
    }
}
