package app.ajar.ui.shell;

import app.ajar.store.StoreException;
import app.ajar.text.Texts;
import app.ajar.ui.kit.Icon;
import app.ajar.ui.kit.IconButton;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Executor;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.scene.AccessibleRole;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import org.jspecify.annotations.Nullable;

/** Failures of our own, said once and calmly; what is on screen stays. Every failure of the window ends here and is logged here. */
final class Notices {

    /** What happened and what to do about it. */
    record Notice(String what, String remedy) {}

    private static final System.Logger LOG = System.getLogger(Notices.class.getName());
    /** Less room than this on the disk is taken for the cause. */
    private static final long FULL_BYTES = 4L << 20;

    private final Path folder;
    private final Executor toolkit;
    private final ReadOnlyObjectWrapper<@Nullable Notice> notice = new ReadOnlyObjectWrapper<>();

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
        String kind = failure instanceof StoreException ? storageTrouble() : "bug";
        say(new Notice(Texts.get("shell.notice." + kind + ".what"),
                Texts.get("shell.notice." + kind + ".do", folder.toString())));
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

    private String storageTrouble() {
        try {
            return Files.getFileStore(folder).getUsableSpace() < FULL_BYTES ? "full" : "storage";
        } catch (IOException e) {
            LOG.log(System.Logger.Level.WARNING, "the data folder cannot be looked at", e);
            return "storage";
        }
    }

    /** A calm bar over the window for failures of our own; gone when nothing is to be said. */
    static final class Bar extends HBox {

        Bar(Notices notices) {
            getStyleClass().add("notice");
            Label what = new Label();
            what.getStyleClass().add("words-body-strong");
            what.setMinWidth(Region.USE_PREF_SIZE);
            Label remedy = new Label();
            remedy.getStyleClass().add("notice-remedy");
            remedy.setWrapText(true);
            HBox.setHgrow(remedy, Priority.ALWAYS);
            remedy.setMaxWidth(Double.MAX_VALUE);
            IconButton close = new IconButton(Icon.CLOSE, Texts.get("shell.notice.close"), null);
            close.setOnAction(pressed -> notices.dismiss());
            getChildren().addAll(Icon.ALERT.node(), what, remedy, close);
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
    }
}
