package dev.stagedoor.server.demo;

/** The demo's accounts. Their passwords are public, in the README and on the sign-in page; so are the hashes here. */
enum DemoPeople {
    COACH("coach@example.com", "Coach Mara", "$2b$10$NZ9J9.7kFNSelugUjd9WlORRb4yulaPgLKYxpkHR4Ly/fAUVVQXbm", 0, true),
    ANA("ana@example.com", "Ana", "$2b$10$7sZeLi.vFRocVSCvA3xLuON3080eOWKuu5JiKKWL4vq9je3xobOq6", 100, false),
    BEN("ben@example.com", "Ben", "$2b$10$hLXwLdghr9FKA79zNmV4Uu5kAmiRt5mlYll8aBucion4jSSIcpjSO", 5, false);

    private final String email;
    private final String displayName;
    private final String passwordHash;
    private final long tokens;
    private final boolean teaches;

    DemoPeople(String email, String displayName, String passwordHash, long tokens, boolean teaches) {
        this.email = email;
        this.displayName = displayName;
        this.passwordHash = passwordHash;
        this.tokens = tokens;
        this.teaches = teaches;
    }

    String email() {
        return email;
    }

    String displayName() {
        return displayName;
    }

    String passwordHash() {
        return passwordHash;
    }

    long tokens() {
        return tokens;
    }

    boolean teaches() {
        return teaches;
    }
}
