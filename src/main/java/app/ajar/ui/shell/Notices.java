package app.ajar.ui.shell;

import app.ajar.model.ParticipantId;
import app.ajar.store.ChangeFeed;
import app.ajar.store.ChangeFeed.Change;
import app.ajar.store.Database;
import app.ajar.store.StoreException;
import app.ajar.store.care.Rescue;
import app.ajar.store.care.Trouble;
import app.ajar.text.RescueWords;
import app.ajar.text.Texts;
import app.ajar.ui.kit.FxBridge;
import app.ajar.ui.kit.Icon;
import app.ajar.ui.kit.IconButton;
import app.ajar.ui.kit.WrappingLabel;
import java.io.IOException;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.stream.Stream;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.geometry.Pos;
import javafx.scene.AccessibleRole;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import org.jspecify.annotations.Nullable;

/** Failures of our own, said once and calmly; what is on screen stays. Every failure of the window ends here and is logged here. */
final class Notices {

    /** What happened and what to do about it. */
    record Notice(String what, String remedy) {}

    private static final System.Logger LOG = System.getLogger(Notices.class.getName());

    private final Path folder;
    private final Executor toolkit;
    private final ReadOnlyObjectWrapper<@Nullable Notice> notice = new ReadOnlyObjectWrapper<>();
    /** What was said of settings that are still not written; for the toolkit's thread. */
    private @Nullable Notice settings;

    Notices(Path folder, Executor toolkit) {
        this.folder = folder;
        this.toolkit = toolkit;
    }

    /** What is to be read now; null for nothing. */
    ReadOnlyObjectProperty<@Nullable Notice> noticeProperty() {
        return notice.getReadOnlyProperty();
    }

    /** Something failed; from any thread. */
    void report(Throwable failure) {
        LOG.log(System.Logger.Level.ERROR, "something failed in the window", failure);
        say(notice(failure instanceof StoreException stored ? stored.trouble().name() : "bug"));
    }

    private Notice notice(String kind) {
        return new Notice(Texts.get("shell.notice." + kind + ".what"),
                Texts.get("shell.notice." + kind + ".do", folder.toString()));
    }

    /** The store has met trouble, or with empty is well again: then its notice goes. From any thread. */
    void trouble(Optional<Trouble> what) {
        if (what.isPresent()) {
            say(notice(what.get().name()));
            return;
        }
        toolkit.execute(() -> {
            Notice shown = notice.get();
            // What is damaged stays damaged until the next start.
            if (shown != null && Stream.of(Trouble.values()).filter(one -> one != Trouble.DAMAGED)
                    .anyMatch(one -> shown.equals(notice(one.name())))) {
                notice.set(null);
            }
        });
    }

    /**
     * The settings could not be written, or with empty they could again: then that notice goes. Said once, and not in the place
     * of something else; from any thread.
     */
    void unsaved(Optional<IOException> why) {
        Notice said = why.map(e -> new Notice(Texts.get("shell.notice.settings.what"),
                Texts.get("shell.notice.settings.do." + Trouble.of(folder.resolve("settings.json"), e),
                        folder.toString())))
                .orElse(null);
        toolkit.execute(() -> {
            if (said == null) {
                if (Objects.equals(notice.get(), settings)) {
                    notice.set(null);
                }
                settings = null;
            } else if (settings == null && notice.get() == null) {
                why.ifPresent(e -> LOG.log(System.Logger.Level.WARNING, "the settings could not be written", e));
                settings = said;
                notice.set(said);
            }
        });
    }

    /** Says something that is no failure of ours; from any thread. */
    void say(Notice said) {
        toolkit.execute(() -> notice.set(said));
    }

    /** Says what happened, and what to do about it; from any thread. */
    void say(String what, String remedy) {
        say(new Notice(what, remedy));
    }

    void dismiss() {
        notice.set(null);
    }

    /** Tells what the store has to tell besides what changed, for as long as the window is there. */
    static final class StoreNews implements AutoCloseable {

        private final ChangeFeed.Subscription pictures;
        private final ChangeFeed.Subscription troubles;

        /** @param picture called on the toolkit's thread with each person whose picture changed */
        StoreNews(Database database, FxBridge bridge, Notices notices, Consumer<ParticipantId> picture) {
            pictures = database.feed().subscribe(change -> {
                if (change instanceof Change.AvatarChanged changed) {
                    bridge.onToolkit(() -> picture.accept(changed.id()));
                }
            });
            troubles = database.onTrouble(notices::trouble);
            bridge.load(database.upkeep()::untoldRescue, rescue -> rescue.ifPresent(told -> {
                notices.say(words(told));
                bridge.run(database.upkeep()::setRescueTold);
            }));
        }

        private static Notice words(Rescue rescue) {
            return new Notice(RescueWords.what(rescue.because().name()), RescueWords.saved(
                    new RescueWords.Saved(rescue.from(), rescue.drafts(), rescue.replies(), rescue.asking(),
                            rescue.templates()),
                    rescue.because() != Rescue.Because.GONE, ZoneId.systemDefault(),
                    Locale.getDefault(Locale.Category.FORMAT)));
        }

        @Override
        public void close() {
            pictures.close();
            troubles.close();
        }
    }

    /** A calm bar over the window for failures of our own; gone when nothing is to be said. */
    static final class Bar extends HBox {

        /** In a narrower window what is to be done stands below what happened, not beside it. */
        private static final double NARROW = 860;
        private static final double GAP = 12;

        private final WrappingLabel what = new WrappingLabel("", "words-body-strong");
        private final WrappingLabel remedy = new WrappingLabel("", "notice-remedy");

        Bar(Notices notices) {
            getStyleClass().add("notice");
            GridPane words = new GridPane(GAP, 2);
            words.setMinWidth(0);
            words.setAlignment(Pos.CENTER_LEFT);
            words.getChildren().addAll(what, remedy);
            HBox.setHgrow(words, Priority.ALWAYS);
            GridPane.setHgrow(remedy, Priority.ALWAYS);
            remedy.setMaxWidth(Double.MAX_VALUE);
            place(false);
            widthProperty().map(width -> width.doubleValue() < NARROW).subscribe(this::place);
            IconButton close = new IconButton(Icon.CLOSE, Texts.get("shell.notice.close"), null);
            close.setOnAction(pressed -> notices.dismiss());
            getChildren().addAll(Icon.ALERT.node(), words, close);
            setAccessibleRole(AccessibleRole.PARENT);
            notices.noticeProperty().subscribe(notice -> {
                setVisible(notice != null);
                setManaged(notice != null);
                if (notice != null) {
                    what.setText(notice.what());
                    remedy.setText(notice.remedy());
                }
            });
        }

        private void place(boolean below) {
            GridPane.setConstraints(remedy, below ? 0 : 1, below ? 1 : 0);
            GridPane.setHgrow(what, below ? Priority.ALWAYS : Priority.NEVER);
            what.setMinWidth(below ? 0 : Region.USE_PREF_SIZE);
        }
    }
}
