package app.ajar.ui.shell;

import app.ajar.account.Connector;
import app.ajar.account.TokenVault;
import app.ajar.model.AccessProblem;
import app.ajar.model.Account;
import app.ajar.store.StoreException;
import app.ajar.text.Texts;
import app.ajar.text.Times;
import app.ajar.ui.kit.FxBridge;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.jspecify.annotations.Nullable;

/** Connecting an account: one attempt at a time, and what came of it in words. For the toolkit's thread; needs no toolkit. */
final class ConnectViewModel {

    /**
     * What came of connecting, in words.
     *
     * @param good whether the account is connected now
     * @param what happened
     * @param remedy what to do next, empty when nothing
     */
    record Words(boolean good, String what, String remedy) {

        static Words of(Connector.Result result, Instant now, ZoneId zone, Locale locale) {
            return switch (result) {
                case Connector.Result.Connected connected -> new Words(true,
                        Texts.get("shell.connect.connected", connected.account().shownUsername()), "");
                case Connector.Result.NotAToken ignored -> trouble("notAToken");
                case Connector.Result.WrongKind ignored -> trouble("wrongKind");
                case Connector.Result.NoAccess refused -> of(refused.reason());
                case Connector.Result.Unreachable ignored -> trouble("unreachable");
                case Connector.Result.Later later -> new Words(false,
                        Texts.get("shell.connect.later.what", Times.message(later.until(), now, zone, locale)),
                        Texts.get("shell.connect.later.do"));
                case Connector.Result.Trouble trouble -> trouble.detail() == null
                        ? trouble("trouble")
                        : new Words(false, Texts.get("shell.connect.troubleCode", trouble.detail()),
                                Texts.get("shell.connect.trouble.do"));
                case Connector.Result.NotKept ignored -> trouble("notKept");
            };
        }

        /** The account is known to Meta and not let in. */
        static Words of(AccessProblem problem) {
            return new Words(false, Texts.get("access." + problem + ".what"),
                    Texts.get("access." + problem + ".do"));
        }

        /** Something of our own broke. */
        static Words failed() {
            return trouble("failed");
        }

        private static Words trouble(String key) {
            return new Words(false, Texts.get("shell.connect." + key + ".what"),
                    Texts.get("shell.connect." + key + ".do"));
        }
    }

    private final Connector connector;
    private final Outside outside;
    private final Consumer<Account> onConnected;
    private final Consumer<Throwable> onBug;
    private final ReadOnlyBooleanWrapper asking = new ReadOnlyBooleanWrapper();
    private final ReadOnlyObjectWrapper<@Nullable Words> said = new ReadOnlyObjectWrapper<>();

    /**
     * What connecting reaches out to.
     *
     * @param vault finds out where tokens are kept; may wait for the keychain
     * @param network runs what waits on Instagram and the keychain
     */
    record Outside(Supplier<TokenVault.Kind> vault, FxBridge network, Clock clock) {}

    /**
     * @param onConnected told of each account that works now
     * @param onBug told of what should not have happened
     */
    ConnectViewModel(Connector connector, Outside outside, Consumer<Account> onConnected, Consumer<Throwable> onBug) {
        this.connector = connector;
        this.outside = outside;
        this.onConnected = onConnected;
        this.onBug = onBug;
    }

    /** Tells where tokens will be kept, as soon as that is found out. */
    void withVault(Consumer<TokenVault.Kind> show) {
        outside.network.load(outside.vault, show);
    }

    /** Whether an answer is being waited for. */
    ReadOnlyBooleanProperty askingProperty() {
        return asking.getReadOnlyProperty();
    }

    /** What came of the last attempt; null before any. */
    ReadOnlyObjectProperty<@Nullable Words> saidProperty() {
        return said.getReadOnlyProperty();
    }

    /** Says this, and forgets the attempt before. */
    void say(@Nullable Words words) {
        said.set(words);
    }

    /** Tries the token; does nothing while another attempt is under way. */
    void connect(String pasted) {
        if (asking.get()) {
            return;
        }
        asking.set(true);
        said.set(null);
        outside.network.load(() -> attempt(pasted), Runnable::run);
    }

    private Runnable attempt(String pasted) {
        try {
            Connector.Result result = connector.connect(pasted);
            return () -> show(result);
        } catch (StoreException e) {
            return () -> failed(Words.trouble("notKept"), e);
        } catch (RuntimeException e) {
            return () -> failed(Words.failed(), e);
        }
    }

    private void failed(Words words, RuntimeException failure) {
        asking.set(false);
        said.set(words);
        onBug.accept(failure);
    }

    private void show(Connector.Result result) {
        asking.set(false);
        said.set(Words.of(result, outside.clock.instant(), ZoneId.systemDefault(),
                Locale.getDefault(Locale.Category.FORMAT)));
        if (result instanceof Connector.Result.Connected connected) {
            onConnected.accept(connected.account());
        }
    }
}
