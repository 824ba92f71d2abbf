package app.ajar.ui.shell;

import app.ajar.account.Connector;
import app.ajar.model.AccessProblem;
import app.ajar.text.Texts;
import app.ajar.text.Times;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Locale;

/**
 * What came of connecting, in words.
 *
 * @param good whether the account is connected now
 * @param what happened
 * @param remedy what to do next, empty when nothing
 */
record ConnectWords(boolean good, String what, String remedy) {

    static ConnectWords of(Connector.Result result, Instant now, ZoneId zone, Locale locale) {
        return switch (result) {
            case Connector.Result.Connected connected -> new ConnectWords(true,
                    Texts.get("shell.connect.connected", connected.account().username()), "");
            case Connector.Result.NotAToken ignored -> trouble("notAToken");
            case Connector.Result.WrongKind ignored -> trouble("wrongKind");
            case Connector.Result.NoAccess refused -> of(refused.reason());
            case Connector.Result.Unreachable ignored -> trouble("unreachable");
            case Connector.Result.Later later -> new ConnectWords(false,
                    Texts.get("shell.connect.later.what", Times.message(later.until(), now, zone, locale)),
                    Texts.get("shell.connect.later.do"));
            case Connector.Result.Trouble trouble -> trouble.detail() == null
                    ? trouble("trouble")
                    : new ConnectWords(false, Texts.get("shell.connect.troubleCode", trouble.detail()),
                            Texts.get("shell.connect.trouble.do"));
            case Connector.Result.NotKept ignored -> trouble("notKept");
        };
    }

    /** The account is known to Meta and not let in. */
    static ConnectWords of(AccessProblem problem) {
        return new ConnectWords(false, Texts.get("access." + problem + ".what"),
                Texts.get("access." + problem + ".do"));
    }

    /** Something of our own broke. */
    static ConnectWords failed() {
        return trouble("failed");
    }

    private static ConnectWords trouble(String key) {
        return new ConnectWords(false, Texts.get("shell.connect." + key + ".what"),
                Texts.get("shell.connect." + key + ".do"));
    }
}
