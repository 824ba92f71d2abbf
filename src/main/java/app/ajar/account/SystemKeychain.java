package app.ajar.account;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Finds out which keychain this system should have. */
final class SystemKeychain {

    /** What all of Ajar's secrets are filed under. */
    static final String SERVICE = "app.ajar";

    private SystemKeychain() {}

    /** Binds a system's native library; slow the first time. */
    @FunctionalInterface
    interface Opener {
        Keychain open() throws IOException;
    }

    /**
     * How to open the keychain, without having tried; empty where none can answer.
     *
     * @param environment the process environment
     * @param osName {@code os.name}
     */
    static Optional<Opener> expected(Map<String, String> environment, String osName) {
        if ("file".equals(environment.get("AJAR_VAULT"))) {
            return Optional.empty();
        }
        String os = osName.toLowerCase(Locale.ROOT);
        if (os.contains("windows")) {
            return Optional.of(WindowsCredentials::open);
        }
        if (os.contains("mac")) {
            return Optional.of(MacKeychain::open);
        }
        return hasSessionBus(environment) ? Optional.of(LibSecret::open) : Optional.empty();
    }

    /** Without a session bus libsecret would try to start one, which on a server or in a build means trouble. */
    private static boolean hasSessionBus(Map<String, String> environment) {
        String address = environment.get("DBUS_SESSION_BUS_ADDRESS");
        if (address != null && !address.isBlank()) {
            return !address.startsWith("disabled:");
        }
        String runtime = environment.get("XDG_RUNTIME_DIR");
        return runtime != null && !runtime.isBlank() && Files.exists(Path.of(runtime, "bus"));
    }
}
