package app.ajar.ui.shell;

import app.ajar.store.Outbox;
import app.ajar.text.Texts;
import app.ajar.ui.kit.Icon;
import app.ajar.ui.kit.IconButton;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javafx.beans.value.ObservableValue;
import javafx.css.PseudoClass;
import javafx.scene.AccessibleRole;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;

/** The status bar: how true the picture is, what is under way, how much is here. Errors are said here, never in dialogs. */
final class StatusBar extends HBox {

    /** Its fixed height. */
    static final double HEIGHT = 28;

    private static final double ICON = 13;
    private static final PseudoClass FAILED = PseudoClass.getPseudoClass("failed");

    private final HBox light = new HBox();
    private final Label words = new Label();
    private final Button connect = new Button();
    private final IconButton again = new IconButton(Icon.RETRY, ICON, Texts.get("shell.status.again"), null);
    private final Button replies = new Button();
    private final Button jobs = new Button();
    private final Label budget = new Label();
    private final Label stored = new Label();

    /** What its parts do when they are pressed. */
    record Actions(Runnable connect, Runnable tryNow, Runnable jobs, Runnable planned) {}

    StatusBar(StatusViewModel model, ObservableValue<String> underWay, Actions actions) {
        getStyleClass().add("status-bar-line");
        light.getStyleClass().add("status-light");
        light.setMinSize(Region.USE_PREF_SIZE, Region.USE_PREF_SIZE);
        words.getStyleClass().add("status-words");
        words.setAccessibleRole(AccessibleRole.TEXT);
        connect.getStyleClass().addAll("link-button", "status-connect");
        connect.setOnAction(pressed -> actions.connect().run());
        again.getStyleClass().add("status-again");
        again.setOnAction(pressed -> actions.tryNow().run());
        Region space = new Region();
        setHgrow(space, Priority.ALWAYS);
        jobs.getStyleClass().addAll("link-button", "status-jobs");
        jobs.setMinWidth(0);
        jobs.setOnAction(pressed -> actions.jobs().run());
        IconButton.tip(jobs, () -> Texts.get("shell.status.jobs.tip"));
        underWay.subscribe(this::showJobs);
        replies.getStyleClass().addAll("link-button", "status-replies");
        replies.setMinWidth(Region.USE_PREF_SIZE);
        replies.setOnAction(pressed -> actions.planned().run());
        showReplies(new Outbox.Counts(0, 0, 0, 0));
        stored.getStyleClass().add("status-stored");
        budget.setMinWidth(Region.USE_PREF_SIZE);
        stored.setMinWidth(Region.USE_PREF_SIZE);
        getChildren().addAll(light, words, connect, again, replies, jobs, space, budget, stored);
        model.statusProperty().subscribe(this::show);
    }

    private void show(StatusViewModel.Status status) {
        StatusViewModel.Line line = status.line();
        String tone = "tone-" + line.tone().name().toLowerCase(Locale.ROOT);
        getStyleClass().removeIf(style -> style.startsWith("tone-"));
        getStyleClass().add(tone);
        Optional<Icon> sign = sign(line.tone());
        light.getStyleClass().setAll(sign.isPresent() ? "status-sign" : "status-light");
        light.getChildren().setAll(sign.map(icon -> icon.node(ICON)).stream().toList());
        boolean link = line.remedy() == StatusViewModel.Line.Remedy.CONNECT;
        set(words, link ? "" : line.words());
        connect.setText(line.words());
        connect.setVisible(link);
        connect.setManaged(link);
        boolean retry = line.remedy() == StatusViewModel.Line.Remedy.TRY_NOW;
        again.setVisible(retry);
        again.setManaged(retry);
        set(budget, status.budget());
        stored.setText(status.stored());
        requestLayout();
    }

    /** How much is stored is good to know; where not everything can be read whole, it makes room for what asks for a hand. */
    @Override
    protected void layoutChildren() {
        double rest = getChildren().stream().filter(part -> part.isManaged() && !part.equals(stored))
                .mapToDouble(part -> part.prefWidth(-1) + getSpacing()).sum();
        boolean fits = !stored.getText().isEmpty()
                && snappedLeftInset() + rest + stored.prefWidth(-1) + snappedRightInset() <= getWidth();
        stored.setVisible(fits);
        stored.setManaged(fits);
        super.layoutChildren();
    }

    /** Says which replies wait for the user: a parked or failed one is never forgotten. */
    void showReplies(Outbox.Counts counts) {
        String text = Stream.of(
                counts.failed() == 0 ? "" : Texts.get("shell.status.failed", counts.failed()),
                counts.asking() == 0 ? "" : Texts.get("shell.status.asking", counts.asking()))
                .filter(part -> !part.isEmpty()).collect(Collectors.joining(" · "));
        replies.setText(text);
        replies.setVisible(!text.isEmpty());
        replies.setManaged(!text.isEmpty());
        replies.pseudoClassStateChanged(FAILED, counts.failed() > 0);
    }

    /** Where the words about jobs begin, in this bar's coordinates; where they would begin when there are none. */
    double jobsX() {
        return jobs.isVisible() ? jobs.getLayoutX() : words.getLayoutX();
    }

    /** Gives the keyboard to the words about jobs; false when there are none. */
    boolean focusJobs() {
        jobs.requestFocus();
        return jobs.isFocused();
    }

    /** Whether a place of the scene is on the words about jobs, which open and close the list themselves. */
    boolean overJobs(double sceneX, double sceneY) {
        return jobs.isVisible() && jobs.contains(jobs.sceneToLocal(sceneX, sceneY));
    }

    private void showJobs(String said) {
        jobs.setText(said);
        jobs.setVisible(!said.isEmpty());
        jobs.setManaged(!said.isEmpty());
    }

    /** Trouble has a sign besides its colour. */
    private static Optional<Icon> sign(StatusViewModel.Line.Tone tone) {
        return switch (tone) {
            case QUIET, LIVE, BUSY -> Optional.empty();
            case OFFLINE -> Optional.of(Icon.OFFLINE);
            case WAITING -> Optional.of(Icon.CLOCK);
            case BROKEN -> Optional.of(Icon.ALERT);
        };
    }

    private static void set(Label label, String text) {
        label.setText(text);
        label.setVisible(!text.isEmpty());
        label.setManaged(!text.isEmpty());
    }
}
