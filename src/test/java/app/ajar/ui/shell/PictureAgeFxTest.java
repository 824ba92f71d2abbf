package app.ajar.ui.shell;

import app.ajar.model.AccountId;
import app.ajar.model.ConversationId;
import app.ajar.sandbox.Endpoint;
import app.ajar.sandbox.Fault;
import app.ajar.sandbox.Sandbox;
import app.ajar.sandbox.SandboxOptions;
import app.ajar.sandbox.Switch;
import app.ajar.sync.Health;
import app.ajar.sync.SyncEngine;
import app.ajar.text.Times;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import javafx.scene.Node;
import javafx.scene.control.Button;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.framework.junit5.ApplicationExtension;

import static app.ajar.ui.shell.OpenWindow.run;
import static app.ajar.ui.shell.OpenWindow.until;
import static org.assertj.core.api.Assertions.assertThat;

/** How true the picture is, as the real window says it over a real server. */
@ExtendWith(ApplicationExtension.class)
class PictureAgeFxTest {

    @TempDir
    Path folder;

    private Sandbox sandbox;
    private OpenWindow window;

    @BeforeEach
    void open() throws IOException {
        sandbox = Sandbox.start(SandboxOptions.quiet());
        window = OpenWindow.against(sandbox, folder);
    }

    @AfterEach
    void close() {
        window.close();
        sandbox.close();
    }

    private void connected() {
        window.connect(sandbox.token());
        window.untilLive();
    }

    private Health health() {
        return window.engine.health(new AccountId(sandbox.accountId())).orElseThrow();
    }

    private String said(Instant at) {
        return Times.message(at, window.time.instant(), ZoneId.systemDefault(),
                Locale.getDefault(Locale.Category.FORMAT));
    }

    private String status() {
        return window.words("status-words").stream().findFirst().orElse("");
    }

    /** As when the computer wakes: the engine looks again at what is due. */
    private void wakeUp() {
        window.engine.attention(SyncEngine.Attention.BACKGROUND);
        window.engine.attention(SyncEngine.Attention.FOCUSED);
    }

    @Test
    void itSaysHowOftenItLooks() {
        connected();
        until("it is said", () -> status().matches("Live · polling every \\d+ s"));
    }

    @Test
    void afterASleep_theListSaysAsOfWhenItIs_andTheStatusBarSinceWhenNobodyAnswers_untilAllIsHere() {
        connected();
        until("the list is there", () -> window.sees("conversation-list"));
        assertThat(window.words("inbox-as-of")).isEmpty();
        sandbox.inject(Fault.always(new Fault.Effect.DropBefore()));
        window.time.advance(Duration.ofHours(8));
        wakeUp();
        until("nobody answers", () -> health().phase() == Health.Phase.OFFLINE);
        Instant synced = Objects.requireNonNull(health().lastSyncAt());
        Instant since = Objects.requireNonNull(health().offlineSince());
        until("the list says as of when it is", () -> window.words("inbox-as-of"), List.of("as of " + said(synced)));
        until("the status bar says it", this::status,
                "Offline since " + said(since) + " · showing everything up to " + said(synced));

        sandbox.personWrites("maya.okafor", "While you slept");
        sandbox.clearFaults();
        run(() -> window.engine.wake());
        until("all is here", () -> window.stored.database.conversations()
                .find(new ConversationId(new AccountId(sandbox.accountId()),
                        sandbox.conversationId("maya.okafor")))
                .filter(row -> String.valueOf(row.preview()).contains("While you slept")).isPresent());
        until("it is the present again", () -> window.words("inbox-as-of").isEmpty() && status().startsWith("Live"));
    }

    @Test
    void whenMetaAsksToWait_theStatusBarSaysUntilWhen() {
        connected();
        sandbox.inject(new Fault(Endpoint.LIST, 0, Fault.ALWAYS, new Fault.Effect.Refused(400, 613, 0)));
        run(() -> window.engine.wake());
        until("Meta asks to wait", () -> health().phase() == Health.Phase.RATE_LIMITED);
        Instant again = Objects.requireNonNull(health().limitedUntil());
        until("it is said", this::status, "Rate limited · again at " + said(again));

        sandbox.clearFaults();
        window.time.advance(Duration.between(window.time.instant(), again).plusSeconds(1));
        wakeUp();
        window.untilLive();
    }

    @Test
    void aListThatIsEmptyWith200_isNotAnEmptyInbox_butAReasonToCheck() {
        sandbox.turn(Switch.PUBLISHED, false);
        window.connect(sandbox.token());
        until("it is said below", this::status, "Instagram shows no conversations · see what to check");
        until("and what to check", () -> window.sees("placeholder-check"));
        assertThat(window.words("words-body-strong")).contains("The app is published");
        Node nothing = window.node("placeholder", Node.class);

        sandbox.turn(Switch.PUBLISHED, true);
        run(() -> ((Button) nothing.lookup(".quiet-button")).fire());
        window.untilLive();
        until("there they are", () -> !window.sees("placeholder-check"));
    }
}
