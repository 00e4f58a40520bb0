package dev.stagedoor.jdbc;

import dev.stagedoor.core.storage.Storage;
import dev.stagedoor.testkit.MediaWatchContract;

class H2MediaWatchTest extends MediaWatchContract {
    @Override
    protected Storage emptyStorage() {
        return Databases.emptyH2();
    }
}
