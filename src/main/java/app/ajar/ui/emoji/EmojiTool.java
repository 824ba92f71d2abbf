package app.ajar.ui.emoji;

import app.ajar.text.Texts;
import app.ajar.ui.compose.Composer;
import app.ajar.ui.kit.Icon;
import app.ajar.ui.kit.IconButton;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.value.ChangeListener;
import javafx.beans.value.ObservableValue;
import javafx.geometry.Pos;
import javafx.scene.Scene;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCodeCombination;
import javafx.scene.input.KeyCombination;
import javafx.scene.layout.StackPane;
import org.jspecify.annotations.Nullable;

/** The choice of emoji at a composer: its button and Ctrl+. open it, and what is chosen is typed at the cursor. */
public final class EmojiTool {

    /** The keys that open it from anywhere in the window. */
    static final KeyCombination KEYS = new KeyCodeCombination(KeyCode.PERIOD, KeyCombination.SHORTCUT_DOWN);

    private final Composer composer;
    private final EmojiMemory memory;
    /** Made when it is first asked for: most replies need none. */
    private @Nullable EmojiPicker picker;

    private EmojiTool(Composer composer, EmojiMemory memory) {
        this.composer = composer;
        this.memory = memory;
    }

    /** Gives a composer its button and its keys. */
    public static void attach(Composer composer, EmojiMemory memory) {
        EmojiTool tool = new EmojiTool(composer, memory);
        IconButton button = new IconButton(Icon.EMOJI, Texts.get("emoji.pick"), "Ctrl+.");
        button.setOnAction(pressed -> tool.toggle());
        composer.setTool(Composer.Tool.EMOJI, button);
        composer.sceneProperty().subscribe(tool::install);
        readAhead(composer.field().focusedInside());
    }

    /** Who writes may want one soon: the names are read meanwhile, so that the choice opens at once. */
    private static void readAhead(ReadOnlyBooleanProperty writing) {
        writing.addListener(new ChangeListener<>() {
            @Override
            public void changed(ObservableValue<? extends Boolean> property, Boolean before, Boolean now) {
                writing.removeListener(this);
                Thread.ofPlatform().name("ajar-emoji-names").daemon().start(EmojiCatalog::get);
            }
        });
    }

    private void install(@Nullable Scene scene) {
        if (scene != null) {
            scene.getAccelerators().put(KEYS, this::toggle);
        }
    }

    private void toggle() {
        EmojiPicker shown = picker;
        if (shown != null && shown.equals(composer.above())) {
            close();
        } else if (composer.canWrite() && composer.conversationProperty().get() != null && composer.isVisible()) {
            EmojiPicker opened = shown == null ? new EmojiPicker(memory, this::take, this::close) : shown;
            picker = opened;
            StackPane.setAlignment(opened, Pos.BOTTOM_LEFT);
            composer.showAbove(opened);
            opened.open();
        }
    }

    private void take(String emoji, boolean goesOn) {
        composer.field().insert(emoji);
        if (!goesOn) {
            close();
        }
    }

    private void close() {
        composer.showAbove(null);
        composer.field().requestFocus();
    }
}
