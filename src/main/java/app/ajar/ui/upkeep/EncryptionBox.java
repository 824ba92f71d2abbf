package app.ajar.ui.upkeep;

import app.ajar.store.care.Upkeep;
import app.ajar.store.care.Upkeep.Encryption;
import app.ajar.text.Texts;
import app.ajar.ui.kit.FxBridge;
import app.ajar.ui.kit.WrappingLabel;
import java.io.IOException;
import java.util.function.Consumer;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.layout.VBox;

/** Whether the database is encrypted, from the next start on: what that costs, and what it does not cover. */
public final class EncryptionBox extends VBox {

    private final Upkeep upkeep;
    private final FxBridge bridge;
    private final Consumer<Throwable> onFailure;
    private final CheckBox box = new CheckBox(Texts.get("upkeep.encryption.box"));
    private final Label state = new WrappingLabel("", "settings-detail");

    /**
     * @param bridge for what may wait on the keychain
     * @param onFailure hears why a wish could not be granted; the user is told here
     */
    public EncryptionBox(Upkeep upkeep, FxBridge bridge, Consumer<Throwable> onFailure) {
        super(6);
        this.upkeep = upkeep;
        this.bridge = bridge;
        this.onFailure = onFailure;
        getStyleClass().add("encryption-box");
        state.getStyleClass().add("encryption-state");
        say("");
        box.setDisable(true);
        box.setOnAction(pressed -> ask(box.isSelected()));
        getChildren().addAll(box, new WrappingLabel(Texts.get("upkeep.encryption.detail"), "settings-detail"), state);
        bridge.load(upkeep::encryption, this::show);
    }

    private void ask(boolean wanted) {
        box.setDisable(true);
        bridge.load(() -> asked(wanted), granted -> {
            if (granted) {
                bridge.load(upkeep::encryption, this::show);
            } else {
                box.setSelected(!wanted);
                box.setDisable(false);
                say(Texts.get("upkeep.encryption.failed"));
            }
        });
    }

    private boolean asked(boolean wanted) {
        try {
            upkeep.encrypt(wanted);
            return true;
        } catch (IOException e) {
            onFailure.accept(e);
            return false;
        }
    }

    private void show(Encryption now) {
        box.setSelected(now.wanted());
        box.setDisable(false);
        say(now.on() == now.wanted()
                ? ""
                : Texts.get(now.wanted() ? "upkeep.encryption.soon" : "upkeep.encryption.soonNot"));
    }

    private void say(String words) {
        state.setText(words);
        state.setVisible(!words.isEmpty());
        state.setManaged(!words.isEmpty());
    }
}
