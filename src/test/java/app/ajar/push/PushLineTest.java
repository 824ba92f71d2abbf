package app.ajar.push;

import app.ajar.push.PushHint.About;
import app.ajar.push.PushState.Stage;
import app.ajar.push.PushState.Trouble;
import app.ajar.sandbox.realtime.RealtimeServer;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

import static org.assertj.core.api.Assertions.assertThat;

/** The line against a server that speaks the protocol, over a real connection. */
class PushLineTest {

    private static final Instant WRITTEN = Instant.ofEpochMilli(1_763_800_000_000L);

    @Test
    void aBroadcastWebhook_becomesAHint() throws IOException {
        try (Project project = new Project()) {
            project.line(project.broadcasts(false), (String) null);
            project.untilLive();
            project.webhook(Project.message("m1"));

            Project.until("the hint", () -> !project.hints.isEmpty());
            assertThat(project.hints).containsExactly(
                    new PushHint.Written(new About(Project.PERSON, null), "m1", WRITTEN));
        }
    }

    @Test
    void rowsOfTables_becomeHints_withTheirConversation() throws IOException {
        try (Project project = new Project()) {
            project.line(project.tables(), (String) null);
            project.untilLive();
            ObjectNode row = JsonNodeFactory.instance.objectNode().put("message_id", "m7").put("conversation_id", "c3")
                    .put("sender_id", Project.PERSON).put("recipient_id", Project.ACCOUNT)
                    .put("created_at", "2025-11-22 08:26:40+00");
            project.server.inserted("messages", row);
            project.server.inserted("orders", row);
            project.server.updated("conversations",
                    JsonNodeFactory.instance.objectNode().put("id", "c4").put("account_id", Project.ACCOUNT),
                    JsonNodeFactory.instance.objectNode());
            project.server.deleted("messages", JsonNodeFactory.instance.objectNode().put("message_id", "m7"));

            Project.until("three hints", () -> project.hints.size() >= 3);
            assertThat(project.hints).containsExactly(
                    new PushHint.Written(new About(Project.PERSON, "c3"), "m7", WRITTEN),
                    new PushHint.Changed(new About(null, "c4")), new PushHint.Unsent(About.ANYBODY, "m7"));
        }
    }

    @Test
    void messagesInPieces_withPingsBetween_areRead() throws IOException {
        try (Project project = new Project()) {
            project.server.inPieces(7);
            project.line(project.broadcasts(false), (String) null);
            project.untilLive();
            project.webhook(Project.message("m" + "x".repeat(300)));

            Project.until("the hint", () -> project.hints.size() == 1);
        }
    }

    @Test
    void aBrokenConnection_aClosedChannel_andAnErrorOfIt_areJoinedAgain() throws IOException {
        try (Project project = new Project()) {
            project.line(project.broadcasts(false), (String) null);
            project.untilLive();

            project.server.drop();
            Project.until("live again", () -> project.timesLive() == 2);
            project.server.closeChannels(false);
            Project.until("live a third time", () -> project.timesLive() == 3);
            project.server.closeChannels(true);
            Project.until("live a fourth time", () -> project.timesLive() == 4);

            assertThat(project.states).contains(new PushState(Stage.RECONNECTING, Trouble.CLOSED));
            project.webhook(Project.message("after"));
            Project.until("one hint", () -> !project.hints.isEmpty());
            assertThat(project.hints).hasSize(1);
        }
    }

    @Test
    void aLineThatFallsSilent_isGivenUp_andTakenUpAgain() throws IOException {
        try (Project project = new Project().impatient()) {
            project.line(project.broadcasts(false), (String) null);
            project.untilLive();

            project.server.silent(true);
            project.untilTrouble(Stage.RECONNECTING, Trouble.SILENT);
            long live = project.timesLive();
            project.server.silent(false);
            Project.until("live again", () -> project.timesLive() > live);
        }
    }

    @Test
    void aHeartbeatKeepsALineAlive() throws IOException {
        try (Project project = new Project()) {
            project.line(project.broadcasts(false), (String) null);
            project.untilLive();
            // Ten heartbeats and their answers.
            Project.until("time has passed", elapsed(Duration.ofSeconds(1)));

            assertThat(project.states).containsExactly(PushState.LIVE);
            assertThat(project.server.connections()).isEqualTo(1);
        }
    }

    private static BooleanSupplier elapsed(Duration time) {
        long until = System.nanoTime() + time.toNanos();
        return () -> System.nanoTime() > until;
    }

    @Test
    void aKeyThatIsRefused_stopsTheLine_andSaysSo() throws IOException {
        try (Project project = new Project()) {
            project.line(project.broadcasts(false), new Credentials("another-key", null));

            project.untilTrouble(Stage.STOPPED, Trouble.KEY_REFUSED);
        }
    }

