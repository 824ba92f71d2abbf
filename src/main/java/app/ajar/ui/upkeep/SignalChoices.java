package app.ajar.ui.upkeep;

import app.ajar.settings.Settings;
import app.ajar.settings.Settings.Signals;
import app.ajar.text.Texts;
import app.ajar.ui.kit.WrappingLabel;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import javafx.beans.value.ObservableValue;
import javafx.scene.control.CheckBox;
import javafx.scene.layout.VBox;

/** Whether people are told that somebody writes to them, and that their message was seen. */
public final class SignalChoices extends VBox {

    private final ObservableValue<Settings> settings;
    private final Consumer<UnaryOperator<Settings>> change;

    /** @param change changes the settings */
    public SignalChoices(ObservableValue<Settings> settings, Consumer<UnaryOperator<Settings>> change) {
        super(6);
        this.settings = settings;
        this.change = change;
        getStyleClass().add("signal-choices");
        getChildren().addAll(choice("typing", Signals::typing, (now, on) -> new Signals(on, now.seen())),
                choice("seen", Signals::seen, (now, on) -> new Signals(now.typing(), on)),
                new WrappingLabel(Texts.get("shell.settings.signals.detail"), "settings-detail"));
    }

    private CheckBox choice(String key, Predicate<Signals> chosen, BiFunction<Signals, Boolean, Signals> changed) {
        CheckBox box = new CheckBox(Texts.get("shell.settings.signals." + key));
        box.setOnAction(
                pressed -> change.accept(now -> now.withSignals(changed.apply(now.signals(), box.isSelected()))));
        settings.subscribe(now -> box.setSelected(chosen.test(now.signals())));
        return box;
    }
}
