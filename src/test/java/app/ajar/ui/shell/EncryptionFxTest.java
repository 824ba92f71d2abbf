package app.ajar.ui.shell;

import app.ajar.store.care.Upkeep.Encryption;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javafx.scene.control.CheckBox;
import javafx.scene.layout.VBox;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.framework.junit5.ApplicationExtension;

import static app.ajar.ui.shell.OpenWindow.fx;
import static app.ajar.ui.shell.OpenWindow.run;
import static app.ajar.ui.shell.OpenWindow.until;
import static org.assertj.core.api.Assertions.assertThat;

/** The box that encrypts the database, in the real settings. */
@ExtendWith(ApplicationExtension.class)
class EncryptionFxTest {

    @TempDir
    Path folder;

    private OpenWindow window;

    @BeforeEach
    void open() {
        window = OpenWindow.offline(folder, 2);
    }

    @AfterEach
    void close() {
        window.close();
    }

    private CheckBox box() {
        return (CheckBox) window.node("encryption-box", VBox.class).getChildren().getFirst();
    }

    private void openSettings() {
        window.open(null);
        until("the list is there", () -> window.sees("conversation-list"));
        run(() -> window.shell().go(Page.SETTINGS));
        until("what is so is read", () -> window.sees("encryption-box") && !box().isDisabled());
    }

    @Test
    void theBox_encryptsFromTheNextStartOn_andIsTakenBack() {
        openSettings();
        assertThat(fx(() -> box().isSelected())).isFalse();
        assertThat(window.words("encryption-state")).isEmpty();

        run(() -> box().fire());
        until("it says when", () -> window.words("encryption-state")
                .equals(List.of("The database is encrypted when Ajar starts next.")));
        assertThat(window.stored.database.upkeep().encryption()).isEqualTo(new Encryption(false, true));

        until("it can be pressed again", () -> !box().isDisabled());
        run(() -> box().fire());
        until("nothing is left to say", () -> !box().isDisabled() && window.words("encryption-state").isEmpty());
        assertThat(window.stored.database.upkeep().encryption()).isEqualTo(new Encryption(false, false));
    }

    @Test
    void aKeyThatCannotBeKept_leavesTheBoxAsItWas_andSaysSo() throws IOException {
        // Where the vault's key must be written stands something else.
        Files.createDirectories(folder.resolve("vault.key").resolve("in the way"));
        openSettings();

        run(() -> box().fire());
        until("it says why not", () -> window.words("encryption-state").equals(
                List.of("The key could not be kept, so nothing changed. Unlock the keychain and try again.")));
        assertThat(fx(() -> box().isSelected())).isFalse();
        assertThat(window.stored.database.upkeep().encryption()).isEqualTo(new Encryption(false, false));
    }
}
