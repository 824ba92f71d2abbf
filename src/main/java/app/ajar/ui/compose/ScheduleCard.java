package app.ajar.ui.compose;

import app.ajar.model.ReplyWindow;
import app.ajar.sending.SendTime;
import app.ajar.text.Texts;
import app.ajar.text.TypedTime;
import app.ajar.ui.access.FieldName;
import app.ajar.ui.kit.WrappingLabel;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.DateCell;
import javafx.scene.control.DatePicker;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/** Chooses when a reply goes: what is offered with one press, or a day and a time; says before saving why one does not fit. */
final class ScheduleCard extends VBox {

    private final Supplier<ReplyWindow> window;
    private final Supplier<Instant> now;
    private final PlannedWords words;
    private final Consumer<Instant> choose;
    private final TypedTime typed;
    private final FlowPane offers = new FlowPane(8, 6);
    private final DatePicker day = new DatePicker();
    private final TextField time = new TextField();
    private final Button schedule = new Button(Texts.get("compose.schedule.do"));
    private final Label reason = new WrappingLabel("", "schedule-reason");

    /**
     * @param window the standard one of the conversation, as it is now
     * @param choose takes a time that fits
     */
    ScheduleCard(Supplier<ReplyWindow> window, Supplier<Instant> now, PlannedWords words, Consumer<Instant> choose) {
        super(8);
        this.window = window;
        this.now = now;
        this.words = words;
        this.choose = choose;
        typed = new TypedTime(words.locale());
        getStyleClass().add("composer-card");
        Label title = new Label(Texts.get("compose.schedule.title"));
        title.getStyleClass().add("words-body-strong");
        day.setPrefWidth(150);
        day.setEditable(true);
        day.setDayCellFactory(picker -> new DateCell() {
            @Override
            public void updateItem(@Nullable LocalDate date, boolean empty) {
                super.updateItem(date, empty);
                setDisable(empty || date == null || !possible(date));
            }
        });
        time.setPrefColumnCount(6);
        FieldName.give(time, Texts.get("compose.schedule.time"));
        time.addEventFilter(KeyEvent.KEY_PRESSED, this::pressed);
        schedule.getStyleClass().add("primary-button");
        schedule.setMinWidth(USE_PREF_SIZE);
        schedule.setOnAction(pressed -> save());
        FlowPane picker = new FlowPane(8, 6, day, time, schedule);
        picker.setAlignment(Pos.CENTER_LEFT);
        getChildren().addAll(title, offers, picker, reason,
                new WrappingLabel(Texts.get("compose.schedule.computer"), "schedule-detail"));
        day.valueProperty().subscribe(date -> {
            // Its name and what it holds are one to the toolkit.
            day.setAccessibleText(Texts.get("compose.schedule.day")
                    + (date == null ? "" : ", " + day.getConverter().toString(date)));
            judge();
        });
        time.textProperty().subscribe(text -> judge());
    }

    /** Offers what fits now; the picker begins at this time, or with null in an hour. */
    void open(@Nullable Instant present) {
        Instant at = now.get();
        ReplyWindow open = window.get();
        offers.getChildren().clear();
        SendTime.offers(open, at, words.zone()).forEach((offer, due) -> {
            Button button = new Button(Texts.get("compose.schedule.offer", Texts.get("compose.schedule." + offer),
                    words.time(due, at)));
            button.getStyleClass().add("quiet-button");
            button.setOnAction(pressed -> take(due));
            offers.getChildren().add(button);
        });
        offers.setVisible(!offers.getChildren().isEmpty());
        offers.setManaged(offers.isVisible());
        ZonedDateTime begin = (present == null ? at.plus(Duration.ofHours(1)) : present).atZone(words.zone());
        day.setValue(begin.toLocalDate());
        time.setText(typed.write(begin.toLocalTime().truncatedTo(ChronoUnit.MINUTES)));
        judge();
    }

    /** Puts the keyboard on what is offered first. */
    void takeKeyboard() {
        if (offers.getChildren().isEmpty()) {
            time.requestFocus();
        } else {
            offers.getChildren().getFirst().requestFocus();
        }
    }

    private boolean possible(LocalDate date) {
        Instant until = window.get().until();
        LocalDate today = now.get().atZone(words.zone()).toLocalDate();
        return !date.isBefore(today) && until != null && !date.isAfter(until.atZone(words.zone()).toLocalDate());
    }

    private Optional<Instant> chosen() {
        LocalDate date = day.getValue();
        return date == null
                ? Optional.empty()
                : typed.read(time.getText()).map(at -> ZonedDateTime.of(date, at, words.zone()).toInstant());
    }

    private void judge() {
        Optional<Instant> due = chosen();
        String wrong = due.isEmpty() ? Texts.get("compose.schedule.no.time") : wrong(due.get());
        reason.setText(wrong);
        reason.setVisible(!wrong.isEmpty());
        reason.setManaged(!wrong.isEmpty());
        schedule.setDisable(!wrong.isEmpty());
    }

    /** Why a time does not fit, empty when it does. */
    private String wrong(Instant due) {
        ReplyWindow open = window.get();
        Instant at = now.get();
        SendTime.Choice choice = SendTime.choice(open, due, at);
        Instant until = open.until();
        return choice == SendTime.Choice.FITS
                ? ""
                : Texts.get("compose.schedule." + choice, until == null ? "" : words.time(until, at));
    }

    private void save() {
        chosen().ifPresent(this::take);
    }

    private void take(Instant due) {
        String wrong = wrong(due);
        if (wrong.isEmpty()) {
            choose.accept(due);
        } else {
            judge();
            reason.setText(wrong);
        }
    }

    private void pressed(KeyEvent event) {
        if (event.getCode() == KeyCode.ENTER) {
            judge();
            if (!schedule.isDisabled()) {
                save();
            }
            event.consume();
        } else if (event.getCode() == KeyCode.UP || event.getCode() == KeyCode.DOWN) {
            step(event.getCode() == KeyCode.UP);
            event.consume();
        }
    }

    /** Goes to the next quarter of an hour or the last one, and over midnight into another day. */
    private void step(boolean later) {
        chosen().ifPresent(due -> {
            ZonedDateTime moved = SendTime.stepped(due, later, words.zone());
            day.setValue(moved.toLocalDate());
            time.setText(typed.write(moved.toLocalTime()));
            time.positionCaret(time.getLength());
        });
    }
}
