package dev.stagedoor.assets;

import dev.stagedoor.core.asset.AssetStore;
import dev.stagedoor.testkit.AssetStoreContract;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

class FileAssetStoreContractTest extends AssetStoreContract {
    @TempDir
    Path folder;

    @Override
    protected AssetStore store() {
        return FileAssetStore.open(folder.resolve("assets"));
    }
}
