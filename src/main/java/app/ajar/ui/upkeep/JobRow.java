package app.ajar.ui.upkeep;

import app.ajar.store.JobQueue;
import app.ajar.sync.JobBoard;
import app.ajar.ui.kit.EmojiText;
import app.ajar.ui.kit.Icon;
import java.util.Locale;
import java.util.OptionalDouble;
import javafx.scene.AccessibleRole;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/** One line of the list of jobs: what, for whom, how far or why not. */
class JobRow extends HBox {

    private static final double ICON = 15;

    private final StackPane sign = new StackPane();
    private final EmojiText title = new EmojiText(1);
    private final Label detail = new Label();
    private final VBox words = new VBox(title, detail);
    private JobQueue.@Nullable Type signed;

    JobRow() {
        getStyleClass().add("job-row");
        sign.getStyleClass().add("job-sign");
        title.setFont(EmojiText.FontRole.BODY);
        detail.getStyleClass().addAll("words-small", "job-detail");
        words.getStyleClass().add("job-words");
        words.setMinWidth(0);
        HBox.setHgrow(words, Priority.ALWAYS);
        getChildren().addAll(sign, words);
        setAccessibleRole(AccessibleRole.TEXT);
    }

    final void say(JobQueue.Type type, String name, String what) {
        if (type != signed) {
            signed = type;
            sign.getChildren().setAll(icon(type).node(ICON));
        }
        title.setText(name);
        detail.setText(what);
        setAccessibleText(JobWords.spoken(name, what));
    }

    /** A job at work; its row stays the same while it is listed, so that it never blinks. */
    static final class AtWork extends JobRow {

        private final ProgressBar bar = new ProgressBar(0);

        AtWork() {
            bar.getStyleClass().add("job-bar");
            bar.setMaxWidth(Double.MAX_VALUE);
            super.words.getChildren().add(bar);
        }

        /** Without a known end there is no bar: one that runs to and fro says nothing and never rests. */
        void show(JobBoard.Running job) {
            OptionalDouble progress = job.progress();
            bar.setVisible(progress.isPresent());
            bar.setProgress(progress.orElse(0));
            say(job.type(), JobWords.title(job.type(), job.person()),
                    JobWords.detail(job, Locale.getDefault(Locale.Category.FORMAT)));
        }
    }

    private static Icon icon(JobQueue.Type type) {
        return switch (type) {
            case DOWNLOAD_AVATAR, REFRESH_PROFILE -> Icon.PERSON;
            case DOWNLOAD_MEDIA -> Icon.PHOTO;
            case REFRESH_TOKEN -> Icon.KEY;
            case CLEAN_UP -> Icon.TRASH;
        };
    }
}
