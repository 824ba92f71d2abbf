package app.ajar.ui.upkeep;

import app.ajar.store.JobQueue;
import app.ajar.sync.JobBoard;
import app.ajar.text.Texts;
import app.ajar.ui.kit.EmojiText;
import app.ajar.ui.kit.Icon;
import app.ajar.ui.kit.IconButton;
import java.util.Locale;
import java.util.OptionalDouble;
import javafx.scene.AccessibleRole;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;

/** One line of the list of jobs: what, for whom, how far or why not. Kept while its job is listed, so that it never blinks. */
final class JobRow extends HBox {

    private static final double ICON = 15;
    private static final double ACTION = 15;

    final long id;
    private final EmojiText title = new EmojiText(1);
    private final Label detail = new Label();
    private final VBox words = new VBox(title, detail);

    private JobRow(long id, JobQueue.Type type) {
        this.id = id;
        getStyleClass().add("job-row");
        StackPane sign = new StackPane(icon(type).node(ICON));
        sign.getStyleClass().add("job-sign");
        title.setFont(EmojiText.FontRole.BODY);
        detail.getStyleClass().add("words-small");
        words.getStyleClass().add("job-words");
        words.setMinWidth(0);
        HBox.setHgrow(words, Priority.ALWAYS);
        getChildren().addAll(sign, words);
        setAccessibleRole(AccessibleRole.TEXT);
    }

    /** A job at work. */
    static final class AtWork {

        final JobRow row;
        private final ProgressBar bar = new ProgressBar(0);

        AtWork(JobBoard.Running job) {
            row = new JobRow(job.id(), job.type());
            bar.getStyleClass().add("job-bar");
            bar.setMaxWidth(Double.MAX_VALUE);
            row.words.getChildren().add(bar);
        }

        /** Without a known end there is no bar: one that runs to and fro says nothing and never rests. */
        void show(JobBoard.Running job) {
            OptionalDouble progress = job.progress();
            bar.setVisible(progress.isPresent());
            bar.setProgress(progress.orElse(0));
            row.say(JobWords.title(job.type(), job.person()),
                    JobWords.detail(job, Locale.getDefault(Locale.Category.FORMAT)));
        }
    }

    /** A job that failed, with what can be done about it. */
    static final class Failed {

        final JobRow row;
        private final IconButton retry;
        private final IconButton drop;

        Failed(JobBoard.Failed job, JobsViewModel model) {
            row = new JobRow(job.id(), job.type());
            retry = new IconButton(Icon.RETRY, ACTION, "", null);
            drop = new IconButton(Icon.TRASH, ACTION, "", null);
            retry.setOnAction(pressed -> model.retry(row.id));
            drop.setOnAction(pressed -> model.drop(row.id));
            row.getChildren().addAll(retry, drop);
        }

        void show(JobBoard.Failed job) {
            String title = JobWords.title(job.type(), job.person());
            retry.setWords(Texts.get("upkeep.retry", title));
            drop.setWords(Texts.get("upkeep.drop", title));
            row.say(title, JobWords.detail(job));
        }

        void focus() {
            retry.requestFocus();
        }
    }

    private void say(String name, String what) {
        title.setText(name);
        detail.setText(what);
        setAccessibleText(name + ", " + what);
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
