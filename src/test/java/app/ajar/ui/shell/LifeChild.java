package app.ajar.ui.shell;

import app.ajar.model.AccountId;
import app.ajar.model.ConversationId;
import app.ajar.sandbox.Sandbox;
import app.ajar.store.Compaction;
import app.ajar.store.Database;
import app.ajar.store.RefusingDisk;
import app.ajar.store.StoreException;
import app.ajar.store.Templates;
import app.ajar.ui.inbox.StoredInbox;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import javafx.application.Platform;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextArea;

import static app.ajar.ui.shell.OpenWindow.fx;
import static app.ajar.ui.shell.OpenWindow.run;
import static app.ajar.ui.shell.OpenWindow.until;

/**
 * The whole app in a process of its own, from its start to its end, and somebody who types, sends, stars and keeps
 * templates in its window. Says each thing when it is done: then it must outlive whatever happens to the process. Told
 * {@code FULL} and {@code ROOM}, its disk has no room, and has some again. Arguments: what {@link Life} says.
 */
final class LifeChild {

    private static final int ACTIONS = 9;

    private final PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    private final Life life;
    private OpenWindow window;
    private int number;

    /** What a child is started with. */
    record Life(Path folder, String api, String token, String account, String person, String conversation, int begin) {

        static Life of(Path folder, Sandbox sandbox, String person, int begin) {
            return new Life(folder, sandbox.url(), sandbox.token(), sandbox.accountId(), person,
                    sandbox.conversationId(person), begin);
        }

        String[] arguments() {
            return new String[]{folder.toString(), api, token, account, person, conversation,
                    Integer.toString(begin)};
        }

        static Life of(String... words) {
            return new Life(Path.of(words[0]), words[1], words[2], words[3], words[4], words[5],
                    Integer.parseInt(words[6]));
        }

        ConversationId id() {
            return new ConversationId(new AccountId(account), conversation);
        }

        static ConversationId id(Sandbox sandbox, String person) {
            return new ConversationId(new AccountId(sandbox.accountId()), sandbox.conversationId(person));
        }
    }

    // The window is opened by the first thing that is done.
    @SuppressWarnings("NullAway.Init")
    private LifeChild(Life life) {
        this.life = life;
        this.number = life.begin();
    }

    static String text(int number) {
        return "Words number " + number + " 👋";
    }

    public static void main(String[] args) throws InterruptedException {
        LifeChild child = new LifeChild(Life.of(args));
        child.tellOfBugs();
        Thread.ofPlatform().daemon().name("listener").start(child::listen);
        CountDownLatch up = new CountDownLatch(1);
        Platform.startup(up::countDown);
        up.await();
        Platform.setImplicitExit(false);
        child.live();
        System.exit(0);
    }

    private synchronized void say(String words) {
        out.println(words);
    }

    /** What the disk refuses is logged as an error and said in the window; anything else would be a fault of ours. */
    private void tellOfBugs() {
        Logger.getLogger("").addHandler(new Handler() {
            @Override
            public void publish(LogRecord entry) {
                if (entry.getLevel().intValue() >= Level.SEVERE.intValue()
                        && !(entry.getThrown() instanceof StoreException)) {
                    say("BUG " + entry.getMessage() + " " + entry.getThrown());
                }
            }

            @Override
            public void flush() {
                out.flush();
            }

            @Override
            public void close() {
                out.flush();
            }
        });
    }

    private void listen() {
        try (BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
            in.lines().forEach(line -> RefusingDisk.refuse(line.equals("FULL") ? "No space left on device" : null));
        } catch (IOException e) {
            say("BUG " + e);
        }
    }

    private void live() {
        say("OPENING");
        Database database = RefusingDisk.open(life.folder(), Clock.systemUTC());
        say("OPENED");
        URI api = URI.create(life.api());
        window = new OpenWindow(life.folder(), new StoredInbox(database), api);
        window.settings.save(window.settings.current().withUndo(Duration.ZERO));
        boolean known = !database.accounts().all().isEmpty();
        window.engine.start();
        window.open(api);
        run(this::watchNotice);
        say("SHOWN");
        if (!known) {
            window.connect(life.token());
        }
        window.openConversation(life.person());
        say("ACTING");
        act();
        say("CLOSING");
        window.close();
        say("CLOSED");
    }

