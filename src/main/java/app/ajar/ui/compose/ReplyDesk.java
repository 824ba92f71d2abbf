package app.ajar.ui.compose;

import app.ajar.model.AccountId;
import app.ajar.model.Conversation;
import app.ajar.model.ConversationId;
import app.ajar.model.OutboxId;
import app.ajar.model.OutboxMessage;
import app.ajar.model.OutboxMessage.Content;
import app.ajar.model.OutboxMessage.Plan;
import app.ajar.model.ReplyText;
import app.ajar.model.ReplyWindow;
import app.ajar.sending.Replies;
import app.ajar.store.Database;
import app.ajar.text.Texts;
import app.ajar.ui.kit.FxBridge;
import app.ajar.ui.kit.Icon;
import app.ajar.ui.kit.IconButton;
import app.ajar.ui.kit.UiClock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/**
 * What stands below a conversation's messages: its planned replies and the composer, with its draft kept and its replies
 * written into the outbox. Used from the toolkit's thread only.
 */
public final class ReplyDesk extends VBox implements AutoCloseable {

    private final Means means;
    private final PlannedWords words = PlannedWords.here();
    private final Composer composer;
    private final ReplyActions actions;
    private final PlannedStrip strip;
    private final ScheduleCard schedule;
    private final Drafts drafts;
    private final ReplyWriter writer;
    /** Changed words of planned replies that were left without saving; kept while the window is open. */
    private final Map<OutboxId, String> unsaved = new HashMap<>();
    private @Nullable ConversationId opened;
    private @Nullable OutboxMessage held;
    private @Nullable OutboxMessage editing;
    private @Nullable OutboxMessage toEdit;
    private @Nullable Instant newDue;
    private String draftBefore = "";

    /** What it works with. */
    public record Means(Database database, Replies replies, FxBridge bridge, UiClock clock, Habits habits) {}

    /**
     * What the user chose, asked each time.
     *
     * @param enterSends whether Enter alone sends; else it is Ctrl+Enter
     * @param undo for how long a reply is held before it goes
     * @param humanAgent whether the 7-day span is on for an account
     * @param showPlanned shows the planned replies of all conversations
     */
    public record Habits(BooleanSupplier enterSends, Supplier<Duration> undo, Predicate<AccountId> humanAgent,
            Runnable showPlanned) {}

    public ReplyDesk(Means means) {
        this.means = means;
        composer = new Composer(means.habits().enterSends(),
                new Composer.Actions(this::send, this::writeForLater, this::leavePurpose, this::undoFromField));
        drafts = new Drafts(means.database().notes(), means.bridge());
        writer = new ReplyWriter(means, composer, id -> id.equals(opened));
        actions = new ReplyActions(means, new ReplyActions.Outlets(composer::say, this::edit, this::takeBack));
        strip = new PlannedStrip(means, actions, words);
        schedule = new ScheduleCard(this::standardWindow, means.clock()::instant, words, this::scheduleFor);
        composer.field().textProperty().addListener((property, before, text) -> {
            if (editing == null) {
                drafts.typed(text);
            }
        });
        IconButton tool = new IconButton(Icon.CLOCK, Texts.get("compose.schedule.tool"),
                Texts.get("compose.later.key"));
        tool.setOnAction(pressed -> later());
        composer.setTool(Composer.Tool.TIME, tool);
        getChildren().addAll(strip, composer);
    }

    public Composer composer() {
        return composer;
    }

    /** What can be done with replies that are not sent, said here. */
    public ReplyActions actions() {
        return actions;
    }

    /** No conversation is open from now on; what was being written is kept as a draft. */
    public void leave() {
        keepUnsaved();
        editing = null;
        toEdit = null;
        held = null;
        drafts.begin(null, "");
        opened = null;
        strip.open(null);
        composer.writeFor(Composer.Purpose.NOW);
        composer.leave();
    }

    /** From now on this conversation's replies are written, beginning with its draft. */
    public void open(ConversationId id, String draft) {
        opened = id;
        composer.setText(draft);
        drafts.begin(id, draft);
        strip.open(id);
        OutboxMessage wanted = toEdit;
        if (wanted != null && wanted.conversation().equals(id)) {
            edit(wanted);
        }
    }

