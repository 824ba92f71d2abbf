package app.ajar.app;

import java.net.URI;
import java.nio.file.Path;
import javafx.application.HostServices;

/**
 * Opens web addresses in the system's browser; anything but http and https stays closed, because addresses come from outside. Our own
 * files open in the system's program for their kind.
 */
final class Links {

    private static final System.Logger LOG = System.getLogger(Links.class.getName());

    private final HostServices host;

    Links(HostServices host) {
        this.host = host;
    }

    /** Returns at once. */
    void open(URI address) {
        if (!"https".equalsIgnoreCase(address.getScheme()) && !"http".equalsIgnoreCase(address.getScheme())) {
            LOG.log(System.Logger.Level.WARNING, "an address that is none of the web was not opened");
            return;
        }
        show(address);
    }

    /** Shows a file or folder in the system's program for it: only ever our own, because the user pressed something. Returns at once. */
    void openFile(Path file) {
        show(file.toUri());
    }

    private void show(URI address) {
        Thread.ofPlatform().daemon().name("ajar-browser").start(() -> {
            try {
                host.showDocument(address.toString());
            } catch (RuntimeException e) {
                LOG.log(System.Logger.Level.WARNING, "no program for it could be opened", e);
            }
        });
    }
}
