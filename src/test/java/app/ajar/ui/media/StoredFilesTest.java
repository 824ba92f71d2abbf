package app.ajar.ui.media;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class StoredFilesTest {

    @TempDir
    private Path outside;

    private final List<Path> opened = new ArrayList<>();

    @Test
    void aStoredFile_isFoundMeasuredAndOpened() throws IOException {
        StoredFiles files = files();
        Path stored = Files.write(Files.createDirectories(outside.resolve("data/messages")).resolve("m-0.pdf"),
                new byte[1234]);

        assertThat(files.find("messages/m-0.pdf")).contains(stored);
        assertThat(files.size("messages/m-0.pdf")).contains(1234L);
        files.open("messages/m-0.pdf");
        files.openFolder("messages/m-0.pdf");
        assertThat(opened).containsExactly(stored, stored.getParent());
    }

    @ParameterizedTest
    @ValueSource(strings = {"../secret.txt", "messages/../../secret.txt", "", ".", "messages", "gone.jpg", "\0"})
    void aNameThatLeadsElsewhere_isNeverOpened(String name) throws IOException {
        Files.createDirectories(outside.resolve("data/messages"));
        Files.writeString(outside.resolve("secret.txt"), "secret");
        StoredFiles files = files();

        files.open(name);
        files.open(outside.resolve("secret.txt").toString());
        files.openFolder(name);

        assertThat(opened).isEmpty();
        assertThat(files.size(name)).isEmpty();
    }

    @Test
    void aDamagedFile_isTakenAway_butNothingOutside() throws IOException {
        Path damaged = Files.writeString(Files.createDirectories(outside.resolve("data/messages")).resolve("m-0.jpg"),
                "?");
        Path secret = Files.writeString(outside.resolve("secret.txt"), "secret");

        files().discard("messages/m-0.jpg");
        files().discard("../secret.txt");
        files().discard("messages/m-0.jpg");

        assertThat(damaged).doesNotExist();
        assertThat(secret).exists();
    }

    private StoredFiles files() {
        return new StoredFiles(outside.resolve("data"), opened::add, (window, name) -> Optional.empty());
    }
}
