package app.ajar.ui.notify;

import app.ajar.settings.Notifications;
import app.ajar.settings.Notifications.Quiet;
import app.ajar.text.Texts;
import app.ajar.text.TypedTime;
import app.ajar.ui.access.FieldName;
import app.ajar.ui.kit.WrappingLabel;
import java.time.DayOfWeek;
import java.time.LocalTime;
import java.time.format.TextStyle;
import java.time.temporal.WeekFields;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.LongStream;
import javafx.beans.value.ObservableValue;
import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;

/** The hours in which nothing pops up: whether, from when to when, on which days. What makes no sense is said, not taken. */
final class QuietChoice extends VBox {

    private static final PseudoClass WRONG = PseudoClass.getPseudoClass("wrong");
    private static final LocalTime EXAMPLE = LocalTime.of(22, 30);

    private final ObservableValue<Notifications> settings;
    private final Consumer<Quiet> change;
    private final TypedTime typed = new TypedTime(Texts.tongue().dates());
    private final CheckBox on = new CheckBox(Texts.get("notify.settings.quiet"));
    private final TextField from = field("notify.settings.quiet.from");
    private final TextField to = field("notify.settings.quiet.to");
    private final Map<DayOfWeek, CheckBox> days = new EnumMap<>(DayOfWeek.class);
    private final VBox hours = new VBox();
    private final Label wrong = new WrappingLabel("", "notify-wrong");

    QuietChoice(ObservableValue<Notifications> settings, Consumer<Quiet> change) {
        this.settings = settings;
        this.change = change;
        getStyleClass().add("notify-part");
        hours.getStyleClass().add("notify-hours");
        on.setOnAction(pressed -> {
            Quiet now = quiet();
            change.accept(new Quiet(on.isSelected(), now.from(), now.to(), now.days()));
        });
        HBox times = new HBox(label("notify.settings.quiet.from"), from, label("notify.settings.quiet.to"),
                to);
        times.getStyleClass().add("notify-times");
        times.setAlignment(Pos.CENTER_LEFT);
        hours.getChildren().addAll(times, days(), wrong);
        getChildren().addAll(on, hours,
                new WrappingLabel(Texts.get("notify.settings.quiet.detail"), "settings-detail"));
        say("");
        settings.subscribe(now -> show(now.quiet()));
    }

    private TextField field(String key) {
        TextField field = new TextField();
        field.getStyleClass().add("notify-time");
        field.setPrefColumnCount(6);
        FieldName.give(field, Texts.get("notify.settings.quiet") + ", " + Texts.get(key));
        field.setOnAction(entered -> takeTimes());
        field.focusedProperty().subscribe(focused -> {
            // The first call comes from here, before anything is shown.
            if (!focused && !field.getText().isEmpty()) {
                takeTimes();
            }
        });
        return field;
    }

    private static Label label(String key) {
        Label label = new Label(Texts.get(key));
        label.getStyleClass().add("words-body");
        return label;
    }

    private FlowPane days() {
        FlowPane row = new FlowPane();
        row.getStyleClass().add("notify-choices");
        Locale words = Texts.tongue().words();
        DayOfWeek first = WeekFields.of(Texts.tongue().dates()).getFirstDayOfWeek();
        LongStream.range(0, DayOfWeek.values().length).mapToObj(first::plus).forEach(day -> {
            CheckBox box = new CheckBox(day.getDisplayName(TextStyle.SHORT_STANDALONE, words));
            box.setAccessibleText(day.getDisplayName(TextStyle.FULL_STANDALONE, words));
            box.setOnAction(pressed -> takeDays());
            days.put(day, box);
            row.getChildren().add(box);
        });
        return row;
    }

    private Quiet quiet() {
        return settings.getValue().quiet();
    }

    private void takeTimes() {
        Optional<LocalTime> begins = typed.read(from.getText());
        Optional<LocalTime> ends = typed.read(to.getText());
        from.pseudoClassStateChanged(WRONG, begins.isEmpty());
        to.pseudoClassStateChanged(WRONG, ends.isEmpty());
        if (begins.isEmpty() || ends.isEmpty()) {
            say(Texts.get("notify.settings.quiet.wrong", typed.write(EXAMPLE)));
        } else if (begins.equals(ends)) {
            say(Texts.get("notify.settings.quiet.same"));
        } else {
            say("");
            change.accept(new Quiet(quiet().on(), begins.get(), ends.get(), quiet().days()));
            // "9" becomes "09:00", also where that is what was chosen before.
            write(quiet());
        }
    }

    private void takeDays() {
        Set<DayOfWeek> chosen = EnumSet.noneOf(DayOfWeek.class);
        days.forEach((day, box) -> {
            if (box.isSelected()) {
                chosen.add(day);
            }
        });
        if (chosen.isEmpty()) {
            show(quiet());
            say(Texts.get("notify.settings.quiet.days"));
        } else {
            say("");
            change.accept(new Quiet(quiet().on(), quiet().from(), quiet().to(), chosen));
        }
    }

    private void show(Quiet now) {
        on.setSelected(now.on());
        hours.setVisible(now.on());
        hours.setManaged(now.on());
        days.forEach((day, box) -> box.setSelected(now.days().contains(day)));
        if (!now.on()) {
            say("");
        }
        // What is being typed, or was refused, stays as it is.
        if (wrong.getText().isEmpty() && !from.isFocused() && !to.isFocused()) {
            write(now);
        }
    }

    private void write(Quiet now) {
        from.setText(typed.write(now.from()));
        to.setText(typed.write(now.to()));
        from.pseudoClassStateChanged(WRONG, false);
        to.pseudoClassStateChanged(WRONG, false);
    }

    private void say(String words) {
        wrong.setText(words);
        wrong.setVisible(!words.isEmpty());
        wrong.setManaged(!words.isEmpty());
    }
}
