package app.ajar.ui.compose;

import app.ajar.model.OutboxMessage;
import app.ajar.model.OutboxMessage.Plan;
import app.ajar.text.Texts;
import app.ajar.text.Times;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Locale;
import java.util.function.Supplier;

/**
 * When a reply goes, or why it does not, in a sentence. Pure; times are told in this zone and locale.
 *
 * @param where gives the time zone, which may change while the window is open
 */
public record PlannedWords(Supplier<ZoneId> where, Locale locale) {

    /** As this computer tells times. */
    public static PlannedWords here() {
        return new PlannedWords(ZoneId::systemDefault, Locale.getDefault(Locale.Category.FORMAT));
    }

    /** The zone in which times are told now. */
    ZoneId zone() {
        return where.get();
    }

    /** @param person their display name */
    public String when(OutboxMessage reply, String person, Instant now) {
        OutboxMessage.Failure failure = reply.failure();
        if (failure != null) {
            return Texts.get("thread.failed", Texts.get("thread.failed." + failure));
        }
        return switch (reply.plan()) {
            case Plan.At(Instant due) -> Texts.get("compose.planned.at", time(due, now));
            case Plan.WhenTheyWrite when -> Texts
                    .get(when.byItself() ? "compose.planned.by.itself" : "compose.planned.asks.first", person);
            case Plan.Asks(Instant due) -> due == null
                    ? Texts.get("compose.planned.wrote", person)
                    : Texts.get("compose.planned.late", time(due, now));
            case Plan.Now _ -> Texts.get("thread.state." + reply.state());
        };
    }

    /** Hour and minute, with the date when it is not today. */
    public String time(Instant at, Instant now) {
        return Times.message(at, now, zone(), locale);
    }
}
