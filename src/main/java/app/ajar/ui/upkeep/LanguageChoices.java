package app.ajar.ui.upkeep;

import app.ajar.settings.Settings;
import app.ajar.text.Language;
import app.ajar.text.Texts;
import app.ajar.ui.kit.WrappingLabel;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import javafx.beans.value.ObservableValue;
import javafx.scene.control.RadioButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/** In which language the window talks; each is called by its own name, so that nobody is lost in a foreign one. */
public final class LanguageChoices extends VBox {

    private final ObservableValue<Settings> settings;
    private final Consumer<UnaryOperator<Settings>> change;
    private final Runnable openAnew;
    private final ToggleGroup group = new ToggleGroup();
    private final FlowPane choices = new FlowPane();

    /**
     * @param change changes the settings
     * @param openAnew opens the window in the language chosen
     */
    public LanguageChoices(ObservableValue<Settings> settings, Consumer<UnaryOperator<Settings>> change,
            Runnable openAnew) {
        super(6);
        this.settings = settings;
        this.change = change;
        this.openAnew = openAnew;
        choices.getStyleClass().add("settings-choices-flow");
        add("SYSTEM", null);
        for (Language language : Language.values()) {
            add(language.name(), language.tag());
        }
        getChildren().addAll(choices, new WrappingLabel(Texts.get("upkeep.language.detail"), "settings-detail"));
    }

    private void add(String name, @Nullable String tag) {
        RadioButton choice = new RadioButton(Texts.get("upkeep.language." + name));
        choice.setToggleGroup(group);
        choice.setOnAction(pressed -> choose(tag));
        settings.subscribe(now -> choice.setSelected(Objects.equals(shown(now), tag)));
        choices.getChildren().add(choice);
    }

    private void choose(@Nullable String tag) {
        if (!Objects.equals(shown(settings.getValue()), tag)) {
            change.accept(now -> now.withLanguage(tag));
            openAnew.run();
        }
    }

    /** The tag of a language that is not there counts as none: a settings file may be another version's. */
    private static @Nullable String shown(Settings settings) {
        return Language.tagged(settings.language()).map(Language::tag).orElse(null);
    }
}
