package app.ajar.ui.push;

import app.ajar.model.AccountId;
import app.ajar.push.Credentials;
import app.ajar.push.ProjectAddress;
import app.ajar.push.PushState;
import app.ajar.push.Trial;
import app.ajar.settings.PushSettings;
import app.ajar.sync.Health;
import app.ajar.sync.Pushes;
import app.ajar.sync.SyncEngine;
import app.ajar.text.Texts;
import app.ajar.ui.kit.FxBridge;
import java.io.IOException;
import java.time.Clock;
import java.util.Optional;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import org.jspecify.annotations.Nullable;

/** What the card about one account's pushes shows and does; lives on the toolkit's thread. */
public final class PushViewModel {

    /**
     * What was typed.
     *
     * @param key empty to keep the one that is stored
     * @param email empty when nobody signs in anew
     */
    public record Form(PushSettings settings, String key, String email, String password) {

        @Override
        public String toString() {
            return "Form[…]";
        }
    }

    /** What is stored; {@code settings} is null when the account has no pushes. */
    public record Stored(@Nullable PushSettings settings, boolean signedIn) {}

    /** What the card stands on. */
    public record Outside(Pushes pushes, SyncEngine engine, Clock clock, FxBridge bridge) {}

    private final AccountId account;
    private final Outside outside;
    private final ReadOnlyObjectWrapper<Stored> stored = new ReadOnlyObjectWrapper<>(new Stored(null, false));
    private final ReadOnlyObjectWrapper<PushState> state = new ReadOnlyObjectWrapper<>(PushState.OFF);
    private final ReadOnlyStringWrapper result = new ReadOnlyStringWrapper("");
    private final ReadOnlyBooleanWrapper busy = new ReadOnlyBooleanWrapper(false);

    public PushViewModel(AccountId account, Outside outside) {
        this.account = account;
        this.outside = outside;
    }

    ReadOnlyObjectProperty<Stored> storedProperty() {
        return stored.getReadOnlyProperty();
    }

    ReadOnlyObjectProperty<PushState> stateProperty() {
        return state.getReadOnlyProperty();
    }

    /** What became of the last thing that was asked for; empty before. */
    ReadOnlyStringProperty resultProperty() {
        return result.getReadOnlyProperty();
    }

    ReadOnlyBooleanProperty busyProperty() {
        return busy.getReadOnlyProperty();
    }

    /** Reads what is stored, and how the line stands. */
    public void read() {
        outside.bridge.load(this::readStored, stored::set);
        standing();
    }

    /** The line stands differently. */
    public void standing() {
        state.set(outside.engine.health(account).map(Health::push).orElse(PushState.OFF));
    }

    private Stored readStored() {
        Optional<PushSettings> settings = outside.pushes.settings(account);
        return new Stored(settings.orElse(null), settings.isPresent()
                && outside.pushes.credentials(account).map(Credentials::refreshToken).isPresent());
    }

    /** Tries what was typed, without keeping it. */
    void test(Form form) {
        attempt(form, outcome -> outcome.state().live() ? Texts.get("push.test.well") : refused(outcome.state()));
    }

    /** Tries what was typed, and uses it when it works. */
    void use(Form form) {
        attempt(form, outcome -> {
            if (!outcome.state().live()) {
                return refused(outcome.state());
            }
            try {
                outside.pushes.use(account, kept(form), outcome.credentials());
                return Texts.get("push.use.well");
            } catch (IOException e) {
                return notKept(e);
            }
        });
    }

    /** The account has no pushes any more. */
    void turnOff() {
        begin();
        outside.bridge.load(() -> {
            try {
                outside.pushes.forget(account);
                return Texts.get("push.off.well");
            } catch (IOException e) {
                return notKept(e);
            }
        }, this::end);
    }

    private interface Judged {
        String words(Trial.Outcome outcome);
    }

    private void attempt(Form form, Judged judged) {
        if (ProjectAddress.of(form.settings.project()).isEmpty()) {
            result.set(Texts.get("push.test.address"));
            return;
        }
        begin();
        outside.bridge.load(() -> {
            String key = form.key.isBlank()
                    ? outside.pushes.credentials(account).map(Credentials::key).orElse("")
                    : form.key.strip();
            // What stands between two words in a keychain must not stand in one.
            if (key.isEmpty() || key.chars().anyMatch(Character::isWhitespace)) {
                return Texts.get("push.test.key");
            }
            return judged.words(Trial.run(account.value(), kept(form), key,
                    new Trial.Person(form.email, form.password), outside.clock));
        }, this::end);
    }

    private static PushSettings kept(Form form) {
        return form.settings.withProject(
                ProjectAddress.of(form.settings.project()).map(ProjectAddress::text).orElse(form.settings.project()));
    }

    private static String refused(PushState state) {
        return Texts.get("push.test.not", PushWords.trouble(state.trouble()));
    }

    private static String notKept(IOException e) {
        System.getLogger(PushViewModel.class.getName()).log(System.Logger.Level.WARNING,
                "a set-up for pushes could not be kept", e);
        return Texts.get("push.use.notKept");
    }

    private void begin() {
        busy.set(true);
        result.set(Texts.get("push.test.underWay"));
    }

    private void end(String words) {
        busy.set(false);
        result.set(words);
        read();
    }
}
