package io.promshard.pgw.board.consul;

import io.promshard.pgw.board.Board;
import io.promshard.pgw.board.BoardException;
import io.promshard.pgw.board.Note;
import io.promshard.pgw.board.Notes;
import io.promshard.pgw.board.Topic;
import io.promshard.shard.consul.ConsulApi;
import io.promshard.shard.consul.ConsulException;
import io.promshard.shard.consul.ConsulReply;
import io.promshard.shard.consul.Patience;
import io.promshard.shard.loop.Loop;
import io.promshard.shard.loop.Surroundings;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/**
 * The board in Consul's key-value store: a key a note, below one folder. Since notes never change, the list of keys says what is new, and
 * only that is read.
 *
 * <p>One thread, {@code board}, waits for changes by blocking queries. While Consul is away the last view stands.
 */
public final class ConsulBoard implements Board {

    private static final Duration WITHIN = Duration.ofSeconds(5);

    /** No two rounds are closer, whatever Consul answers. */
    private static final Duration PACE = Duration.ofMillis(50);

    private static final int NOT_FOUND = 404;
    private static final byte[] NOTHING = {};
    private static final TypeReference<List<String>> KEYS = new TypeReference<>() {};

    private static final Logger log = LoggerFactory.getLogger(ConsulBoard.class);

    private final ConsulApi api;
    private final String folder;
    private final Surroundings surroundings;
    private final Patience patience;
    private final Loop loop;
    private final Notes notes = new Notes();
    private volatile boolean inSync;
    private long index;

    /** @param folder of Consul's store, without a slash at its end */
    public ConsulBoard(ConsulApi api, String folder, Surroundings surroundings) {
        this.api = api;
        this.folder = folder + "/";
        this.surroundings = surroundings;
        this.patience = new Patience(api, surroundings);
        this.loop = new Loop("board", surroundings);
    }

    @Override
    public void start() {
        loop.start(this::round, this::lost);
    }

    @Override
    public Set<String> names(Topic topic) {
        return notes.names(topic);
    }

    @Override
    public byte[] read(Note note) {
        return notes.read(note);
    }

    @Override
    public void write(Note note, byte[] content) throws BoardException, InterruptedException {
        // An empty body is no body to a client, and none a refusal to Consul.
        byte[] value = content.length == 0 ? new byte[] {'-'} : content;
        try {
            api.ask("PUT", path(key(note)), value, WITHIN);
        } catch (ConsulException e) {
            throw new BoardException(String.valueOf(e.getMessage()));
        }
    }

    @Override
    public void remove(List<Note> gone) throws BoardException, InterruptedException {
        try {
            for (Note note : gone) {
                api.ask("DELETE", path(key(note)), NOTHING, WITHIN);
            }
        } catch (ConsulException e) {
            throw new BoardException(String.valueOf(e.getMessage()));
        }
    }

    @Override
    public void subscribe(Runnable listener) {
        notes.subscribe(listener);
    }

    @Override
    public boolean isInSync() {
        return inSync;
    }

    @Override
    public void close() {
        loop.close();
    }

    private void round() throws InterruptedException {
        try {
            Duration wait = api.maxWait();
            Duration timeout = wait.plus(wait.dividedBy(16)).plus(Duration.ofSeconds(3));
            String parameters = index == 0 ? "?keys" : "?keys&index=" + index + "&wait=" + wait.toMillis() + "ms";
            ConsulReply reply = api.ask("GET", path(folder) + parameters, NOTHING, timeout, NOT_FOUND);
            long next = reply.waitIndex();
            if (next != index || !inSync) {
                see(keys(reply));
            }
            index = next;
            patience.succeeded();
            surroundings.sleeper().sleep(PACE);
        } catch (ConsulException e) {
            lost(String.valueOf(e.getMessage()));
            patience.failed();
        }
    }

    private static List<String> keys(ConsulReply reply) throws ConsulException {
        if (!reply.ok()) {
            return List.of();
        }
        try {
            return JsonMapper.shared().readValue(reply.text(), KEYS);
        } catch (JacksonException e) {
            throw new ConsulException.Refused("the list of keys is no JSON: " + e.getOriginalMessage());
        }
    }

    private void see(List<String> keys) throws ConsulException, InterruptedException {
        Map<Note, byte[]> before = notes.all();
        Map<Note, byte[]> next = new HashMap<>();
        for (String key : keys) {
            for (Note note : note(key)) {
                byte[] known = before.get(note);
                next.put(note, known == null ? content(key) : known);
            }
        }
        inSync = true;
        if (!next.keySet().equals(before.keySet())) {
            notes.show(next);
        }
    }

    private byte[] content(String key) throws ConsulException, InterruptedException {
        ConsulReply reply = api.ask("GET", path(key) + "?raw", NOTHING, WITHIN, NOT_FOUND);
        return reply.ok() ? reply.bytes() : NOTHING;
    }

    private void lost(String reason) {
        if (inSync) {
            log.warn("the board in Consul cannot be read, the last view of it stands: {}", reason);
        }
        inSync = false;
        index = 0;
    }

    /** Names may have any character; keys are letters, digits, and dashes. */
    private String key(Note note) {
        return folder + note.topic().label() + "/"
                + Base64.getUrlEncoder()
                        .withoutPadding()
                        .encodeToString(note.name().getBytes(StandardCharsets.UTF_8));
    }

    /** Empty for what somebody else wrote there. */
    private List<Note> note(String key) {
        for (Topic topic : Topic.values()) {
            String prefix = folder + topic.label() + "/";
            if (key.startsWith(prefix)) {
                try {
                    byte[] name = Base64.getUrlDecoder().decode(key.substring(prefix.length()));
                    return List.of(new Note(topic, new String(name, StandardCharsets.UTF_8)));
                } catch (IllegalArgumentException e) {
                    return List.of();
                }
            }
        }
        return List.of();
    }

    private static String path(String key) {
        return "/v1/kv/" + key;
    }
}
