package dev.stagedoor.mediaserver.internal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stagedoor.mediaserver.internal.stage.Client;
import dev.stagedoor.mediaserver.internal.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ForwardingTest {
    private final Stage stage = new Stage();

    @AfterEach
    void close() {
        stage.close();
    }

    private Client publisher() {
        return stage.client().publish("yoga", "good-coach", Client.vp8()).connected();
    }

    @Test
    void a_viewer_sees_and_hears_what_is_published() {
        Client coach = publisher();
        coach.frame(true, 3);
        Client ana = stage.client().watch("yoga", "good-ana").connected();
        coach.frame(false, 2);
        coach.speak();
        stage.passMillis(50);
        assertThat(ana.video()).hasSize(5);
        assertThat(ana.video().get(0).isKeyFrame()).isTrue();
        assertThat(ana.audio()).hasSize(1);
        assertThat(stage.events.heard).containsExactly("connected yoga", "flowing yoga", "joined ana 1");
    }
}
