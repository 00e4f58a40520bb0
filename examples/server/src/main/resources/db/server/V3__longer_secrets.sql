-- A private key is longer than a random token. The statement is the same on H2 and PostgreSQL.
ALTER TABLE server_secrets ALTER COLUMN secret SET DATA TYPE VARCHAR(10000);
