package app.ajar.ui.compose;

import app.ajar.model.AccountId;
import app.ajar.text.Texts;
import app.ajar.ui.kit.WrappingLabel;
import java.util.Set;
import java.util.function.BiConsumer;
import javafx.beans.value.ObservableValue;
import javafx.scene.control.CheckBox;
import javafx.scene.layout.VBox;

/** Turns the seven days with a person answering on for one account, and says first what that needs and risks. */
public final class HumanAgentSwitch extends VBox {

    private final CheckBox box = new CheckBox(Texts.get("compose.agent.switch"));

    /**
     * @param on the accounts for which it is on
     * @param turn asked to turn it on or off; {@code on} tells when that is stored
     */
    public HumanAgentSwitch(AccountId account, ObservableValue<Set<AccountId>> on,
            BiConsumer<AccountId, Boolean> turn) {
        super(4);
        getStyleClass().add("agent-switch");
        on.when(sceneProperty().isNotNull()).subscribe(now -> box.setSelected(now.contains(account)));
        box.setOnAction(pressed -> turn.accept(account, box.isSelected()));
        getChildren().addAll(box, new WrappingLabel(Texts.get("compose.agent.switch.detail"), "settings-detail"));
    }
}
