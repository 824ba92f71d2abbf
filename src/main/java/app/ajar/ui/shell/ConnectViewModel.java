package app.ajar.ui.shell;

import app.ajar.account.Connector;
import app.ajar.model.Account;
import app.ajar.ui.kit.FxBridge;
import java.time.Clock;
import java.time.ZoneId;
import java.util.Locale;
import java.util.function.Consumer;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.jspecify.annotations.Nullable;

/** Connecting an account: one attempt at a time, and what came of it in words. For the toolkit's thread; needs no toolkit. */
final class ConnectViewModel {

    private final Connector connector;
    private final FxBridge network;
    private final Clock clock;
    private final Consumer<Account> onConnected;
    private final Consumer<Throwable> onBug;
    private final ReadOnlyBooleanWrapper asking = new ReadOnlyBooleanWrapper();
    private final ReadOnlyObjectWrapper<@Nullable ConnectWords> said = new ReadOnlyObjectWrapper<>();

    /**
     * @param network runs what waits on Instagram and the keychain
     * @param onConnected told of each account that works now
     * @param onBug told of what should not have happened
     */
    ConnectViewModel(Connector connector, FxBridge network, Clock clock, Consumer<Account> onConnected,
            Consumer<Throwable> onBug) {
        this.connector = connector;
        this.network = network;
        this.clock = clock;
        this.onConnected = onConnected;
        this.onBug = onBug;
    }

    /** Whether an answer is being waited for. */
    ReadOnlyBooleanProperty askingProperty() {
        return asking.getReadOnlyProperty();
    }

    /** What came of the last attempt; null before any. */
    ReadOnlyObjectProperty<@Nullable ConnectWords> saidProperty() {
        return said.getReadOnlyProperty();
    }

    /** Says this, and forgets the attempt before. */
    void say(@Nullable ConnectWords words) {
        said.set(words);
    }

    /** Tries the token; does nothing while another attempt is under way. */
    void connect(String pasted) {
        if (asking.get()) {
            return;
        }
        asking.set(true);
        said.set(null);
        network.load(() -> attempt(pasted), Runnable::run);
    }

    private Runnable attempt(String pasted) {
        try {
            Connector.Result result = connector.connect(pasted);
            return () -> show(result);
        } catch (RuntimeException e) {
            return () -> {
                asking.set(false);
                said.set(ConnectWords.failed());
                onBug.accept(e);
            };
        }
    }

    private void show(Connector.Result result) {
        asking.set(false);
        said.set(ConnectWords.of(result, clock.instant(), ZoneId.systemDefault(),
                Locale.getDefault(Locale.Category.FORMAT)));
        if (result instanceof Connector.Result.Connected connected) {
            onConnected.accept(connected.account());
        }
    }
}