    private void watchNotice() {
        Node bar = node(".notice");
        Label what = (Label) Objects.requireNonNull(bar.lookup(".words-body-strong"));
        bar.visibleProperty().subscribe(shown -> tellOfNotice(shown, what.getText()));
        what.textProperty().subscribe(words -> tellOfNotice(bar.isVisible(), words));
    }

    private void tellOfNotice(boolean shown, String words) {
        if (shown && !words.isEmpty()) {
            say("NOTICE " + words);
        }
    }

    private void act() {
        for (int action = 0; action < ACTIONS; action++) {
            switch (action) {
                case 0, 5 -> draft();
                case 1, 6, 8 -> send();
                case 2 -> star();
                case 3 -> template();
                case 4 -> {
                    say("COPYING");
                    lookAfter();
                    say("COPIED");
                }
                default -> {
                    say("COMPACTING");
                    again(() -> Compaction.now(window.stored.database));
                    say("COMPACTED");
                }
            }
        }
        draft();
    }

    private void lookAfter() {
        again(() -> {
            try {
                window.stored.database.upkeep().lookAfter(Duration.ZERO);
            } catch (IOException e) {
                // The copies stand on the real disk, which only has no room when all of it is full.
                throw new UncheckedIOException(e);
            }
        });
    }

    /** Does it when the disk takes it. */
    private void again(Runnable work) {
        while (true) {
            try {
                work.run();
                return;
            } catch (StoreException | UncheckedIOException e) {
                untilWell();
            }
        }
    }

    /** The notice goes by itself when something can be written again. */
    private void untilWell() {
        until("the notice is gone", () -> !window.sees("notice"));
    }

    private int next() {
        return number++;
    }

    private void type(int own) {
        run(() -> window.node("text-area", TextArea.class).setText(text(own)));
    }

    private void draft() {
        int own = next();
        say("TYPING " + own);
        type(own);
        do {
            until("the draft can be read", () -> isDraft(own));
            // Readers see it while it is still on its way to the disk, which may refuse it: the writer has it behind it.
            again(() -> Compaction.awaitWriter(window.stored.database));
        } while (!isDraft(own));
        say("DRAFT " + own);
    }

    private boolean isDraft(int own) {
        return window.stored.database.notes().draft(life.id()).filter(text(own)::equals).isPresent();
    }

    private void send() {
        int own = next();
        say("TYPING " + own);
        type(own);
        say("SENDING " + own);
        while (true) {
            run(() -> ((Button) node(".composer .primary-button")).fire());
            until("it was taken or refused", () -> window.node("text-area", TextArea.class).getText().isEmpty()
                    || !refusal().isEmpty());
            if (fx(() -> window.node("text-area", TextArea.class).getText()).isEmpty()) {
                break;
            }
            say("REFUSED " + fx(this::refusal));
            untilWell();
            run(() -> window.node("text-area", TextArea.class).appendText(" "));
            type(own);
        }
        say("SENT " + own);
    }

    private String refusal() {
        return ((Label) node(".composer-said .label")).getText();
    }

    private void star() {
        boolean wanted = !starred();
        say("STARRING " + wanted);
        again(() -> window.stored.database.notes().setPriority(life.id(), wanted));
        say("STARRED " + wanted);
    }

    private boolean starred() {
        return window.stored.database.conversations().find(life.id()).orElseThrow().priority();
    }

    private void template() {
        int own = next();
        say("KEEPING " + own);
        again(() -> window.stored.database.templates()
                .add(new Templates.Content(null, "Template " + own, text(own), "Visits", null)));
        say("TEMPLATE " + own);
    }

    private Node node(String selector) {
        return Objects.requireNonNull(window.stage().getScene().getRoot().lookup(selector));
    }
}
