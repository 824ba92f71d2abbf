package app.ajar.sync;

import app.ajar.model.Message;
import app.ajar.push.Credentials;
import app.ajar.push.PushLine;
import app.ajar.push.PushState;
import app.ajar.push.PushState.Stage;
import app.ajar.push.Trial;
import app.ajar.sandbox.Endpoint;
import app.ajar.sandbox.SandboxOptions;
import app.ajar.sandbox.realtime.RealtimeServer;
import app.ajar.store.ChangeFeed;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * However push fails, polling is back in that moment. The app's clock stands still while it fails, so that nothing falls due
 * by itself, and the message comes when the failure is noticed: only a look made because of it can bring it.
 */
class PushFailsTest {

    private static final String PERSON = "maya.okafor";
    private static final String EMAIL = "ana@example.org";
    private static final String PASSWORD = "correct horse";
    private static final Duration EVER = Duration.ofSeconds(60);

    @TempDir
    Path folder;

    /** How push fails. */
    enum Way {
        SOCKET_CUT, SERVER_ERROR, FALLEN_SILENT, CHANNEL_CLOSED, CHANNEL_BROKEN, JOIN_REFUSED, KEY_REFUSED, TOKEN_ENDED,
        SIGNED_OUT;

        void happens(RealtimeServer project) {
            switch (this) {
                case SOCKET_CUT, CHANNEL_CLOSED, CHANNEL_BROKEN -> project.refuse(503);
                case SERVER_ERROR -> project.refuse(500);
                case KEY_REFUSED -> project.refuse(401);
                case JOIN_REFUSED -> project.membersOnly(true);
                case FALLEN_SILENT -> project.silent(true);
                case TOKEN_ENDED -> project.expireTokens();
                case SIGNED_OUT -> project.revoke();
            }
            switch (this) {
                case SOCKET_CUT, SERVER_ERROR, KEY_REFUSED, JOIN_REFUSED -> project.drop();
                case CHANNEL_CLOSED -> project.closeChannels(false);
                case CHANNEL_BROKEN -> project.closeChannels(true);
                case FALLEN_SILENT, TOKEN_ENDED, SIGNED_OUT -> {
                }
            }
        }

        /** Whether who signed in is what it is about. */
        boolean ofSession() {
            return this == TOKEN_ENDED || this == SIGNED_OUT;
        }

        /** Only what falls silent is given up for that; elsewhere a busy machine must not look like it. */
        PushLine.Pace pace() {
            return new PushLine.Pace(Duration.ofMillis(100),
                    this == FALLEN_SILENT ? Duration.ofSeconds(1) : Duration.ofSeconds(15), Duration.ofMillis(20),
                    Duration.ofMillis(200), EVER, EVER);
        }
    }

    @ParameterizedTest
    @EnumSource(Way.class)
    void pollingIsBack_inTheMomentThatPushFails_andNothingIsLostOrDoubled(Way way) throws IOException {
        try (Rig rig = Rig.connected(folder, SandboxOptions.quiet());
                RealtimeServer project = RealtimeServer.start(0, Clock.systemUTC())) {
            project.user(EMAIL, PASSWORD);
            rig.live();
            Pushes pushes = rig.pushedFrom(project, way.pace(), way.ofSession(), credentials(rig, project, way));
            Rig.until("polled seldom", () -> every(rig).equals(Duration.ofMinutes(1)));
            int before = rig.stored(PERSON).size();
            rig.stopTime();

            AtomicLong listed = new AtomicLong();
            AtomicBoolean noticed = new AtomicBoolean();
            ChangeFeed.Subscription ear = rig.engine().onHealth(account -> {
                if (!rig.isPushed() && noticed.compareAndSet(false, true)) {
                    listed.set(rig.sandbox.log().count(Endpoint.LIST));
                    rig.sandbox.personWrites(PERSON, "Told to nobody");
                }
            });
            way.happens(project);
            Rig.until("noticed", noticed::get);
            Rig.until("read by polling", () -> words(rig, before).equals(List.of("Told to nobody")));
            ear.close();
            assertThat(rig.sandbox.log().count(Endpoint.LIST)).as("looks at the list").isGreaterThan(listed.get());

            if (way != Way.TOKEN_ENDED) {
                Rig.until("it stays broken", () -> stage(rig) != Stage.LIVE);
                Rig.until("polled often", () -> every(rig).compareTo(Duration.ofSeconds(30)) <= 0);
                rig.sandbox.personWrites(PERSON, "Nor this");
                Rig.until("polling goes on", () -> {
                    // Again and again: the look of before may still be under way and count its pause from here.
                    rig.clock.advance(Duration.ofSeconds(1));
                    rig.engine().attention(SyncEngine.Attention.FOCUSED);
                    return words(rig, before).equals(List.of("Told to nobody", "Nor this"));
                });
            }

            mend(rig, project, pushes, way);
            Rig.until("pushed again", rig::isPushed);
            List<Message> stored = rig.stored(PERSON);
            Webhook.tellOf(rig, project, PERSON, stored.getLast().id().value());
            Webhook.tellOf(rig, project, PERSON, rig.sandbox.personWrites(PERSON, "The last"));
            Rig.until("all is here", () -> words(rig, before).contains("The last"));
            assertThat(words(rig, before)).containsExactlyElementsOf(way == Way.TOKEN_ENDED
                    ? List.of("Told to nobody", "The last")
                    : List.of("Told to nobody", "Nor this", "The last"));
        }
    }

    @Test
    void aSilentLine_isGivenUpFourSecondsAfterAHeartbeat_andOneComesEvery25Seconds() {
        assertThat(PushLine.Pace.USUAL.heartbeat()).isEqualTo(Duration.ofSeconds(25));
        assertThat(PushLine.Pace.USUAL.answer()).isLessThan(Duration.ofSeconds(5));
    }

    private static Credentials credentials(Rig rig, RealtimeServer project, Way way) {
        return way.ofSession()
                ? Trial.run(rig.sandbox.accountId(), Rig.topic(project, true), RealtimeServer.ANON_KEY,
                        new Trial.Person(EMAIL, PASSWORD), Clock.systemUTC()).credentials()
                : new Credentials(RealtimeServer.ANON_KEY, null);
    }

    private static void mend(Rig rig, RealtimeServer project, Pushes pushes, Way way) throws IOException {
        // What only a person can mend is tried again when a person says so.
        boolean byHand = way == Way.KEY_REFUSED || way == Way.SIGNED_OUT;
        if (byHand) {
            Rig.until("given up", () -> stage(rig) == Stage.STOPPED);
        }
        project.silent(false);
        project.refuse(0);
        project.membersOnly(false);
        if (byHand) {
            pushes.use(rig.account(), Rig.topic(project, way.ofSession()), credentials(rig, project, way));
        }
    }

    private static List<String> words(Rig rig, int before) {
        return rig.stored(PERSON).stream().skip(before).map(message -> String.valueOf(message.text())).toList();
    }

    private static Duration every(Rig rig) {
        return rig.engine().polls(rig.account()).orElse(Duration.ZERO);
    }

    private static Stage stage(Rig rig) {
        return rig.engine().health(rig.account()).map(Health::push).orElse(PushState.OFF).stage();
    }
}
