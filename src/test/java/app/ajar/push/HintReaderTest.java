package app.ajar.push;

import app.ajar.push.PushHint.About;
import app.ajar.settings.PushSettings.Tables;
import java.time.Instant;
import java.util.Collections;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** What payloads of Meta and rows of tables are read as. */
class HintReaderTest {

    private static final About PERSON = new About("555", null);
    private static final Instant AT = Instant.ofEpochMilli(1_763_800_000_000L);

    private final HintReader reader = new HintReader("1784", Tables.DEFAULTS);

    private static String event(String more) {
        return event("555", "1784", more);
    }

    private static String event(String sender, String recipient, String more) {
        return "{'sender':{'id':'" + sender + "'},'recipient':{'id':'" + recipient
                + "'},'timestamp':1763800000000," + more + "}";
    }

    private static String payload(String list, String events) {
        return "{'object':'instagram','entry':[{'id':'1784','time':1,'" + list + "':[" + events + "]}]}";
    }

    @Test
    void everyKindOfEvent_isRead() {
        String events = String.join(",", event("'message':{'mid':'m1','text':'Hi'}"),
                event("1784", "555", "'message':{'mid':'m2','is_echo':true}"),
                event("'message':{'mid':'m1','is_deleted':true}"),
                event("'reaction':{'mid':'m1','action':'react','emoji':'x'}"), event("'read':{'mid':'m2'}"),
                event("'message_edit':{'mid':'m1','text':'Ho','num_edit':'1'}"), event("'postback':{'mid':'m3'}"));

        assertThat(reader.webhook(Project.json(payload("messaging", events)))).containsExactly(
                new PushHint.Written(PERSON, "m1", AT), new PushHint.Written(PERSON, "m2", AT),
                new PushHint.Unsent(PERSON, "m1"), new PushHint.Reacted(PERSON), new PushHint.Seen(PERSON),
                new PushHint.Changed(PERSON), new PushHint.Changed(PERSON));
    }

    @Test
    void standby_changes_numbersForIds_andListsOfEnvelopes_areReadToo() {
        String message = "'message':{'mid':'m1'}";
        String changes = "{'field':'messages','value':" + event(message) + "}";
        String numbers = "{'entry':[{'id':1784,'messaging':[{'sender':{'id':555},'recipient':{'id':1784},"
                + "'timestamp':1763800000," + message + "}]}]}";
        for (String payload : new String[]{payload("standby", event(message)), payload("changes", changes), numbers,
                "[" + payload("messaging", event(message)) + "]"}) {
            assertThat(reader.webhook(Project.json(payload))).as(payload).hasSize(1)
                    .allMatch(hint -> hint.about().equals(PERSON));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "[]", "7", "'text'", "{'entry':7}", "{'entry':[7,null,[],{}]}",
            "{'entry':[{'id':'1784','messaging':{'sender':1}}]}", "{'entry':[{'id':'1784','messaging':[7,'x',[],{}]}]}",
            "{'entry':[{'id':'1784','messaging':[{'sender':{'id':''}}]}]}",
            "{'entry':[{'id':'0','changes':[{'field':'messages','value':{'sender':{'id':'12334'},"
                    + "'recipient':{'id':'23245'},'message':{'mid':'random_mid'}}}]}]}",
            "{'entry':[{'id':'42','messaging':[{'sender':{'id':'9'},'recipient':{'id':'42'},'message':{}}]}]}"})
    void whatIsForNobodyHere_givesNothing(String payload) {
        assertThat(reader.webhook(Project.json(payload))).isEmpty();
    }

    @Test
    void aTimeThatMakesNoSense_isNone() {
        for (String time : new String[]{"'soon'", "-1", "1e300", "[]", "null", "'9999999-01-01'"}) {
            String payload = payload("messaging", event("'message':{'mid':'m'}").replace("1763800000000", time));

            assertThat(reader.webhook(Project.json(payload))).as(time)
                    .containsExactly(new PushHint.Written(PERSON, "m", null));
        }
    }

    @Test
    void aBatchWithoutMeasure_isCutOff() {
        String many = payload("messaging", String.join(",", Collections.nCopies(3_000,
                event("'message':{'mid':'m'}"))));

        assertThat(reader.webhook(Project.json(many))).hasSize(1_000);
    }

    @Test
    void rows_areReadByTheNamesOfTheirColumns() {
        Tables named = new Tables("public", "dm", "", "mid", "thread", "from_id", "to_id", "", "sent");
        HintReader other = new HintReader("1784", named);

        assertThat(other.row(Project.json("{'table':'dm','type':'INSERT','record':{'mid':'m','thread':'t',"
                + "'from_id':'1784','to_id':'555','sent':'2025-11-22T08:26:40+00:00'}}")))
                .containsExactly(new PushHint.Written(new About("555", "t"), "m", AT));
        assertThat(other.row(Project.json("{'table':'dm','type':'UPDATE','record':{'thread':'t'}}")))
                .containsExactly(new PushHint.Changed(new About(null, "t")));
        assertThat(other.row(Project.json("{'table':'','type':'INSERT','record':{}}"))).isEmpty();
        assertThat(other.row(Project.json("{'table':'messages','type':'INSERT','record':{}}"))).isEmpty();
    }

    @Test
    void rowsOfOtherAccounts_giveNothing() {
        assertThat(reader.row(Project.json("{'table':'messages','type':'INSERT','record':{'account_id':'42',"
                + "'sender_id':'555','recipient_id':'1784'}}"))).isEmpty();
        assertThat(reader.row(Project.json("{'table':'messages','type':'INSERT','record':{'sender_id':'9',"
                + "'recipient_id':'42'}}"))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://abcd.supabase.co", "abcd.supabase.co", " https://abcd.supabase.co/ ",
            "https://abcd.supabase.co/rest/v1", "wss://abcd.supabase.co/realtime/v1", "http://localhost:54321",
            "http://127.0.0.1:54321", "HTTPS://ABCD.supabase.co"})
    void anAddressOfAProject_isTaken(String text) {
        assertThat(ProjectAddress.of(text)).isPresent();
        assertThat(ProjectAddress.of(text).orElseThrow().toString()).doesNotContain("supabase");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "http://abcd.supabase.co", "ftp://abcd.supabase.co", "https://me:pw@abcd.co",
            "https://abcd.supabase.co?apikey=x", "http://localhost.evil.example", "javascript://x", "https://",
            "https://a b.co", "ws://192.168.1.5"})
    void whatWouldGoInTheClear_orIsNoAddress_isNot(String text) {
        assertThat(ProjectAddress.of(text)).isEmpty();
    }

    @Test
    void credentials_comeBackAsTheyWereWritten_andNeverShow() {
        Credentials signedIn = new Credentials("key", "refresh");

        assertThat(Credentials.read(signedIn.written())).contains(signedIn);
        assertThat(Credentials.read(new Credentials("key", null).written())).contains(new Credentials("key", null));
        assertThat(Credentials.read(" ")).isEmpty();
        assertThat(signedIn.toString()).doesNotContain("key").doesNotContain("refresh");
    }
}