    /** The conversation changed, or time passed. */
    public void show(Conversation row) {
        ReplyWindow window = window(row);
        if (composer.purpose() == Composer.Purpose.LATER && window.mayReply()) {
            // The person wrote: what stands here can go at once.
            composer.writeFor(Composer.Purpose.NOW);
        }
        composer.show(row, window);
        strip.show(row.person().displayName(), window.status());
    }

    /** The newest reply of the conversation that can still be taken back, null when none. */
    public void setHeld(@Nullable OutboxMessage reply) {
        held = reply;
    }

    /** Takes the newest reply back, if one is held; false when none is. */
    public boolean undo() {
        OutboxMessage reply = held;
        boolean can = reply != null && reply.plan() instanceof Plan.Now now && now.held(means.clock().instant());
        if (reply != null && can) {
            takeBack(reply);
        }
        return can;
    }

    private void undoFromField() {
        if (!undo() && held != null) {
            composer.refuse(Texts.get("compose.undo.late"));
        }
    }

    /** The reply window as it is now, with the seven days where the user turned them on. */
    public ReplyWindow window(Conversation row) {
        return ReplyWindow.at(row.window(), means.habits().humanAgent().test(row.id().account()), means.clock().now());
    }

    private ReplyWindow standardWindow() {
        Conversation row = row();
        return row == null
                ? new ReplyWindow(ReplyWindow.Status.CLOSED, null)
                : ReplyWindow.at(row.window(), false, means.clock().instant());
    }

    /** Opens what lets a reply go later: a choice of times, or while the window is closed a reply for when they write. */
    public void later() {
        if (!composer.canWrite()) {
            writeForLater();
        } else if (composer.above() == schedule) {
            composer.showAbove(null);
            composer.field().requestFocus();
        } else if (composer.purpose() != Composer.Purpose.LATER) {
            schedule.open(editing != null && editing.plan() instanceof Plan.At(Instant due) ? due : null);
            composer.showAbove(schedule);
            schedule.takeKeyboard();
        }
    }

    /** Takes a planned reply's words into the field, as soon as its conversation is open; the draft is kept aside. */
    public void edit(OutboxMessage reply) {
        if (!reply.conversation().equals(opened)) {
            toEdit = reply;
            return;
        }
        toEdit = null;
        if (editing == null) {
            draftBefore = composer.text();
            drafts.begin(null, "");
        } else {
            keepUnsaved();
        }
        editing = reply;
        newDue = null;
        composer.writeFor(Composer.Purpose.CHANGE);
        composer.setText(unsaved.getOrDefault(reply.id(), reply.text()));
        explainEdit(reply, reply.plan());
        composer.field().requestFocus();
    }

    private void explainEdit(OutboxMessage reply, Plan plan) {
        Conversation row = row();
        OutboxMessage planned = new OutboxMessage(reply.id(), reply.conversation(), reply.content(), false,
                reply.state(), reply.createdAt(), plan, null, reply.failure(), null);
        String when = words.when(planned, row == null ? "" : row.person().displayName(), means.clock().instant());
        composer.explain(Texts.get("compose.planned.changing", when), plan instanceof Plan.WhenTheyWrite,
                plan instanceof Plan.WhenTheyWrite itself && itself.byItself());
    }

    private void keepUnsaved() {
        OutboxMessage reply = editing;
        if (reply != null && !composer.text().equals(reply.text())) {
            unsaved.put(reply.id(), composer.text());
        }
    }

    /** Saves the draft and stops listening; before the database closes. */
    @Override
    public void close() {
        drafts.save();
        strip.close();
    }

    private @Nullable Conversation row() {
        return composer.conversationProperty().get();
    }

    private void writeForLater() {
        Conversation row = row();
        if (row != null) {
            composer.writeFor(Composer.Purpose.LATER);
            composer.explain(Texts.get("compose.later.words", row.person().displayName()), true, false);
            composer.field().requestFocus();
        }
    }

    /** Back to replies that go at once; a changed text that was not saved is kept for the next time. */
    private void leavePurpose() {
        if (editing != null) {
            keepUnsaved();
            endEdit();
        } else {
            composer.writeFor(Composer.Purpose.NOW);
        }
        composer.focusFirst();
    }

