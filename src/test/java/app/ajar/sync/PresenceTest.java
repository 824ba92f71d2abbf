package app.ajar.sync;

import app.ajar.model.ConversationId;
import app.ajar.sandbox.Endpoint;
import app.ajar.sandbox.Fault;
import app.ajar.sending.Presence;
import app.ajar.settings.Settings;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** Typing and seen, counted where they arrive. */
class PresenceTest extends LiveRig {

    private void want(boolean typing, boolean seen) {
        rig.settings = Settings.DEFAULTS.withSignals(new Settings.Signals(typing, seen));
    }

    private Presence presence() {
        return rig.engine().presence();
    }

    private ConversationId maya() {
        return rig.conversation(MAYA);
    }

    private List<String> told() {
        return rig.sandbox.log().sent().stream().filter(body -> body.contains("sender_action"))
                .map(body -> body.replaceAll(".*\"sender_action\":\"(\\w+)\".*", "$1")).toList();
    }

    private void untilTold(String... signs) {
        Rig.until("told " + List.of(signs), () -> told().equals(List.of(signs)));
    }

    private void nothingMoreThan(String... signs) {
        Rig.until("everything is told", () -> presence().idle());
        assertThat(told()).containsExactly(signs);
    }

    @Test
    void nothingIsTold_whileItIsOff_whichItIsUnlessTheUserSaysSo() {
        assertThat(Settings.DEFAULTS.signals()).isEqualTo(new Settings.Signals(false, false));
        presence().typing(maya());
        presence().stoppedTyping(maya());
        presence().seen(maya());
        nothingMoreThan();
    }

    @Test
    void eachIsSwitchedByItself() {
        want(false, true);
        presence().typing(maya());
        presence().seen(maya());
        untilTold("mark_seen");
        want(true, false);
        presence().seen(maya());
        presence().typing(maya());
        untilTold("mark_seen", "typing_on");
    }

    @Test
    void manyLetters_tellOnce_untilTheSignHasToBeRenewed() {
        want(true, false);
        for (int i = 0; i < 200; i++) {
            presence().typing(maya());
        }
        untilTold("typing_on");
        rig.clock.advance(Duration.ofSeconds(9));
        for (int i = 0; i < 200; i++) {
            presence().typing(maya());
        }
        untilTold("typing_on", "typing_on");
        presence().stoppedTyping(maya());
        presence().stoppedTyping(maya());
        untilTold("typing_on", "typing_on", "typing_off");
        nothingMoreThan("typing_on", "typing_on", "typing_off");
    }

    @Test
    void aSignThatIsOverByItself_isNotTakenBack() {
        want(true, false);
        presence().typing(maya());
        untilTold("typing_on");
        rig.clock.advance(Duration.ofSeconds(30));
        presence().stoppedTyping(maya());
        nothingMoreThan("typing_on");
    }

    @Test
    void aMessage_isToldToBeSeenOnce_andTheNextOneAgain() {
        want(false, true);
        for (int i = 0; i < 5; i++) {
            presence().seen(maya());
        }
        untilTold("mark_seen");
        rig.sandbox.clock().advance(Duration.ofSeconds(5));
        rig.clock.advance(Duration.ofSeconds(5));
        rig.engine().watch(maya());
        rig.sandbox.personWrites(MAYA, "Hello again");
        Rig.until("it is here", () -> rig.stored(MAYA).stream()
                .anyMatch(message -> "Hello again".equals(message.text())));
        presence().seen(maya());
        untilTold("mark_seen", "mark_seen");
        nothingMoreThan("mark_seen", "mark_seen");
    }

    @Test
    void afterTheWindowClosed_nothingIsTold() {
        want(true, true);
        rig.clock.advance(Duration.ofHours(25));
        presence().typing(maya());
        presence().seen(maya());
        nothingMoreThan();
    }

    @Test
    void anAccountThatIsRefused_isNotAskedAgain_andItsRepliesGoAllTheSame() {
        want(true, true);
        rig.sandbox.inject(new Fault(Endpoint.SEND, 0, 1, new Fault.Effect.Refused(400, 100, 0)));
        presence().typing(maya());
        untilTold("typing_on");
        rig.clock.advance(Duration.ofSeconds(9));
        presence().typing(maya());
        presence().seen(maya());
        Rig.until("everything is told", () -> presence().idle());
        rig.engine().replies().write(maya(), "On my way", false);
        Rig.until("the reply arrived", () -> rig.sandbox.log().sent().stream()
                .anyMatch(body -> body.contains("On my way")));
        assertThat(told()).containsExactly("typing_on");
    }
}
