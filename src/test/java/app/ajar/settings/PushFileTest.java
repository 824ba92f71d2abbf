package app.ajar.settings;

import app.ajar.settings.PushSettings.Source;
import app.ajar.settings.PushSettings.Tables;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

class PushFileTest {

    @TempDir
    Path folder;

    @Test
    void whatWasPut_isFoundByAnother_andGoesAlone() throws IOException {
        PushSettings one = PushSettings.DEFAULTS.withProject("https://abcd.supabase.co");
        PushSettings other = new PushSettings("https://efgh.supabase.co", Source.TABLES, "t", false,
                new Tables("s", "m", "", "a", "b", "c", "d", "e", "f"));
        PushFile file = new PushFile(folder);
        file.put("1", one);
        file.put("2", other);

        assertThat(new PushFile(folder).find("1")).contains(one);
        assertThat(new PushFile(folder).find("2")).contains(other);
        new PushFile(folder).remove("1");
        assertThat(file.find("1")).isEmpty();
        assertThat(file.find("2")).contains(other);
    }

    @Test
    void aBrokenFile_turnsPushOff_andAValueThatIsBroken_costsNoOther() throws IOException {
        Files.writeString(folder.resolve("push.json"), "{ not json");
        assertThat(new PushFile(folder).find("1")).isEmpty();

        Files.writeString(folder.resolve("push.json"),
                "{\"1\":{\"project\":\"https://x.co\",\"topic\":7,\"tables\":[]},\"2\":\"text\"}");
        assertThat(new PushFile(folder).find("1"))
                .contains(PushSettings.DEFAULTS.withProject("https://x.co"));
        assertThat(new PushFile(folder).find("2")).isEmpty();
    }
}
