package dev.stagedoor.testkit;

import dev.stagedoor.core.asset.AssetStore;

class MemoryAssetStoreTest extends AssetStoreContract {
    @Override
    protected AssetStore store() {
        return new MemoryAssetStore(new SettableClock(TestPlatform.START));
    }
}
