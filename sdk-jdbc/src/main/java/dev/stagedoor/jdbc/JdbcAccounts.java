package dev.stagedoor.jdbc;

import dev.stagedoor.core.accounts.Credentials;
import dev.stagedoor.core.accounts.Role;
import dev.stagedoor.core.accounts.User;
import dev.stagedoor.core.accounts.UserId;
import dev.stagedoor.core.storage.AccountStore;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/** People in {@code accounts}. The address is compared by {@code email_key}, folded here, because databases fold differently. */
final class JdbcAccounts implements AccountStore {
    private final Sql sql;

    JdbcAccounts(Sql sql) {
        this.sql = sql;
    }

    private static String key(String email) {
        return email.toLowerCase(Locale.ROOT);
    }

    @Override
    public boolean insert(User user, Optional<String> passwordHash) {
        UUID id = user.id().value();
        boolean taken = sql.first(
                        "SELECT id FROM accounts WHERE id = ? OR email_key = ?",
                        row -> row.uuid("id"),
                        id,
                        key(user.email()))
                .isPresent();
        if (!taken) {
            sql.updateOne(
                    """
                    INSERT INTO accounts (id, email, email_key, display_name, roles, password_hash, created_at)
                    VALUES (?, ?, ?, ?, ?, ?, ?)""",
                    id,
                    user.email(),
                    key(user.email()),
                    user.displayName(),
                    joined(user.roles()),
                    passwordHash.orElse(null),
                    user.createdAt());
        }
        return !taken;
    }

    @Override
    public boolean update(User user) {
        UUID id = user.id().value();
        boolean taken = sql.first(
                        "SELECT id FROM accounts WHERE email_key = ? AND id <> ?",
                        row -> row.uuid("id"),
                        key(user.email()),
                        id)
                .isPresent();
        return !taken
                && sql.update(
                                "UPDATE accounts SET email = ?, email_key = ?, display_name = ?, roles = ? WHERE id = ?",
                                user.email(),
                                key(user.email()),
                                user.displayName(),
                                joined(user.roles()),
                                id)
                        == 1;
    }

    private static String joined(Set<Role> roles) {
        return roles.stream().map(Role::name).sorted().collect(Collectors.joining(","));
    }

    @Override
    public Optional<User> find(UserId id) {
        return sql.first("SELECT * FROM accounts WHERE id = ?", JdbcAccounts::read, id.value());
    }

    @Override
    public Optional<Credentials> credentials(String email) {
        return sql.first(
                "SELECT * FROM accounts WHERE email_key = ? AND password_hash IS NOT NULL",
                row -> new Credentials(read(row), row.text("password_hash")),
                key(email));
    }

    @Override
    public boolean changePasswordHash(UserId id, String passwordHash) {
        return sql.update("UPDATE accounts SET password_hash = ? WHERE id = ?", passwordHash, id.value()) == 1;
    }

    private static User read(Sql.Row row) throws SQLException {
        Set<Role> roles = EnumSet.noneOf(Role.class);
        Arrays.stream(row.text("roles").split(",")).map(Role::valueOf).forEach(roles::add);
        return new User(
                new UserId(row.uuid("id")),
                row.text("email"),
                row.text("display_name"),
                roles,
                row.instant("created_at"));
    }
}
