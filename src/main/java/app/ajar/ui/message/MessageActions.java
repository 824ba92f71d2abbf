package app.ajar.ui.message;

import app.ajar.model.Message;
import app.ajar.model.MessageId;

/** What a person does with one message; says itself what came of it. */
public interface MessageActions {

    /** Whether there is anything that can be answered or reacted to: not where it was taken back. */
    static boolean possible(Message message) {
        return message.kind() != Message.Kind.UNSENT;
    }

    /** Reacts with this emoji; where it is ours already, takes it back. */
    void react(Message message, String emoji);

    /** Begins a reply to this message. */
    void reply(Message message);

    /** Shows the message that a reply answers, if it is here. */
    void goTo(MessageId message);

    /** Puts words into the clipboard. */
    void copy(String text);
}
