package app.ajar.ui.notify;

import app.ajar.settings.Notifications;
import app.ajar.settings.Notifications.Details;
import app.ajar.settings.Settings;
import app.ajar.text.Texts;
import app.ajar.text.Times;
import app.ajar.ui.kit.UiClock;
import app.ajar.ui.kit.WrappingLabel;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import javafx.beans.value.ObservableValue;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.control.RadioButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/** The part of the settings about what pops up, how much of it can be read, and when nothing does. */
public final class NotificationsCard extends VBox {

    private final ObservableValue<Settings> settings;
    private final Consumer<UnaryOperator<Settings>> change;
    private final UiClock clock;
    private final Label silence = new WrappingLabel("", "words-body");
    private final Button pause = new Button();

    /** @param change changes the settings */
    public NotificationsCard(ObservableValue<Settings> settings, Consumer<UnaryOperator<Settings>> change,
            UiClock clock) {
        this.settings = settings;
        this.change = change;
        this.clock = clock;
        getStyleClass().addAll("settings-card", "notify-settings");
        VBox what = part(box("messages", Notifications::messages, Notifications::withMessages),
                box("windows", Notifications::windows, Notifications::withWindows),
                detail("notify.settings.windows.detail"));
        VBox how = part(new WrappingLabel(Texts.get("notify.settings.details"), "words-body"), details(),
                box("stay", Notifications::stay, Notifications::withStay), detail("notify.settings.detail"));
        silence.setMaxWidth(Double.MAX_VALUE);
        HBox.setHgrow(silence, Priority.ALWAYS);
        pause.getStyleClass().add("quiet-button");
        pause.setMinWidth(Region.USE_PREF_SIZE);
        pause.setOnAction(pressed -> changePause());
        HBox silenceRow = new HBox(pause, silence);
        silenceRow.getStyleClass().add("settings-row");
        getChildren().addAll(new WrappingLabel(Texts.get("notify.settings"), "words-name"), what, how, silenceRow,
                new QuietChoice(settings.map(Settings::notifications),
                        quiet -> change.accept(now -> now.withNotifications(now.notifications().withQuiet(quiet)))));
        settings.subscribe(now -> showSilence());
        clock.nowProperty().subscribe(now -> showSilence());
    }

    private static VBox part(Node... content) {
        VBox part = new VBox(content);
        part.getStyleClass().add("notify-part");
        return part;
    }

    private static Label detail(String key) {
        return new WrappingLabel(Texts.get(key), "settings-detail");
    }

    private void set(UnaryOperator<Notifications> how) {
        change.accept(now -> now.withNotifications(how.apply(now.notifications())));
    }

    private CheckBox box(String key, Predicate<Notifications> chosen,
            BiFunction<Notifications, Boolean, Notifications> changed) {
        CheckBox box = new CheckBox(Texts.get("notify.settings." + key));
        box.setOnAction(pressed -> set(now -> changed.apply(now, box.isSelected())));
        settings.subscribe(now -> box.setSelected(chosen.test(now.notifications())));
        return box;
    }

    private Node details() {
        FlowPane choices = new FlowPane();
        choices.getStyleClass().add("notify-choices");
        ToggleGroup group = new ToggleGroup();
        for (Details details : Details.values()) {
            RadioButton choice = new RadioButton(Texts.get("notify.settings.details." + details));
            choice.setToggleGroup(group);
            choice.setOnAction(pressed -> set(now -> now.withDetails(details)));
            settings.subscribe(now -> choice.setSelected(now.notifications().details() == details));
            choices.getChildren().add(choice);
        }
        return choices;
    }

    private void changePause() {
        Instant now = clock.instant();
        boolean paused = settings.getValue().notifications().paused(now).isPresent();
        set(told -> told.withPause(paused ? null : now.plus(Notifications.PAUSE)));
    }

    /** A pause can be ended; quiet hours only say that they are on, because they are changed below. */
    private void showSilence() {
        Instant now = clock.instant();
        ZoneId zone = ZoneId.systemDefault();
        Notifications told = settings.getValue().notifications();
        Optional<Instant> paused = told.paused(now);
        pause.setText(Texts.get(paused.isPresent() ? "notify.settings.resume" : "notify.settings.pause"));
        pause.setDisable(!told.messages() && !told.windows());
        silence.setText(paused.map(end -> words("notify.settings.paused", end))
                .or(() -> told.quiet().until(now, zone).map(end -> words("notify.settings.quiet.until", end)))
                .orElse(""));
    }

    private static String words(String key, Instant end) {
        return Texts.get(key, Times.clock(end, ZoneId.systemDefault(), Texts.tongue().dates()));
    }
}
