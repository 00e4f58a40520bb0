package dev.stagedoor.jdbc;

import dev.stagedoor.core.storage.Storage;
import dev.stagedoor.testkit.HostedProviderContract;

class H2HostedProviderTest extends HostedProviderContract {
    @Override
    protected Storage emptyStorage() {
        return Databases.emptyH2();
    }
}
