package app.ajar.account;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

class SystemKeychainTest {

    @TempDir
    private Path folder;

    @Test
    void linuxWithoutASessionBus_goesStraightToTheFile() throws IOException {
        assertThat(SystemKeychain.expected(Map.of(), "Linux")).isEmpty();
        assertThat(SystemKeychain.expected(Map.of("DBUS_SESSION_BUS_ADDRESS", " "), "Linux")).isEmpty();
        assertThat(SystemKeychain.expected(Map.of("DBUS_SESSION_BUS_ADDRESS", "disabled:"), "Linux")).isEmpty();
        assertThat(SystemKeychain.expected(Map.of("XDG_RUNTIME_DIR", folder.toString()), "Linux")).isEmpty();

        Files.createFile(folder.resolve("bus"));
        assertThat(SystemKeychain.expected(Map.of("XDG_RUNTIME_DIR", folder.toString()), "Linux")).isPresent();
        assertThat(SystemKeychain.expected(Map.of("DBUS_SESSION_BUS_ADDRESS", "unix:path=/run/bus"), "Linux"))
                .isPresent();
    }

    @Test
    void desktopsWithTheirOwnKeychain_areExpectedToAnswer_unlessTheFileIsWanted() {
        assertThat(SystemKeychain.expected(Map.of(), "Mac OS X")).isPresent();
        assertThat(SystemKeychain.expected(Map.of(), "Windows 11")).isPresent();
        assertThat(SystemKeychain.expected(Map.of("AJAR_VAULT", "file"), "Mac OS X")).isEmpty();
        assertThat(SystemKeychain.expected(Map.of("AJAR_VAULT", "file"), "Windows 11")).isEmpty();
    }

    /** Writes to the keychain of whoever runs it, so it must be asked for: {@code -Dajar.test.keychain=true}. */
    @Test
    @EnabledIfSystemProperty(named = "ajar.test.keychain", matches = "true")
    void keychainOfThisSystem_keepsReplacesAndForgets() throws IOException {
        SystemKeychain.Opener opener = SystemKeychain
                .expected(Map.of("DBUS_SESSION_BUS_ADDRESS", String.valueOf(System.getenv("DBUS_SESSION_BUS_ADDRESS"))),
                        System.getProperty("os.name"))
                .orElseThrow();
        Duration patience = Duration.ofSeconds(10);
        Keychain keychain = PatientKeychain.probe(opener, patience, patience).orElseThrow();
        String name = "test/" + folder.getFileName();

        assertThat(keychain.read(name)).isEmpty();
        keychain.write(name, "Ajar: a test", "IGAAfirst");
        keychain.write(name, "Ajar: a test", "IGAAsecond-" + "x".repeat(2000));
        assertThat(keychain.read(name)).contains("IGAAsecond-" + "x".repeat(2000));
        assertThat(keychain.read(name + "x")).isEmpty();
        keychain.forget(name);
        keychain.forget(name);
        assertThat(keychain.read(name)).isEmpty();
    }
}
