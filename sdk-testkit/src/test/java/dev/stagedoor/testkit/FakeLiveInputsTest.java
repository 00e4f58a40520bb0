package dev.stagedoor.testkit;

import dev.stagedoor.core.media.LiveInput;
import dev.stagedoor.core.media.LiveInputProvider;
import dev.stagedoor.core.media.WatchTicket;

class FakeLiveInputsTest extends LiveInputProviderContract {
    @Override
    protected LiveInputProvider provider(SettableClock time) {
        return new FakeLiveInputs(time);
    }

    @Override
    protected boolean publish(LiveInputProvider provider, LiveInput liveInput) {
        return ((FakeLiveInputs) provider).publish(liveInput);
    }

    @Override
    protected boolean watch(LiveInputProvider provider, WatchTicket ticket) {
        return ((FakeLiveInputs) provider).watch(ticket);
    }
}
