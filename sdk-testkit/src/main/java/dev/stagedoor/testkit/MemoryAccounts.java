package dev.stagedoor.testkit;

import dev.stagedoor.core.accounts.Credentials;
import dev.stagedoor.core.accounts.User;
import dev.stagedoor.core.accounts.UserId;
import dev.stagedoor.core.storage.AccountStore;
import java.util.Locale;
import java.util.Optional;

final class MemoryAccounts implements AccountStore {
    private record Row(User user, Optional<String> passwordHash) {}

    private final Table<UserId, Row> table;

    MemoryAccounts(Table.UndoLog undo) {
        table = new Table<>(undo);
    }

    @Override
    public boolean insert(User user, Optional<String> passwordHash) {
        if (table.find(user.id()).isPresent() || byEmail(user.email()).isPresent()) {
            return false;
        }
        table.put(user.id(), new Row(user, passwordHash));
        return true;
    }

    private Optional<Row> byEmail(String email) {
        String wanted = email.toLowerCase(Locale.ROOT);
        return table.rows()
                .filter(row -> row.user().email().toLowerCase(Locale.ROOT).equals(wanted))
                .findFirst();
    }

    @Override
    public boolean update(User user) {
        Optional<Row> known = table.find(user.id());
        boolean free = byEmail(user.email())
                .filter(row -> !row.user().id().equals(user.id()))
                .isEmpty();
        if (known.isEmpty() || !free) {
            return false;
        }
        User kept = new User(
                user.id(),
                user.email(),
                user.displayName(),
                user.roles(),
                known.get().user().createdAt());
        table.put(user.id(), new Row(kept, known.get().passwordHash()));
        return true;
    }

    @Override
    public Optional<User> find(UserId id) {
        return table.find(id).map(Row::user);
    }

    @Override
    public Optional<Credentials> credentials(String email) {
        return byEmail(email).flatMap(row -> row.passwordHash().map(hash -> new Credentials(row.user(), hash)));
    }

    @Override
    public boolean changePasswordHash(UserId id, String passwordHash) {
        Optional<Row> known = table.find(id);
        known.ifPresent(row -> table.put(id, new Row(row.user(), Optional.of(passwordHash))));
        return known.isPresent();
    }
}
