package app.ajar.ui.upkeep;

import app.ajar.media.DiskUse;
import app.ajar.settings.Settings;
import app.ajar.text.ByteCounts;
import app.ajar.text.Texts;
import app.ajar.ui.kit.WrappingLabel;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.LongStream;
import javafx.beans.value.ObservableValue;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.control.RadioButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/** The part of the settings about what is kept on this computer. Asks in place before anything is deleted. */
public final class StorageCard extends VBox {

    private final StorageViewModel model;
    private final Choices<Settings.Keep> keep;
    private final Choices<Long> limit;
    private final Label keepDetail = new WrappingLabel("", "settings-detail");
    private final Label usedWords = new WrappingLabel("", "words-body");
    private final ProgressBar bar = new ProgressBar(0);
    private final VBox question = new VBox();

    /** @param underWay changes when something that takes or makes room begins or ends */
    public StorageCard(StorageViewModel model, ObservableValue<String> underWay) {
        this.model = model;
        keep = new Choices<>(choice -> Texts.get("upkeep.keep." + choice), model::keep);
        limit = new Choices<>(StorageCard::size, model::limit);
        getStyleClass().addAll("settings-card", "storage-card");
        question.getStyleClass().add("settings-question");
        bar.getStyleClass().add("storage-bar");
        bar.setMaxWidth(Double.MAX_VALUE);
        Button clear = button("upkeep.clear", model::clear);
        HBox.setHgrow(usedWords, Priority.ALWAYS);
        usedWords.setMaxWidth(Double.MAX_VALUE);
        HBox usedRow = new HBox(usedWords, clear);
        usedRow.getStyleClass().add("settings-row");
        getChildren().addAll(new WrappingLabel(Texts.get("upkeep.storage"), "words-name"),
                part("upkeep.keep", keep, keepDetail),
                part("upkeep.limit", limit, new WrappingLabel(Texts.get("upkeep.limit.detail"), "settings-detail")),
                part("upkeep.used", usedRow, bar), question);
        model.settings().subscribe(this::show);
        model.usedProperty().subscribe(this::showUsed);
        model.questionProperty().subscribe(this::ask);
        visibleProperty().subscribe(this::countIfShown);
        sceneProperty().subscribe(this::countIfShown);
        underWay.subscribe(now -> countIfShown());
    }

    /** Counts what is stored; called whenever the page is opened. */
    public void countIfShown() {
        if (getScene() != null && shown()) {
            model.count();
        }
    }

    private boolean shown() {
        for (Node at = this; at != null; at = at.getParent()) {
            if (!at.isVisible()) {
                return false;
            }
        }
        return true;
    }

    private void show(Settings now) {
        keep.show(List.of(Settings.Keep.values()), now.keep());
        keepDetail.setText(Texts.get("upkeep.keep." + now.keep() + ".detail"));
        limit.show(LongStream.concat(Arrays.stream(StorageViewModel.LIMITS), LongStream.of(now.mediaBytes())).sorted()
                .distinct().boxed().toList(), now.mediaBytes());
        limit.setDisable(now.keep() != Settings.Keep.EVERYTHING);
        showUsed(model.usedProperty().get());
    }

    private void showUsed(@Nullable DiskUse use) {
        usedWords.setText(use == null
                ? Texts.get("upkeep.used.counting")
                : Texts.get("upkeep.used.words", size(use.messages()), size(use.avatars())));
        bar.setProgress(use == null
                ? 0
                : Math.min(1, (double) use.messages() / model.settings().getValue().mediaBytes()));
    }

    private void ask(StorageViewModel.@Nullable Question asked) {
        question.setVisible(asked != null);
        question.setManaged(asked != null);
        if (asked == null) {
            question.getChildren().clear();
            // What was chosen but not confirmed is not chosen.
            show(model.settings().getValue());
            return;
        }
        Button sure = new Button(asked.yes());
        sure.getStyleClass().addAll("quiet-button", "danger-button");
        sure.setMinWidth(USE_PREF_SIZE);
        sure.setOnAction(pressed -> model.confirm());
        Button stay = button("upkeep.stay", model::stay);
        HBox answers = new HBox(sure, stay);
        answers.getStyleClass().add("settings-row");
        question.getChildren().setAll(new WrappingLabel(asked.words(), "settings-detail"), answers);
        stay.requestFocus();
    }

    private static String size(long bytes) {
        return ByteCounts.words(bytes, Locale.getDefault(Locale.Category.FORMAT));
    }

    /** Values to choose one of, by pointer or arrow keys; the buttons stay the same while the values do. */
    private static final class Choices<T> extends FlowPane {

        private final Function<T, String> words;
        private final ToggleGroup group = new ToggleGroup();
        private List<T> values = List.of();
        private boolean showing;

        Choices(Function<T, String> words, Consumer<T> choose) {
            this.words = words;
            getStyleClass().add("storage-choices");
            group.selectedToggleProperty().addListener((toggles, before, now) -> {
                if (now != null && !showing) {
                    choose.accept(values.get(group.getToggles().indexOf(now)));
                }
            });
        }

        void show(List<T> all, T chosen) {
            showing = true;
            if (!all.equals(values)) {
                values = List.copyOf(all);
                group.getToggles().clear();
                getChildren().setAll(values.stream().map(value -> {
                    RadioButton radio = new RadioButton(words.apply(value));
                    radio.setToggleGroup(group);
                    return radio;
                }).toList());
            }
            group.selectToggle(group.getToggles().get(values.indexOf(chosen)));
            showing = false;
        }
    }

    private static VBox part(String title, Node... content) {
        VBox part = new VBox(new WrappingLabel(Texts.get(title), "words-body-strong"));
        part.getChildren().addAll(content);
        part.getStyleClass().add("storage-part");
        return part;
    }

    private static Button button(String key, Runnable action) {
        Button button = new Button(Texts.get(key));
        button.getStyleClass().add("quiet-button");
        button.setMinWidth(USE_PREF_SIZE);
        button.setOnAction(pressed -> action.run());
        return button;
    }
}
