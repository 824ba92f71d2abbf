package app.ajar.sync;

import app.ajar.account.Connector;
import app.ajar.sandbox.Fault;
import app.ajar.sandbox.Fault.Effect;
import app.ajar.sandbox.Switch;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;

/** What goes wrong, one or two at a time, each for a while; none comes a second time before all came. */
final class Troubles {

    static final Set<Kind> ALL = EnumSet.allOf(Kind.class);

    private static final List<Effect> PASSING = List.of(new Effect.DropBefore(), new Effect.DropAfter(),
            new Effect.Cut(), new Effect.Status(500), new Effect.Status(502), new Effect.Status(503),
            new Effect.Html(200), new Effect.Html(502), new Effect.Refused(400, 2, 0), new Effect.Refused(500, 1, 0),
            new Effect.Delay(Duration.ofMillis(40)));
    private static final List<Integer> DEAD = List.of(458, 460, 463, 467);
    private static final List<Integer> LIMITS = List.of(4, 613, 80002);
    private static final int LONGEST = 14;
    private static final int AT_ONCE = 2;

    private final Rig rig;
    private final LivingInbox inbox;
    private final Random random;
    private final Deque<Kind> next = new ArrayDeque<>();
    private final Map<Kind, Integer> counts = new EnumMap<>(Kind.class);
    /** And for how many looks more. */
    private final Map<Kind, Integer> present = new EnumMap<>(Kind.class);

    Troubles(Rig rig, LivingInbox inbox, Random random) {
        this.rig = rig;
        this.inbox = inbox;
        this.random = random;
    }

    /** What can go wrong. */
    enum Kind {
        NETWORK_CUT, SERVER_DOWN, PASSING_FAULTS, RATE_LIMITED, NEARLY_LIMITED, TOKEN_DEAD, ACCESS_OFF, UNPUBLISHED,
        CLOCK_WRONG, PUSH_DROPPED, PUSH_REFUSED, PUSH_CHANNEL_CLOSED, PUSH_SILENT, ASLEEP, STARTED_AGAIN
    }

    Set<Kind> happened() {
        return counts.keySet();
    }

    void beginOrEnd(SoakTime time) throws IOException {
        for (Kind kind : List.copyOf(present.keySet())) {
            if (present.merge(kind, -1, Integer::sum) <= 0) {
                present.remove(kind);
                end(kind, time);
            }
        }
        if (present.size() < AT_ONCE && random.nextInt(3) == 0) {
            Kind kind = take();
            counts.merge(kind, 1, Integer::sum);
            if (present.put(kind, 1 + random.nextInt(LONGEST)) == null) {
                begin(kind, time);
            }
        }
    }

    private Kind take() {
        if (next.isEmpty()) {
            List<Kind> all = new ArrayList<>(ALL);
            Collections.shuffle(all, random);
            next.addAll(all);
        }
        return next.remove();
    }

    private void begin(Kind kind, SoakTime time) throws IOException {
        switch (kind) {
            case NETWORK_CUT -> {
                rig.sandbox.inject(Fault.always(new Effect.DropBefore()));
                rig.sandbox.project().refuse(503);
                rig.sandbox.project().drop();
                inbox.flood();
            }
            case SERVER_DOWN -> rig.sandbox.inject(Fault.always(new Effect.Status(random.nextBoolean() ? 500 : 503)));
            case PASSING_FAULTS -> PASSING.forEach(effect -> rig.sandbox.inject(
                    new Fault(null, random.nextInt(6), 1 + random.nextInt(2), effect)));
            case RATE_LIMITED -> rig.sandbox.inject(new Fault(null, random.nextInt(2), 1 + random.nextInt(3),
                    new Effect.Refused(400, LIMITS.get(random.nextInt(LIMITS.size())), 0)));
            case NEARLY_LIMITED -> rig.sandbox.showUsage(91 + random.nextInt(9), random.nextInt(3));
            case TOKEN_DEAD -> {
                rig.sandbox.killTokens(DEAD.get(random.nextInt(DEAD.size())));
                inbox.flood();
            }
            case ACCESS_OFF -> rig.sandbox.turn(Switch.ALLOW_ACCESS, false);
            case UNPUBLISHED -> rig.sandbox.turn(Switch.PUBLISHED, false);
            case CLOCK_WRONG -> time.jump(Duration.ofSeconds(random.nextLong(10 * 3600) - 5 * 3600L));
            case PUSH_DROPPED -> rig.sandbox.project().drop();
            case PUSH_REFUSED -> {
                rig.sandbox.project().refuse(503);
                rig.sandbox.project().drop();
            }
            case PUSH_CHANNEL_CLOSED -> rig.sandbox.project().closeChannels(random.nextBoolean());
            case PUSH_SILENT -> rig.sandbox.project().silent(true);
            case ASLEEP -> {
                rig.sandbox.inject(Fault.always(new Effect.DropBefore()));
                for (int hours = 1 + random.nextInt(8); hours > 0; hours--) {
                    time.passAsleep(Duration.ofHours(1));
                    inbox.something();
                }
                inbox.flood();
                rig.sandbox.clearFaults();
            }
            case STARTED_AGAIN -> {
                rig.restart();
                inbox.flood();
                rig.engine().attention(SyncEngine.Attention.FOCUSED);
                rig.engine().start();
                rig.pushesAgain();
                Rig.until("knows its account", () -> rig.engine().health(rig.account()).isPresent());
            }
        }
    }

    private void end(Kind kind, SoakTime time) {
        switch (kind) {
            case NETWORK_CUT -> {
                rig.sandbox.clearFaults();
                rig.sandbox.project().refuse(0);
            }
            case SERVER_DOWN, PASSING_FAULTS, RATE_LIMITED -> rig.sandbox.clearFaults();
            case NEARLY_LIMITED -> rig.sandbox.showTrueUsage();
            case TOKEN_DEAD -> reconnect();
            case ACCESS_OFF -> rig.sandbox.turn(Switch.ALLOW_ACCESS, true);
            case UNPUBLISHED -> rig.sandbox.turn(Switch.PUBLISHED, true);
            case CLOCK_WRONG -> time.jump(time.wrongBy().negated());
            case PUSH_REFUSED -> rig.sandbox.project().refuse(0);
            case PUSH_SILENT -> rig.sandbox.project().silent(false);
            case PUSH_DROPPED, PUSH_CHANNEL_CLOSED, ASLEEP, STARTED_AGAIN -> {
            }
        }
    }

    private void reconnect() {
        // Somebody whose network is down does not connect.
        rig.sandbox.clearFaults();
        String token = rig.sandbox.newToken();
        Rig.until("connected again",
                () -> rig.connector().connect(token) instanceof Connector.Result.Connected);
    }

    void endAll(SoakTime time) {
        present.keySet().forEach(kind -> end(kind, time));
        present.clear();
    }

    @Override
    public String toString() {
        return counts.toString();
    }
}
