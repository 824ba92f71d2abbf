package app.ajar.ui.inbox;

import app.ajar.model.Account;
import app.ajar.model.AccountId;
import app.ajar.model.Names;
import app.ajar.text.Texts;
import java.util.List;
import javafx.beans.value.ObservableValue;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import org.jspecify.annotations.Nullable;

/** From which account something goes: its colour, its letter and its name. To be seen only where there are several. */
public final class AccountTag extends HBox {

    private final Label letter = letter();
    private final Label name = new Label();

    /** @param whose the account, null for none */
    public AccountTag(ObservableValue<@Nullable AccountId> whose, ObservableValue<List<Account>> accounts) {
        super(6);
        getStyleClass().add("account-tag");
        setAlignment(Pos.CENTER_LEFT);
        setMinWidth(0);
        name.getStyleClass().add("words-small");
        getChildren().addAll(letter, name);
        whose.subscribe(now -> show(now, accounts.getValue()));
        accounts.subscribe(now -> show(whose.getValue(), now));
    }

    private void show(@Nullable AccountId whose, List<Account> accounts) {
        Account account = accounts.stream().filter(each -> each.id().equals(whose)).findFirst().orElse(null);
        setVisible(account != null && accounts.size() > 1);
        setManaged(isVisible());
        if (account != null) {
            dress(letter, account.shownUsername(), Account.colours(accounts).getOrDefault(account.id(), 0));
            name.setText(Texts.get("inbox.from", account.shownUsername()));
        }
    }

    /** The small tile with an account's letter, for {@link #dress}. */
    static Label letter() {
        Label letter = new Label();
        letter.getStyleClass().add("account-letter");
        letter.setMinSize(USE_PREF_SIZE, USE_PREF_SIZE);
        return letter;
    }

    /** Gives it an account's letter and colour: colour alone is not enough. */
    static void dress(Label letter, String username, int colour) {
        letter.setText(Names.initials(username.strip().split("\\s+", 2)[0]));
        letter.getStyleClass().removeIf(style -> style.startsWith("account-face-"));
        letter.getStyleClass().add("account-face-" + colour);
    }
}
