package app.ajar.ui.push;

import app.ajar.push.PushState;
import app.ajar.text.Texts;

/** How a line for pushes stands, in words. */
public final class PushWords {

    private PushWords() {}

    /** A few words for the status bar; empty when there is nothing to say. */
    public static String brief(PushState state) {
        return state.stage() == PushState.Stage.OFF ? "" : Texts.get("push.brief." + state.stage());
    }

    /** A sentence, and what to do when somebody must do something. */
    public static String whole(PushState state) {
        String stands = Texts.get("push.stands." + state.stage());
        return state.trouble() == PushState.Trouble.NONE ? stands : stands + " " + trouble(state.trouble());
    }

    static String trouble(PushState.Trouble trouble) {
        return Texts.get("push.trouble." + trouble);
    }
}
