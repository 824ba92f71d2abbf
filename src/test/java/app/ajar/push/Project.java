package app.ajar.push;

import app.ajar.Condition;
import app.ajar.push.PushState.Stage;
import app.ajar.sandbox.realtime.RealtimeServer;
import app.ajar.settings.PushSettings;
import app.ajar.settings.PushSettings.Source;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** A project on loopback with lines to it, and all that they told. */
final class Project implements AutoCloseable {

    static final String ACCOUNT = "17841400000000001";
    static final String PERSON = "900100200300";

    /** Quick where a test waits for it, patient where a loaded machine needs it. */
    private static final PushLine.Pace QUICK = new PushLine.Pace(Duration.ofMillis(100), Duration.ofSeconds(15),
            Duration.ofMillis(20), Duration.ofMillis(200), Duration.ofSeconds(10), Duration.ofSeconds(60));

    final RealtimeServer server;
    final List<PushHint> hints = new CopyOnWriteArrayList<>();
    final List<PushState> states = new CopyOnWriteArrayList<>();
    final List<Credentials> renewals = new CopyOnWriteArrayList<>();
    private final List<PushLine> lines = new ArrayList<>();
    PushLine.Pace pace = QUICK;

    Project() throws IOException {
        server = RealtimeServer.start(0, Clock.systemUTC());
    }

    /** Heartbeats that are not answered for this long end the line. */
    Project impatient() {
        pace = new PushLine.Pace(QUICK.heartbeat(), Duration.ofMillis(700), QUICK.firstPause(), QUICK.longestPause(),
                QUICK.settled(), QUICK.ahead());
        return this;
    }

    PushSettings broadcasts(boolean secret) {
        return new PushSettings(server.url(), Source.BROADCAST, "instagram", secret, PushSettings.Tables.DEFAULTS);
    }

    PushSettings tables() {
        return new PushSettings(server.url(), Source.TABLES, "", false, PushSettings.Tables.DEFAULTS);
    }

    PushLine line(PushSettings settings, @Nullable String refreshToken) {
        return line(settings, new Credentials(RealtimeServer.ANON_KEY, refreshToken));
    }

    PushLine line(PushSettings settings, Credentials credentials) {
        PushLine line = new PushLine(ACCOUNT, settings, credentials, new PushLine.Owner() {

            @Override
            public void stands(PushState state) {
                states.add(state);
            }

            @Override
            public void hints(List<PushHint> more) {
                hints.addAll(more);
            }

            @Override
            public void renewed(Credentials next) {
                renewals.add(next);
            }
        }, new PushLine.Timing(Clock.systemUTC(), pace));
        lines.add(line);
        line.start();
        return line;
    }

    void untilLive() {
        until("live", () -> !states.isEmpty() && states.getLast().live());
    }

    void untilTrouble(Stage stage, PushState.Trouble trouble) {
        until(trouble.name(), () -> states.contains(new PushState(stage, trouble)));
    }

    long timesLive() {
        return states.stream().filter(PushState::live).count();
    }

    /** What a function of the project sends on. */
    void webhook(String json) {
        server.broadcast("instagram", "webhook", json(json));
    }

    static JsonNode json(String text) {
        return Json.read(text.replace('\'', '"')).orElseThrow();
    }

    static String message(String mid) {
        return "{'object':'instagram','entry':[{'id':'" + ACCOUNT + "','time':1763800000000,'messaging':[{'sender':"
                + "{'id':'" + PERSON + "'},'recipient':{'id':'" + ACCOUNT
                + "'},'timestamp':1763800000000,'message':{'mid':'" + mid + "','text':'Hello'}}]}]}";
    }

    static void until(String what, BooleanSupplier condition) {
        Condition.until(what, condition);
    }

    @Override
    public void close() {
        lines.forEach(PushLine::close);
        server.close();
    }
}
