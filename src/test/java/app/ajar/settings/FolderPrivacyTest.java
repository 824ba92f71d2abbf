package app.ajar.settings;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Who may look into a data folder that was there before. */
class FolderPrivacyTest {

    @TempDir
    Path temporary;
    private Path folder;

    @BeforeEach
    void wideFolder() throws IOException {
        Assumptions.assumeTrue(Files.getFileAttributeView(temporary, PosixFileAttributeView.class) != null);
        folder = wideFolder(temporary.resolve("ajar"));
        wideFile(folder.resolve("cache.mv.db"));
        wideFile(folder.resolve("settings.json"));
        wideFile(wideFolder(wideFolder(folder.resolve("avatars")).resolve("shop")).resolve("mia.png"));
    }

    private static Path wideFolder(Path path) throws IOException {
        return set(Files.createDirectory(path), "rwxr-xr-x");
    }

    private static Path wideFile(Path path) throws IOException {
        return set(Files.writeString(path, "x"), "rw-rw-r--");
    }

    private static Path set(Path path, String permissions) throws IOException {
        return Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(permissions));
    }

    private static String of(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }

    @Test
    void aFolderOpenToOthers_isNarrowedWhole_once() throws IOException {
        assertThat(FolderPrivacy.narrow(folder)).isEqualTo(new FolderPrivacy.Found(6, 0));
        assertThat(of(folder)).isEqualTo("rwx------");
        assertThat(of(folder.resolve("cache.mv.db"))).isEqualTo("rw-------");
        assertThat(of(folder.resolve("avatars/shop"))).isEqualTo("rwx------");
        assertThat(of(folder.resolve("avatars/shop/mia.png"))).isEqualTo("rw-------");
        assertThat(FolderPrivacy.narrow(folder)).isEqualTo(new FolderPrivacy.Found(0, 0));
    }

    @Test
    void whatWasSetAside_andTheWishToEncrypt_areOurs() throws IOException {
        wideFile(wideFolder(folder.resolve("cache-set-aside-2026-11-22T120000Z-backups")).resolve("local.copy"));
        wideFile(folder.resolve("cache-set-aside-2026-11-22T120000Z.mv.db"));
        wideFile(folder.resolve("cache-set-aside-2026-11-22T120000Z.encryption"));
        wideFile(folder.resolve("cache.encryption"));
        assertThat(FolderPrivacy.narrow(folder)).isEqualTo(new FolderPrivacy.Found(11, 0));
        assertThat(of(folder)).isEqualTo("rwx------");
    }

    @Test
    void aFolderThatHoldsOtherThings_staysAsItIs_andIsTold_butWhatIsOursIsNarrowed() throws IOException {
        Path theirs = wideFile(folder.resolve("holiday.jpg"));
        assertThat(FolderPrivacy.narrow(folder)).isEqualTo(new FolderPrivacy.Found(5, 1));
        assertThat(of(folder)).isEqualTo("rwxr-xr-x");
        assertThat(of(theirs)).isEqualTo("rw-rw-r--");
        assertThat(of(folder.resolve("cache.mv.db"))).isEqualTo("rw-------");
        assertThat(of(folder.resolve("avatars"))).isEqualTo("rwx------");
    }

    @Test
    void whatALinkPointsAt_isNotOurs() throws IOException {
        Path elsewhere = wideFile(temporary.resolve("elsewhere"));
        Files.createSymbolicLink(folder.resolve("push.json"), elsewhere);
        Files.createSymbolicLink(folder.resolve("avatars/link"), elsewhere);
        FolderPrivacy.narrow(folder);
        assertThat(of(elsewhere)).isEqualTo("rw-rw-r--");
    }

    @Test
    void whatTheOwnerMayNotDo_isNotGivenToThem() throws IOException {
        set(folder.resolve("settings.json"), "r--r--r--");
        FolderPrivacy.narrow(folder);
        assertThat(of(folder.resolve("settings.json"))).isEqualTo("r--------");
    }

    @Test
    void aFolderThatIsNotThere_isNeitherMadeNorOpen() {
        assertThat(FolderPrivacy.narrow(temporary.resolve("none"))).isEqualTo(new FolderPrivacy.Found(0, 0));
        assertThat(temporary.resolve("none")).doesNotExist();
    }

    @Test
    void nothingIsWrittenWhereADataFolderWentAway() {
        Path away = temporary.resolve("taken-out");
        assertThatThrownBy(() -> OwnerFile.write(away.resolve("settings.json"), new byte[1]))
                .isInstanceOf(IOException.class);
        assertThatThrownBy(() -> OwnerFile.writeWithin(away, away.resolve("backups/x"), new byte[1]))
                .isInstanceOf(IOException.class);
        assertThat(away).doesNotExist();
    }
}
