package io.gyr.api.auth;

import java.util.Optional;
import org.jdbi.v3.core.Jdbi;

/** The tokens that are valid. Thread-safe. */
public final class TokenStore {
  private final Jdbi jdbi;

  /** Keeps them in table {@code api_token}. */
  public TokenStore(Jdbi jdbi) {
    this.jdbi = jdbi;
  }

  /** Whether there is none yet. */
  public boolean isEmpty() {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery("select not exists (select from api_token)")
                .mapTo(Boolean.class)
                .one());
  }

  /**
   * Makes {@code token} valid under {@code name}, in place of an earlier one of that name.
   *
   * @param token as {@link Token#create} made it; only its hash is stored
   */
  public void put(String name, String token) {
    jdbi.useHandle(
        handle ->
            handle
                .createUpdate(
                    """
                    insert into api_token (name, hash) values (:name, :hash)
                    on conflict (name) do update
                    set hash = :hash, created = now(), last_used = null, expires = null""")
                .bind("name", name)
                .bind("hash", Token.hash(token))
                .execute());
  }

  /** The name under which {@code token} is valid now; empty if it is not. */
  public Optional<String> nameOf(String token) {
    byte[] hash = Token.hash(token);
    return jdbi.withHandle(
        handle -> {
          Optional<String> name =
              handle
                  .createQuery(
                      """
                      select name from api_token
                      where hash = :hash and (expires is null or expires > now())""")
                  .bind("hash", hash)
                  .mapTo(String.class)
                  .findOne();
          if (name.isPresent()) {
            // Once a minute is enough to see which tokens are in use, and spares a write per call.
            handle
                .createUpdate(
                    """
                    update api_token set last_used = now() where hash = :hash
                    and (last_used is null or last_used < now() - interval '1 minute')""")
                .bind("hash", hash)
                .execute();
          }
          return name;
        });
  }
}
