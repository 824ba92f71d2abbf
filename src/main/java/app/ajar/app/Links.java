package app.ajar.app;

import java.net.URI;
import javafx.application.HostServices;

/** Opens web addresses in the system's browser; anything but https stays closed, because addresses come from outside. */
final class Links {

    private static final System.Logger LOG = System.getLogger(Links.class.getName());

    private final HostServices host;

    Links(HostServices host) {
        this.host = host;
    }

    /** Returns at once. */
    void open(URI address) {
        if (!"https".equalsIgnoreCase(address.getScheme())) {
            LOG.log(System.Logger.Level.WARNING, "an address that is not https was not opened");
            return;
        }
        Thread.ofPlatform().daemon().name("ajar-browser").start(() -> {
            try {
                host.showDocument(address.toString());
            } catch (RuntimeException e) {
                LOG.log(System.Logger.Level.WARNING, "no browser could be opened", e);
            }
        });
    }
}
