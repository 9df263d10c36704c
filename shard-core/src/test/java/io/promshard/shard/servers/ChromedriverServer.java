package io.promshard.shard.servers;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A ChromeDriver, which starts a headless Chromium for each {@link Browser}. They end with it. */
public final class ChromedriverServer extends Server {

    private final List<Browser> browsers = new ArrayList<>();

    ChromedriverServer(Launch launch) {
        super(launch);
    }

    static List<String> arguments(Start start, int port, String directory) {
        List<String> arguments = new ArrayList<>(List.of("--port=" + port, "--allowed-ips=127.0.0.1"));
        arguments.addAll(start.args());
        return arguments;
    }

    /** A window of 1280 by 900, with a profile of its own. */
    public Browser browser() {
        Path profile = file("profile-" + browsers.size());
        Browser browser = Browser.open(new WebDriver(url()), profile);
        browsers.add(browser);
        return browser;
    }

    /** Browsers first: they would outlive the one that started them. */
    @Override
    public void close() {
        if (alive()) {
            browsers.forEach(Browser::close);
        }
        super.close();
    }
}
