package app.ajar.ui.kit;

import app.ajar.model.AccountId;
import app.ajar.model.Participant;
import app.ajar.model.ParticipantId;
import java.awt.image.BufferedImage;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;

import static org.assertj.core.api.Assertions.assertThat;

@ExtendWith(ApplicationExtension.class)
class AvatarDiscFxTest {

    private final Deque<Runnable> background = new ArrayDeque<>();
    private final List<ParticipantId> missing = new ArrayList<>();
    private final List<String> decoded = new ArrayList<>();
    private final Avatars avatars = new Avatars((file, side) -> {
        decoded.add(file);
        return file.startsWith("broken") ? Optional.empty() : Optional.of(new BufferedImage(side, side, 1));
    }, background::add, missing::add);

    @Test
    void initialsComeFirst_thenThePicture(FxRobot robot) {
        robot.interact(() -> {
            AvatarDisc disc = new AvatarDisc(avatars, 40, 50);
            disc.show(person("a"), "a.jpg");
            assertThat(disc.showsPicture()).isFalse();
            decodeAll();
            assertThat(disc.showsPicture()).isTrue();
        });
    }

    @Test
    void aPictureThatComesLate_isNotShownOnAnotherPerson(FxRobot robot) {
        robot.interact(() -> {
            AvatarDisc disc = new AvatarDisc(avatars, 40, 50);
            disc.show(person("a"), "a.jpg");
            disc.show(person("b"), null);
            decodeAll();
            assertThat(disc.showsPicture()).isFalse();
            assertThat(missing).containsExactly(person("b").id());
        });
    }

    @Test
    void aBrokenPicture_leavesTheInitialsAndIsReported(FxRobot robot) {
        robot.interact(() -> {
            AvatarDisc disc = new AvatarDisc(avatars, 40, 50);
            disc.show(person("a"), "broken.jpg");
            decodeAll();
            assertThat(disc.showsPicture()).isFalse();
            assertThat(missing).containsExactly(person("a").id());
        });
    }

    @Test
    void onePicture_isDecodedOnceForAllDiscs_andAgainAfterItChanged(FxRobot robot) {
        robot.interact(() -> {
            for (int i = 0; i < 3; i++) {
                new AvatarDisc(avatars, 40, 50).show(person("a"), "a.jpg");
            }
            decodeAll();
            new AvatarDisc(avatars, 40, 50).show(person("a"), "a.jpg");
            assertThat(decoded).containsExactly("a.jpg");
            avatars.forget("a.jpg");
            new AvatarDisc(avatars, 40, 50).show(person("a"), "a.jpg");
            decodeAll();
            assertThat(decoded).hasSize(2);
        });
    }

    @Test
    void memory_isBounded(FxRobot robot) {
        robot.interact(() -> {
            for (int i = 0; i < 60; i++) {
                avatars.load(person("p" + i).id(), i + ".jpg", 512, image -> {});
                decodeAll();
            }
            assertThat(avatars.cached("0.jpg", 512)).isEmpty();
            assertThat(avatars.cached("59.jpg", 512)).isPresent();
        });
    }

    private void decodeAll() {
        while (!background.isEmpty()) {
            background.poll().run();
        }
    }

    private static Participant person(String id) {
        return Participant.known(new ParticipantId(new AccountId("1"), id), id);
    }
}
