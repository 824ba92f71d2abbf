package app.ajar.sandbox;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** How a sandbox stands just now: switches, refused fields, usage shown, and faults waiting to happen. */
final class Conditions {

    /** The usage an answer's headers show: percent of the budget, and minutes until there is some again. */
    record Usage(int percent, int regainMinutes) {}

    /** A fault with what is left of its counts. */
    private record Waiting(Fault fault, int skip, int times) {}

    private final Set<Switch> on = EnumSet.noneOf(Switch.class);
    private final List<Waiting> faults = new ArrayList<>();
    private volatile Set<String> refusedFields = Set.of();
    private volatile Optional<Usage> usage = Optional.empty();
    private volatile int rateCode = 613;

    Conditions() {
        for (Switch each : Switch.values()) {
            turn(each, each.atStart());
        }
    }

    synchronized boolean is(Switch which) {
        return on.contains(which);
    }

    synchronized void turn(Switch which, boolean to) {
        if (to) {
            on.add(which);
        } else {
            on.remove(which);
        }
    }

    Set<String> refusedFields() {
        return refusedFields;
    }

    void refuseFields(Set<String> names) {
        refusedFields = Set.copyOf(names);
    }

    Optional<Usage> usage() {
        return usage;
    }

    void showUsage(Optional<Usage> shown) {
        usage = shown;
    }

    int rateCode() {
        return rateCode;
    }

    void answerLimitWith(int code) {
        if (code != 4 && code != 613) {
            throw new IllegalArgumentException("A call beyond the limit answers 4 or 613.");
        }
        rateCode = code;
    }

    synchronized void inject(Fault fault) {
        faults.add(new Waiting(fault, fault.skip(), fault.times()));
    }

    synchronized void clearFaults() {
        faults.clear();
    }

    synchronized int faultsWaiting() {
        return faults.size();
    }

    /** The effect that befalls this call, used up by it; the first fault that matches wins. */
    synchronized Optional<Fault.Effect> befalls(Endpoint endpoint) {
        for (int i = 0; i < faults.size(); i++) {
            Waiting waiting = faults.get(i);
            Endpoint wanted = waiting.fault().on();
            if (wanted != null && wanted != endpoint) {
                continue;
            }
            if (waiting.skip() > 0) {
                faults.set(i, new Waiting(waiting.fault(), waiting.skip() - 1, waiting.times()));
                continue;
            }
            if (waiting.times() == Fault.ALWAYS) {
                return Optional.of(waiting.fault().effect());
            }
            if (waiting.times() == 1) {
                faults.remove(i);
            } else {
                faults.set(i, new Waiting(waiting.fault(), 0, waiting.times() - 1));
            }
            return Optional.of(waiting.fault().effect());
        }
        return Optional.empty();
    }
}