    @Test
    void aPrivateTopic_letsInWhoSignedIn_andNobodyElse() throws IOException {
        try (Project project = new Project()) {
            project.server.user("ana@example.org", "correct horse");
            project.line(project.broadcasts(true), (String) null);
            project.untilTrouble(Stage.RECONNECTING, Trouble.NOT_ALLOWED);
        }
        try (Project project = new Project()) {
            project.line(project.broadcasts(true), signedIn(project));
            project.untilLive();
            assertThat(project.renewals).hasSize(1);
        }
    }

    @Test
    void anAccessTokenThatEnds_isRenewedOnTheChannel_beforehand() throws IOException {
        try (Project project = new Project()) {
            String refresh = signedIn(project);
            // Renewed a minute ahead, which is at once.
            project.server.tokenLife(Duration.ofSeconds(30));
            project.line(project.broadcasts(true), refresh);

            Project.until("renewed twice", () -> project.server.renewals() >= 2);
            assertThat(project.states).containsExactly(PushState.LIVE);
        }
    }

    @Test
    void aTokenThatEndedAllTheSame_isRenewed_andTheChannelJoinedAgain() throws IOException {
        try (Project project = new Project()) {
            project.line(project.broadcasts(true), signedIn(project));
            project.untilLive();

            project.server.expireTokens();
            Project.until("live again", () -> project.timesLive() == 2);
        }
    }

    @Test
    void aSessionThatIsOver_stopsTheLine_andAsksToSignIn() throws IOException {
        try (Project project = new Project()) {
            project.line(project.broadcasts(true), signedIn(project));
            project.untilLive();

            project.server.revoke();
            project.untilTrouble(Stage.STOPPED, Trouble.SIGN_IN);
        }
    }

    @Test
    void tablesThatAreNotPublished_areNotTakenForAWorkingLine() throws IOException {
        try (Project project = new Project()) {
            project.server.unpublish(Set.of("conversations"));
            project.line(project.tables(), (String) null);
            project.untilTrouble(Stage.RECONNECTING, Trouble.NO_TABLE);
            assertThat(project.timesLive()).isZero();

            project.server.unpublish(Set.of());
            project.untilLive();
        }
    }

    @Test
    void whateverAServerSays_isSurvived() throws IOException {
        try (Project project = new Project()) {
            project.line(project.broadcasts(false), (String) null);
            project.untilLive();
            for (String rubbish : new String[]{"", "null", "[]", "{", "{\"topic\":7,\"event\":[]}",
                    "{\"topic\":\"realtime:instagram\",\"event\":\"broadcast\",\"payload\":\"text\"}",
                    "{\"topic\":\"realtime:instagram\",\"event\":\"phx_reply\",\"payload\":{},\"ref\":{}}",
                    "{\"topic\":\"realtime:instagram\",\"event\":\"postgres_changes\",\"payload\":{\"ids\":9}}",
                    "[".repeat(100_000), "\u0000\uD83D", "x".repeat(1 << 20)}) {
                project.server.raw(rubbish);
            }
            project.webhook(Project.message("after"));

            Project.until("the hint", () -> !project.hints.isEmpty());
            assertThat(project.states).containsExactly(PushState.LIVE);
        }
    }

    @Test
    void aMessageWithoutEnd_cutsTheLine_beforeItFillsTheMemory() throws IOException {
        try (Project project = new Project()) {
            project.line(project.broadcasts(false), (String) null);
            project.untilLive();
            project.server.raw("x".repeat((int) PushHttp.MOST_BYTES + (1 << 20)));

            Project.until("live again", () -> project.timesLive() == 2);
        }
    }

    @Test
    void aDeadAddress_isTriedAgain_untilItLives() throws IOException {
        try (Project project = new Project()) {
            project.server.refuse(503);
            project.line(project.broadcasts(false), (String) null);
            project.untilTrouble(Stage.RECONNECTING, Trouble.CLOSED);
            project.server.refuse(0);
            project.untilLive();
        }
    }

    @Test
    void aClosedLine_isGoneFromTheServer_andTellsNothingMore() throws IOException {
        try (Project project = new Project()) {
            PushLine line = project.line(project.broadcasts(false), (String) null);
            project.untilLive();
            line.close();

            Project.until("nobody listens", () -> project.server.listening(null) == 0);
            project.webhook(Project.message("late"));
            assertThat(project.hints).isEmpty();
            assertThat(project.states).containsExactly(PushState.LIVE);
        }
    }

    private static String signedIn(Project project) {
        project.server.user("ana@example.org", "correct horse");
        ProjectAddress address = ProjectAddress.of(project.server.url()).orElseThrow();
        PushHttp http = new PushHttp(20_000);
        try {
            SignIn.Result result = new SignIn(http.client(), address, Clock.systemUTC())
                    .withPassword(RealtimeServer.ANON_KEY, "ana@example.org",
                            "correct horse");
            assertThat(result).isInstanceOf(SignIn.Result.SignedIn.class);
            return ((SignIn.Result.SignedIn) result).refreshToken();
        } finally {
            http.close();
        }
    }
}
