package dev.mangrove.server.postgres;

/// A role's name and password. Never printed: `toString` leaves the password out.
public record Credentials(String name, String password) {

    @Override
    public String toString() {
        return "Credentials[" + name + "]";
    }
}