    private void endEdit() {
        editing = null;
        composer.writeFor(Composer.Purpose.NOW);
        composer.setText(draftBefore);
        drafts.begin(opened, draftBefore);
        draftBefore = "";
    }

    private void send() {
        OutboxMessage changed = editing;
        if (changed != null) {
            saveEdit(changed);
            return;
        }
        Content content = Content.words(composer.text());
        if (composer.purpose() == Composer.Purpose.LATER) {
            boolean byItself = composer.byItself();
            write(content, row -> means.replies().writeForLater(row.id(), content, byItself));
        } else {
            Duration hold = means.habits().undo().get();
            write(content, row -> means.replies().write(row.id(), content,
                    window(row).status() == ReplyWindow.Status.HUMAN_AGENT, hold));
        }
    }

    private void scheduleFor(Instant due) {
        OutboxMessage changed = editing;
        if (changed != null) {
            newDue = due;
            composer.showAbove(null);
            explainEdit(changed, new Plan.At(due));
            composer.field().requestFocus();
            return;
        }
        Content content = Content.words(composer.text());
        if (!ReplyText.sendable(content.text())) {
            composer.refuse(Texts.get(content.text().isBlank()
                    ? "compose.schedule.no.words"
                    : "compose.schedule.too.long"));
            composer.field().requestFocus();
            return;
        }
        if (!composer.objected()) {
            write(content, row -> means.replies().schedule(row.id(), content, due));
        }
    }

    private void write(Content content, Function<Conversation, Replies.Written> writing) {
        Conversation row = row();
        if (row != null) {
            writer.write(row, () -> drafts.becoming(row.id(), () -> writing.apply(row)), () -> queued(content.text()));
        }
    }

    private void queued(String text) {
        boolean same = editing == null && composer.text().equals(text);
        drafts.sent(same || editing != null ? "" : composer.text());
        if (same) {
            composer.written();
        }
    }

    private void saveEdit(OutboxMessage reply) {
        Content content = reply.content().withText(composer.text());
        Instant due = newDue;
        Plan plan = due != null
                ? new Plan.At(due)
                : reply.plan() instanceof Plan.WhenTheyWrite when
                        ? new Plan.WhenTheyWrite(when.lastInbound(), composer.byItself())
                        : reply.plan();
        means.bridge().load(() -> means.replies().change(reply.id(), content, plan), changed -> {
            unsaved.remove(reply.id());
            if (!reply.equals(editing)) {
                return;
            }
            endEdit();
            if (!changed) {
                giveBack(content.text(), "compose.changed.late");
            }
        });
    }

    /** Undo: the reply goes away and its words come back into the field, or can be copied when others stand there. */
    private void takeBack(OutboxMessage reply) {
        boolean free = editing == null && composer.text().isBlank() && reply.conversation().equals(opened)
                && !reply.text().isEmpty();
        means.bridge().load(() -> {
            if (free) {
                // Before the reply goes: a crash in between leaves the words here and there, never nowhere.
                means.database().notes().putDraft(reply.conversation(), reply.text());
            }
            boolean back = means.replies().discard(reply.id());
            if (free && !back) {
                means.database().notes().putDraft(reply.conversation(), "");
            }
            return back;
        }, back -> {
            if (!back) {
                composer.refuse(Texts.get("compose.undo.late"));
            } else if (reply.conversation().equals(opened) && !reply.text().isEmpty()) {
                giveBack(reply.text(), "");
            }
        });
    }

    /** Puts words into the empty field, or offers to copy them when others stand there. */
    private void giveBack(String text, String said) {
        if (editing == null && composer.text().isBlank()) {
            composer.setText(text);
            drafts.typed(text);
            drafts.save();
            if (!said.isEmpty()) {
                composer.refuse(Texts.get(said));
            }
        } else {
            composer.say(Texts.get(said.isEmpty() ? "compose.undo.kept" : said), false, Texts.get("compose.copy"),
                    () -> ReplyActions.copy(text));
        }
        composer.focusFirst();
    }
}
