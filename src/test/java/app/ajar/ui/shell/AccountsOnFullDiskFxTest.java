package app.ajar.ui.shell;

import app.ajar.account.TokenVault;
import app.ajar.graph.AccessToken;
import app.ajar.model.AccountId;
import app.ajar.sandbox.Sandbox;
import app.ajar.sandbox.SandboxOptions;
import app.ajar.store.RefusingDisk;
import app.ajar.store.StoreException;
import app.ajar.ui.inbox.StoredInbox;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import javafx.scene.control.Button;
import javafx.scene.control.TextField;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.framework.junit5.ApplicationExtension;

import static app.ajar.ui.shell.OpenWindow.run;
import static app.ajar.ui.shell.OpenWindow.until;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Connecting and disconnecting while the disk is full: never half of an account, no token lost or left behind, and a sentence
 * that says what to do. The disk of the database is a pretended one; with {@code -Dlife.disk} all stands on a real one, see
 * {@link SmallDisk}.
 */
@ExtendWith(ApplicationExtension.class)
class AccountsOnFullDiskFxTest {

    @TempDir
    Path temporary;
    private Path folder;
    private Sandbox sandbox;
    private OpenWindow window;
    private @Nullable SmallDisk disk;

    @BeforeEach
    void open() throws IOException {
        disk = System.getProperty(SmallDisk.PROPERTY) == null ? null : SmallDisk.given();
        folder = temporary.resolve("data");
        if (disk != null) {
            disk.empty();
            folder = disk.root().resolve("ajar");
        }
        sandbox = Sandbox.start(SandboxOptions.quiet());
        URI api = URI.create(sandbox.url());
        window = new OpenWindow(folder, new StoredInbox(RefusingDisk.open(folder, Clock.systemUTC())), api);
        window.engine.start();
        window.open(api);
    }

    @AfterEach
    void close() throws IOException {
        free();
        window.close();
        sandbox.close();
        if (disk != null) {
            disk.empty();
        }
    }

    private void fill() {
        if (disk == null) {
            RefusingDisk.refuse("No space left on device");
        } else {
            disk.fill();
        }
    }

    private void free() throws IOException {
        RefusingDisk.refuse(null);
        if (disk != null) {
            disk.free();
        }
    }

    @Test
    void connecting_saysThatNothingWasKept_andWorksWhenThereIsRoom() throws IOException {
        fill();
        window.connect(sandbox.token());
        until("it is said",
                () -> window.words("words-body-strong").contains("The token is good but could not be kept"));
        assertThat(window.words("connect-detail")).anyMatch(words -> words.contains("make room on the disk"));
        assertThat(window.stored.database.accounts().all()).isEmpty();
        assertThat(kept()).isEmpty();

        free();
        run(() -> window.node("connect-token", TextField.class).setText(sandbox.token()));
        until("it can be tried again", () -> {
            Button go = (Button) window.stage().getScene().getRoot().lookup(".connect-buttons .primary-button");
            if (go != null && !go.isDisabled()) {
                go.fire();
            }
            return window.sees("conversation-list") && !window.stored.database.accounts().all().isEmpty();
        });
        assertThat(kept()).contains(new AccessToken(sandbox.token()));
        window.untilLive();
    }

    @Test
    void disconnecting_leavesTheAccountWhole_andWorksWhenThereIsRoom() throws IOException {
        window.connect(sandbox.token());
        window.untilLive();
        run(() -> window.shell().go(Page.SETTINGS));
        CountDownLatch refused = new CountDownLatch(1);
        Handler attempts = refusals(refused);
        Logger reports = Logger.getLogger(Notices.class.getName());
        reports.addHandler(attempts);
        try {
            fill();
            disconnect();
            // The sentence alone may come from what sync writes at the same time, before this was tried.
            until("this was refused", () -> refused.getCount() == 0);
        } finally {
            reports.removeHandler(attempts);
        }
        until("it is said", () -> window.words("words-body-strong").contains("The disk is full"));
        assertThat(window.stored.database.accounts().all()).hasSize(1);
        assertThat(kept()).contains(new AccessToken(sandbox.token()));

        free();
        until("the sentence is gone", () -> !window.words("words-body-strong").contains("The disk is full"));
        disconnect();
        until("it is gone", () -> window.stored.database.accounts().all().isEmpty() && window.sees("connect-card"));
        // The rows go first, which is what the window shows; the token a moment later.
        until("its token is gone", () -> kept().isEmpty());
        assertThat(window.stored.database.check()).isTrue();
    }

    /** Counts down when the thread that connects and disconnects reports what the store refused. */
    private static Handler refusals(CountDownLatch refused) {
        return new Handler() {
            @Override
            public void publish(LogRecord entry) {
                if (entry.getThrown() instanceof StoreException
                        && Thread.currentThread().getName().startsWith("ajar-ui-connect-")) {
                    refused.countDown();
                }
            }

            @Override
            public void flush() {
                // Nothing is kept back.
            }

            @Override
            public void close() {
                // Nothing is open.
            }
        };
    }

    private void disconnect() {
        press("Disconnect");
        press("Disconnect and delete");
    }

    private void press(String words) {
        until(words + " can be pressed", () -> buttons(words).size() == 1);
        run(() -> buttons(words).getFirst().fire());
    }

    private List<Button> buttons(String words) {
        return window.stage().getScene().getRoot().lookupAll(".settings-page .quiet-button").stream()
                .filter(Button.class::isInstance).map(Button.class::cast)
                .filter(button -> words.equals(button.getText())).toList();
    }

    /** What stands in the vault's file, and not what is remembered of it. */
    private Optional<AccessToken> kept() {
        return TokenVault.inFile(folder).read(new AccountId(sandbox.accountId()));
    }
}
