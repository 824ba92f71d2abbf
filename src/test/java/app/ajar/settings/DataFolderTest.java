package app.ajar.settings;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class DataFolderTest {

    private static final Path HOME = Path.of("/home/mira").toAbsolutePath();

    @TempDir
    private Path folder;

    @Test
    void linux_followsTheXdgSpecification() {
        assertThat(DataFolder.standard(Map.of(), "Linux", HOME)).isEqualTo(HOME.resolve(".local/share/ajar"));
        assertThat(DataFolder.standard(Map.of("XDG_DATA_HOME", "/data"), "Linux", HOME))
                .isEqualTo(Path.of("/data/ajar"));
        assertThat(DataFolder.standard(Map.of("XDG_DATA_HOME", ""), "Linux", HOME))
                .isEqualTo(HOME.resolve(".local/share/ajar"));
        assertThat(DataFolder.standard(Map.of("XDG_DATA_HOME", "relative"), "FreeBSD", HOME))
                .isEqualTo(HOME.resolve(".local/share/ajar"));
    }

    @Test
    void macAndWindows_useTheirOwnPlaces() {
        assertThat(DataFolder.standard(Map.of("XDG_DATA_HOME", "/data"), "Mac OS X", HOME))
                .isEqualTo(HOME.resolve("Library/Application Support/Ajar"));
        assertThat(DataFolder.standard(Map.of("LOCALAPPDATA", "/local"), "Windows 11", HOME))
                .isEqualTo(Path.of("/local/Ajar"));
        assertThat(DataFolder.standard(Map.of(), "Windows 11", HOME)).isEqualTo(HOME.resolve("AppData/Local/Ajar"));
    }

    @Test
    void newFolder_isItsOwnersAlone_andAnOldOneKeepsItsPermissions() throws IOException {
        Assumptions.assumeTrue(Files.getFileAttributeView(folder, PosixFileAttributeView.class) != null);
        Path deep = folder.resolve("a/b/ajar");
        DataFolder.create(deep);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(deep))).isEqualTo("rwx------");

        Files.setPosixFilePermissions(deep, PosixFilePermissions.fromString("rwxr-x---"));
        DataFolder.create(deep);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(deep))).isEqualTo("rwxr-x---");
    }

    @Test
    void fileInTheWay_isToldAndLeftAlone() throws IOException {
        Path file = Files.writeString(folder.resolve("ajar"), "x");

        assertThatThrownBy(() -> DataFolder.create(file)).isInstanceOf(IOException.class);
        assertThatThrownBy(() -> DataFolder.create(file.resolve("below"))).isInstanceOf(IOException.class);
        assertThat(Files.readString(file)).isEqualTo("x");
    }
}
