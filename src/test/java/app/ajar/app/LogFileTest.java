package app.ajar.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

class LogFileTest {

    private static final int RECORD = 10_000;

    @TempDir
    Path folder;

    @Test
    void aRecord_isOneLineWithTimeLevelThreadAndClass() throws IOException {
        Path file = folder.resolve("logs").resolve("ajar.log");
        try (Closing log = open(file)) {
            log.publish(entry("the words"));
        }

        assertThat(Files.readString(file)).isEqualTo("2026-11-22 05:52:04.000 INFO [" + Thread.currentThread().getName()
                + "] SyncEngine: the words\n");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file))).isEqualTo("rw-------");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("logs"))))
                .isEqualTo("rwx------");
    }

    @Test
    void aTrace_followsItsLine() throws IOException {
        Path file = folder.resolve("ajar.log");
        try (Closing log = open(file)) {
            LogRecord entry = entry("it failed");
            entry.setThrown(new IllegalStateException("because"));
            log.publish(entry);
        }

        assertThat(Files.readString(file)).contains("it failed\njava.lang.IllegalStateException: because\n\tat ");
    }

    @Test
    void aFullFile_makesWay_andThreeAreKept() throws IOException {
        Path file = folder.resolve("ajar.log");
        String words = "x".repeat(RECORD);
        try (Closing log = open(file)) {
            for (int i = 0; i < 900; i++) {
                log.publish(entry(i + words));
            }
        }

        assertThat(Files.size(file)).isLessThanOrEqualTo(2_000_000);
        assertThat(folder.resolve("ajar.1.log")).exists();
        assertThat(folder.resolve("ajar.2.log")).exists();
        assertThat(folder.resolve("ajar.3.log")).doesNotExist();
        assertThat(Files.readString(file)).contains("899" + words);
    }

    @Test
    void tokensAndAddresses_areTakenOut_evenFromALibrarysException() {
        String token = "IGAAJkT0ken_w1th-every_kind0fSign";

        assertThat(LogFormat.clean("failed: https://graph.instagram.com/v26.0/me?access_token=" + token + " twice "
                + token + " and access_token=abc&x"))
                .isEqualTo("failed: https://graph.instagram.com/… twice [token] and access_token=[token]&x");
        assertThat(LogFormat.clean("the IGNORED word stays")).isEqualTo("the IGNORED word stays");
    }

    @Test
    void whatAServerSaid_writesNoRecordOfItsOwn_andDoesNotFillTheFile() throws IOException {
        Path file = folder.resolve("ajar.log");
        String forged = "2026-11-22 05:52:04.001 SEVERE [main] Vault: the token was sent away";
        try (Closing log = open(file)) {
            LogRecord entry = entry("read");
            entry.setThrown(new IllegalStateException("no\n" + forged + "\r\n" + forged + "\u0085" + forged,
                    new IOException("\n" + forged)));
            log.publish(entry);
            LogRecord wide = entry("long");
            wide.setThrown(new IllegalStateException("x".repeat(3_000_000)));
            log.publish(wide);
            log.publish(entry("the last"));
        }

        assertThat(Files.readAllLines(file).stream().filter(line -> line.startsWith("2026-")))
                .hasSize(3).noneMatch(line -> line.contains("Vault")).last().asString().endsWith("the last");
        assertThat(Files.size(file)).isLessThan(500_000);
        assertThat(folder.resolve("ajar.1.log")).doesNotExist();
    }

    private static LogRecord entry(String words) {
        LogRecord entry = new LogRecord(Level.INFO, words);
        entry.setLoggerName("app.ajar.sync.SyncEngine");
        entry.setInstant(Instant.parse("2026-11-22T05:52:04Z"));
        return entry;
    }

    private static Closing open(Path file) throws IOException {
        LogFile log = new LogFile(file);
        log.setFormatter(new LogFormat(ZoneOffset.UTC));
        return new Closing(log);
    }

    /** A handler closes without a checked exception, but is not what try closes. */
    private record Closing(LogFile log) implements AutoCloseable {

        void publish(LogRecord entry) {
            log.publish(entry);
        }

        @Override
        public void close() {
            log.close();
        }
    }
}
