package app.ajar.app;

import java.time.Duration;
import java.time.ZoneId;
import java.util.TimeZone;

/**
 * Notices that the computer has come into another time zone: Java asks the system once, and then keeps its answer in a
 * property as if somebody had chosen it. A window that is open on a journey would go on telling the times of home.
 */
final class ZoneWatch {

    private static final System.Logger LOG = System.getLogger(ZoneWatch.class.getName());
    private static final String PROPERTY = "user.timezone";
    private static final Duration PAUSE = Duration.ofMinutes(1);

    private ZoneWatch() {}

    /** Whether the zone was chosen for this program; true only before anything has asked for it. */
    static boolean chosen() {
        String given = System.getProperty(PROPERTY);
        return given != null && !given.isEmpty();
    }

    /** Looks every minute from now on, until the program ends. */
    static void start() {
        Thread.ofPlatform().daemon().name("ajar-zone").start(() -> {
            try {
                while (!Thread.currentThread().isInterrupted()) {
                    Thread.sleep(PAUSE);
                    look();
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
    }

    /** Asks the system again, unless the zone in use is another than it gave. */
    static void look() {
        String known = System.getProperty(PROPERTY);
        if (!TimeZone.getDefault().getID().equals(known)) {
            return;
        }
        System.clearProperty(PROPERTY);
        TimeZone.setDefault(null);
        if (!ZoneId.systemDefault().getId().equals(known)) {
            LOG.log(System.Logger.Level.INFO, "the computer is in another time zone now");
        }
    }
}
