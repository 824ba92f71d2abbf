package app.ajar.app;

import java.util.TimeZone;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** The computer's time zone, asked for again. */
class ZoneWatchTest {

    private static final String PROPERTY = "user.timezone";

    private final TimeZone before = TimeZone.getDefault();
    private final String given = System.getProperty(PROPERTY, "");
    private String home = "";

    @BeforeEach
    void askTheSystem() {
        System.clearProperty(PROPERTY);
        TimeZone.setDefault(null);
        home = TimeZone.getDefault().getID();
    }

    @AfterEach
    void asItWas() {
        System.setProperty(PROPERTY, given);
        TimeZone.setDefault(before);
    }

    /** Another zone than the computer's. */
    private TimeZone elsewhere() {
        return TimeZone.getTimeZone(home.equals("Asia/Tokyo") ? "America/Lima" : "Asia/Tokyo");
    }

    @Test
    void whatTheSystemGaveOnce_isAskedForAgain() {
        System.setProperty(PROPERTY, elsewhere().getID());
        TimeZone.setDefault(elsewhere());
        ZoneWatch.look();
        assertThat(TimeZone.getDefault().getID()).isEqualTo(home);
        ZoneWatch.look();
        assertThat(TimeZone.getDefault().getID()).isEqualTo(home);
    }

    @Test
    void aZoneThatTheProgramChose_staysAsItIs() {
        TimeZone.setDefault(elsewhere());
        ZoneWatch.look();
        assertThat(TimeZone.getDefault()).isEqualTo(elsewhere());
    }

    @Test
    void aZoneGivenAtTheStart_isToldFromOneThatIsNot() {
        System.setProperty(PROPERTY, "Asia/Tokyo");
        assertThat(ZoneWatch.chosen()).isTrue();
        System.clearProperty(PROPERTY);
        assertThat(ZoneWatch.chosen()).isFalse();
    }
}
