package app.ajar.ui.compose;

import app.ajar.model.AccountId;
import app.ajar.model.Conversation;
import app.ajar.model.ConversationId;
import app.ajar.model.Message;
import app.ajar.model.OutboxId;
import app.ajar.model.OutboxMessage;
import app.ajar.model.OutboxMessage.Content;
import app.ajar.model.OutboxMessage.Plan;
import app.ajar.model.ReplyText;
import app.ajar.model.ReplyWindow;
import app.ajar.sending.Replies;
import app.ajar.store.Database;
import app.ajar.store.UserNotes.Draft;
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
    private final Answering answering;
    private final TakingBack taking;
    /** Changed words of planned replies that were left without saving; kept while the window is open. */
    private final Map<OutboxId, String> unsaved = new HashMap<>();
    private @Nullable ConversationId opened;
    private @Nullable OutboxMessage editing;
    private @Nullable OutboxMessage toEdit;
    private @Nullable Instant newDue;
    private Draft draftBefore = Draft.NONE;

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
        drafts = new Drafts(means.database(), means.bridge());
        writer = new ReplyWriter(means, composer, id -> id.equals(opened));
        answering = new Answering(means, composer, message -> {
            if (editing == null) {
                drafts.answers(message);
            }
        });
        means.replies().onSentPlainly(id -> means.bridge().onToolkit(() -> {
            if (id.equals(opened)) {
                composer.say(Texts.get("compose.answer.plainly"), false, "", () -> {});
            }
        }));
        taking = new TakingBack(means, composer,
                new TakingBack.Place(this::hasRoom, id -> id.equals(opened), this::refill));
        actions = new ReplyActions(means, new ReplyActions.Outlets(composer::say, this::edit, taking::takeBack, true));
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
        IconButton heart = new IconButton(Icon.HEART, Texts.get("compose.heart"), null);
        heart.setOnAction(pressed -> sendHeart());
        composer.setTool(Composer.Tool.HEART, heart);
        FileByLink.attach(composer, new FileByLink.Way(means, writer, this::window));
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
        taking.setHeld(null);
        drafts.begin(null, Draft.NONE);
        answering.clear();
        opened = null;
        strip.open(null);
        composer.writeFor(Composer.Purpose.NOW);
        composer.leave();
    }

    /** From now on this conversation's replies are written, beginning with its draft. */
    public void open(ConversationId id, Draft draft) {
        opened = id;
        Draft latest = drafts.latest(id, draft);
        write(id, latest);
        drafts.begin(id, latest);
        strip.open(id);
        OutboxMessage wanted = toEdit;
        if (wanted != null && wanted.conversation().equals(id)) {
            edit(wanted);
        }
    }

    private void write(ConversationId id, Draft draft) {
        composer.setText(draft.text());
        answering.begin(id, draft.replyTo());
    }

    /** What is written from now on answers this message of the open conversation; in a closed one it waits for them. */
    public void answer(Message message) {
        if (!message.conversation().equals(opened)) {
            return;
        }
        if (!composer.canWrite()) {
            writeForLater();
        }
        answering.choose(message);
        composer.field().requestFocus();
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
        taking.setHeld(reply);
    }

    /** Takes the newest reply back, if one is held; false when none is. */
    public boolean undo() {
        return taking.undo();
    }

    private void undoFromField() {
        taking.undoFromField();
    }

    private boolean hasRoom(ConversationId id) {
        return editing == null && id.equals(opened) && composer.text().isBlank();
    }

    /** Puts a reply's words back into the field, with the message that it answers. */
    private void refill(Content content) {
        if (opened != null) {
            write(opened, new Draft(content.text(), content.replyTo()));
            drafts.answers(content.replyTo());
            drafts.typed(content.text());
            drafts.save();
        }
    }

    /** The reply window as it is now, with the seven days where the user turned them on. */
    public ReplyWindow window(Conversation row) {
        return ReplyWindow.at(row.window(), means.habits().humanAgent().test(row.id().account()), means.clock().now());
    }

    /** The same without the seven days: for what no person answers with words. */
    public ReplyWindow standardWindow() {
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
            draftBefore = new Draft(composer.text(), answering.message());
            drafts.begin(null, Draft.NONE);
        } else {
            keepUnsaved();
        }
        editing = reply;
        newDue = null;
        composer.writeFor(Composer.Purpose.CHANGE);
        write(reply.conversation(), new Draft(unsaved.getOrDefault(reply.id(), reply.text()),
                reply.content().replyTo()));
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
        drafts.close();
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
        if (opened != null) {
            write(opened, draftBefore);
        }
        drafts.begin(opened, draftBefore);
        draftBefore = Draft.NONE;
    }

    private void send() {
        OutboxMessage changed = editing;
        if (changed != null) {
            saveEdit(changed);
            return;
        }
        Content content = words();
        if (composer.purpose() == Composer.Purpose.LATER) {
            boolean byItself = composer.byItself();
            write(content, row -> means.replies().writeForLater(row.id(), content, byItself));
        } else {
            write(content, row -> atOnce(row, content));
        }
    }

    private Content words() {
        return Content.words(composer.text()).answering(answering.message());
    }

    private Replies.Written atOnce(Conversation row, Content content) {
        return means.replies().write(row.id(), content, window(row).status() == ReplyWindow.Status.HUMAN_AGENT,
                means.habits().undo().get());
    }

    /** A heart goes beside what is being written, which stays. */
    private void sendHeart() {
        Conversation row = row();
        if (row != null) {
            writer.write(row, () -> atOnce(row, Content.heart()), composer::focusFirst);
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
        Content content = words();
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
            writer.write(row, drafts.becoming(row.id(), content.text(), () -> writing.apply(row)),
                    () -> queued(content.text()));
        }
    }

    private void queued(String text) {
        boolean same = editing == null && composer.text().equals(text);
        if (editing == null) {
            answering.clear();
        } else if (draftBefore.text().equals(text)) {
            draftBefore = Draft.NONE;
        }
        drafts.sent(same || editing != null ? "" : composer.text());
        if (same) {
            composer.written();
        }
    }

    private void saveEdit(OutboxMessage reply) {
        Content content = reply.content().withText(composer.text()).answering(answering.message());
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
                taking.giveBack(reply.conversation(), content, "compose.changed.late");
            }
        });
    }
}
