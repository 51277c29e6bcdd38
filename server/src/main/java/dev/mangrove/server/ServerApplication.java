package dev.mangrove.server;

import java.util.List;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/// The server's web part. What it stands on (database, keys, clock) is made before it and handed in.
@SpringBootApplication(proxyBeanMethods = false)
public class ServerApplication {

    /// The domains with tables, in the order of their dependence.
    public static final List<String> DOMAINS = List.of("proposals", "identity", "audit");
}
