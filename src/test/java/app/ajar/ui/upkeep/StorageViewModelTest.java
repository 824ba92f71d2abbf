package app.ajar.ui.upkeep;

import app.ajar.media.DiskUse;
import app.ajar.settings.Settings;
import app.ajar.settings.Settings.Keep;
import app.ajar.ui.kit.FxBridge;
import java.util.ArrayList;
import java.util.List;
import javafx.beans.property.SimpleObjectProperty;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class StorageViewModelTest {

    private static final long GB = 1_000_000_000;

    private final SimpleObjectProperty<Settings> settings = new SimpleObjectProperty<>(Settings.DEFAULTS);
    private final List<String> done = new ArrayList<>();
    private DiskUse stored = new DiskUse(4_000_000, 3 * GB / 2);
    private final StorageViewModel model = new StorageViewModel(new StorageViewModel.Outside(settings,
            how -> settings.set(how.apply(settings.get())), () -> stored, () -> done.add("room"),
            () -> done.add("clear")), new FxBridge(Runnable::run, Runnable::run, failure -> {
                throw new AssertionError(failure);
            }));

    private String asked() {
        StorageViewModel.Question question = model.questionProperty().get();
        return question == null ? "" : question.words();
    }

    @Test
    void keepingLess_asksFirst_andSaysHowMuchGoes() {
        model.keep(Keep.AVATARS_ONLY);
        assertThat(asked()).startsWith("This deletes 1.5 GB of photos and files");
        assertThat(settings.get().keep()).isEqualTo(Keep.EVERYTHING);
        assertThat(done).isEmpty();

        model.confirm();
        assertThat(settings.get().keep()).isEqualTo(Keep.AVATARS_ONLY);
        assertThat(done).containsExactly("room");
        assertThat(asked()).isEmpty();
    }

    @Test
    void answeringNo_changesNothing() {
        model.keep(Keep.NOTHING);
        assertThat(asked()).contains("profile pictures");
        model.stay();
        assertThat(settings.get()).isEqualTo(Settings.DEFAULTS);
        model.confirm();
        assertThat(settings.get()).isEqualTo(Settings.DEFAULTS);
        assertThat(done).isEmpty();
    }

    @Test
    void whatDeletesNothing_isDoneAtOnce() {
        model.limit(5 * GB);
        assertThat(settings.get().mediaBytes()).isEqualTo(5 * GB);
        stored = new DiskUse(0, 0);
        model.keep(Keep.NOTHING);
        assertThat(settings.get().keep()).isEqualTo(Keep.NOTHING);
        model.keep(Keep.EVERYTHING);
        assertThat(settings.get().keep()).isEqualTo(Keep.EVERYTHING);
        assertThat(asked()).isEmpty();
    }

    @Test
    void smallerLimit_asks_onlyWhenMoreIsStored() {
        model.limit(GB);
        assertThat(asked()).contains("about 500 MB");
        model.confirm();
        assertThat(settings.get().mediaBytes()).isEqualTo(GB);
        assertThat(done).containsExactly("room");
    }

    @Test
    void clearing_asks_andCountsAgain() {
        model.clear();
        assertThat(asked()).contains("1.5 GB");
        assertThat(done).isEmpty();
        stored = new DiskUse(4_000_000, 0);
        model.confirm();
        assertThat(done).containsExactly("clear");
        assertThat(model.usedProperty().get()).isEqualTo(stored);
        model.clear();
        assertThat(asked()).isEmpty();
    }
}
