package dev.mangrove.server.identity;

import com.nulabinc.zxcvbn.StandardDictionaries;
import com.nulabinc.zxcvbn.Zxcvbn;
import com.nulabinc.zxcvbn.ZxcvbnBuilder;
import com.nulabinc.zxcvbn.matchers.Dictionary;
import dev.mangrove.server.console.InputException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.text.Normalizer;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.Semaphore;
import org.springframework.security.crypto.argon2.Argon2PasswordEncoder;

/// Passwords: long enough and in no list of broken ones, with no rule about their characters (ASVS 6.2, NIST SP
/// 800-63B-4). Kept as Argon2id. Safe for all threads.
final class Passwords {

    static final int LENGTH_MIN = 12;
    static final int LENGTH_MAX = 200;
    /// What zxcvbn reckons an attacker needs; below it a long password is still a pattern such as `aaaaaaaaaaaa`.
    private static final double GUESSES_MIN = 1e8;
    private static final int WORDS_IN_ESTIMATE = 100;

    private static final int SALT_BYTES = 16;
    private static final int HASH_BYTES = 32;
    private static final int LANES = 1;
    private static final int MEMORY_KILOBYTES = 46 << 10;
    private static final int PASSES = 2;

    /// Each hash takes its memory: so many at once, and no more.
    private static final Semaphore AT_ONCE = new Semaphore(4);

    private final Argon2PasswordEncoder encoder =
            new Argon2PasswordEncoder(SALT_BYTES, HASH_BYTES, LANES, MEMORY_KILOBYTES, PASSES);
    private final Set<String> broken;
    private final Zxcvbn strength;
    /// Compared with when there is no such person, so that an unknown name takes as long as a wrong password.
    private final String decoy;

    Passwords() {
        try {
            this.strength = new ZxcvbnBuilder()
                    .dictionaries(StandardDictionaries.loadAllDictionaries())
                    .build();
            this.broken = new HashSet<>();
            for (Dictionary dictionary : StandardDictionaries.loadAllDictionaries()) {
                if ("passwords".equals(dictionary.getName())) {
                    broken.addAll(dictionary.getFrequencies());
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the list of broken passwords could not be read", e);
        }
        if (broken.size() < 10_000) {
            throw new IllegalStateException("the list of broken passwords has only " + broken.size() + " entries");
        }
        this.decoy = hash(SecretToken.draw().text());
    }

    /// @param about the person's names and the like, which make a poor password
    /// @throws InputException when it is too short, too long, or known to attackers
    void check(String password, List<String> about) {
        String normal = normal(password);
        int length = normal.codePointCount(0, normal.length());
        if (length < LENGTH_MIN || length > LENGTH_MAX) {
            throw new InputException("password", "identity.password.length", LENGTH_MIN, LENGTH_MAX);
        }
        String small = normal.toLowerCase(Locale.ROOT);
        if (broken.contains(small)) {
            throw new InputException("password", "identity.password.broken");
        }
        String measured = small.substring(0, Math.min(small.length(), WORDS_IN_ESTIMATE));
        if (strength.measure(measured, about).getGuesses() < GUESSES_MIN) {
            throw new InputException("password", "identity.password.guessed");
        }
    }

    String hash(String password) {
        AT_ONCE.acquireUninterruptibly();
        try {
            String hash = encoder.encode(normal(password));
            if (hash == null) {
                throw new IllegalStateException("Argon2 made no hash");
            }
            return hash;
        } finally {
            AT_ONCE.release();
        }
    }

    boolean matches(String password, String hash) {
        if (password.length() > LENGTH_MAX * 2) {
            return false;
        }
        AT_ONCE.acquireUninterruptibly();
        try {
            return encoder.matches(normal(password), hash);
        } finally {
            AT_ONCE.release();
        }
    }

    /// Takes as long as [#matches].
    void matchNobody(String password) {
        matches(password, decoy);
    }

    private static String normal(String password) {
        return Normalizer.normalize(password, Normalizer.Form.NFKC);
    }
}
