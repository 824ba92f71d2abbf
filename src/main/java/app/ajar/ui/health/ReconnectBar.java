package app.ajar.ui.health;

import app.ajar.model.AccessProblem;
import app.ajar.model.Account;
import app.ajar.model.AccountId;
import app.ajar.sync.Health;
import app.ajar.text.Texts;
import app.ajar.ui.kit.Icon;
import app.ajar.ui.kit.WrappingLabel;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.beans.value.ObservableValue;
import javafx.geometry.Insets;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/**
 * Where Meta lets an account in no more, says so in the place where that matters, why, and what still works; leads to what
 * heals it. Not to be seen otherwise.
 */
public final class ReconnectBar extends HBox {

    private static final double ICON = 15;
    private static final double GAP = 4;

    private final Facts facts;
    private final Place place;
    private final WrappingLabel title = new WrappingLabel("", "reconnect-title");
    private final WrappingLabel detail = new WrappingLabel("", "reconnect-detail");
    private final Button button = new Button();
    private @Nullable Account shown;

    /** Where it stands, which decides what it says besides the reason. */
    public enum Place {
        /** Above the list of conversations. */
        LIST,
        /** Where replies are written. */
        REPLY
    }

    /**
     * What it follows.
     *
     * @param whose the account that it is about, null for none
     */
    public record Facts(ObservableValue<@Nullable AccountId> whose, ObservableValue<List<Account>> accounts,
            ObservableValue<Map<AccountId, Health>> healths) {}

    /** @param heal opens what heals the account */
    public ReconnectBar(Place place, Facts facts, Consumer<Account> heal) {
        this.place = place;
        this.facts = facts;
        getStyleClass().add("reconnect-bar");
        setAlignment(Pos.CENTER_LEFT);
        Node sign = Icon.ALERT.node(ICON);
        VBox words = new VBox(2, title, detail);
        HBox.setHgrow(words, Priority.ALWAYS);
        words.setMinWidth(0);
        button.getStyleClass().add("quiet-button");
        button.setMinWidth(Region.USE_PREF_SIZE);
        button.setOnAction(pressed -> Optional.ofNullable(shown).ifPresent(heal));
        getChildren().addAll(sign, words);
        // The list is narrow: beside the button there would be room for two words a line.
        (place == Place.LIST ? words : this).getChildren().add(button);
        VBox.setMargin(button, new Insets(GAP, 0, 0, 0));
        facts.whose.subscribe(now -> show());
        facts.accounts.subscribe(now -> show());
        facts.healths.subscribe(now -> show());
    }

    private void show() {
        AccountId whose = facts.whose.getValue();
        shown = facts.accounts.getValue().stream().filter(account -> account.id().equals(whose)).findFirst()
                .orElse(null);
        Health health = whose == null ? null : facts.healths.getValue().get(whose);
        boolean dead = health == null
                ? shown != null && shown.status() == Account.Status.EXPIRED
                : health.phase() == Health.Phase.NEEDS_RECONNECT;
        boolean refused = dead || (health != null && health.phase() == Health.Phase.NO_ACCESS);
        setVisible(refused && shown != null);
        setManaged(isVisible());
        if (shown != null && refused) {
            title.setText(Texts.get("access." + problem(shown, health, dead) + ".what"));
            detail.setText(Texts.get("health.bar." + place + (dead ? "" : ".refused"), shown.shownUsername()));
            button.setText(Texts.get(dead ? "health.connect" : "health.bar.heal"));
            button.setAccessibleText(Texts.get("health.bar.spoken", shown.shownUsername(), title.getText(),
                    button.getText()));
        }
    }

    /** The engine knows sooner than the stored account what is wrong. */
    private static AccessProblem problem(Account account, @Nullable Health health, boolean dead) {
        AccessProblem told = health == null || health.problem() == null ? account.statusReason() : health.problem();
        return told != null ? told : dead ? AccessProblem.TOKEN_INVALID : AccessProblem.PERMISSION_MISSING;
    }
}
