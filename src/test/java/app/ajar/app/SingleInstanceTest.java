package app.ajar.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

class SingleInstanceTest {

    @TempDir
    Path folder;

    @Test
    void aSecondStart_isTurnedAway_andTheFirstShowsItself() throws IOException {
        AtomicInteger shown = new AtomicInteger();
        try (SingleInstance _ = first(folder, shown::incrementAndGet)) {
            assertThat(SingleInstance.acquire(folder, SingleInstanceTest::nothing)).isEmpty();
            assertThat(SingleInstance.askToShow(folder)).isTrue();
            assertThat(SingleInstance.askToShow(folder)).isTrue();
            assertThat(shown).hasValue(2);
        }
    }

    @Test
    void afterTheFirstEnds_theNextStartIsTheFirst() throws IOException {
        first(folder, SingleInstanceTest::nothing).close();

        AtomicInteger shown = new AtomicInteger();
        try (SingleInstance _ = first(folder, shown::incrementAndGet)) {
            assertThat(SingleInstance.askToShow(folder)).isTrue();
            assertThat(shown).hasValue(1);
        }
        assertThat(folder.resolve("ajar.sock")).doesNotExist();
        assertThat(SingleInstance.askToShow(folder)).isFalse();
    }

    @Test
    void whatAKilledProcessLeftBehind_isNoObstacle() throws IOException {
        Path socket = Files.createFile(folder.resolve("ajar.sock"));
        Files.writeString(folder.resolve("ajar.lock"), socket + " and a longer line from before");

        assertThat(SingleInstance.askToShow(folder)).isFalse();
        AtomicInteger shown = new AtomicInteger();
        try (SingleInstance _ = first(folder, shown::incrementAndGet)) {
            assertThat(SingleInstance.askToShow(folder)).isTrue();
        }
    }

    @Test
    void aPathTooLongForASocket_worksAllTheSame() throws IOException {
        Path deep = folder.resolve("a".repeat(120)).resolve("b c".repeat(30));
        Files.createDirectories(deep);
        AtomicInteger shown = new AtomicInteger();

        try (SingleInstance _ = first(deep, shown::incrementAndGet)) {
            assertThat(SingleInstance.acquire(deep, SingleInstanceTest::nothing)).isEmpty();
            assertThat(SingleInstance.askToShow(deep)).isTrue();
            assertThat(shown).hasValue(1);
        }
    }

    @Test
    void theSocket_isItsOwnersAlone() throws IOException {
        try (SingleInstance _ = first(folder, SingleInstanceTest::nothing)) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("ajar.sock"))))
                    .isEqualTo("rw-------");
        }
    }

    @Test
    void foldersOfTheirOwn_doNotDisturbEachOther() throws IOException {
        Path one = Files.createDirectory(folder.resolve("one"));
        Path two = Files.createDirectory(folder.resolve("two"));
        try (SingleInstance _ = first(one, SingleInstanceTest::nothing);
                SingleInstance _ = first(two, SingleInstanceTest::nothing)) {
            assertThat(SingleInstance.askToShow(one)).isTrue();
            assertThat(SingleInstance.askToShow(two)).isTrue();
        }
    }

    private static void nothing() {}

    private static SingleInstance first(Path folder, Runnable show) throws IOException {
        Optional<SingleInstance> one = SingleInstance.acquire(folder, show);
        return one.orElseThrow();
    }
}
