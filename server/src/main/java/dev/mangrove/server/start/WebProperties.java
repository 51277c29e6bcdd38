package dev.mangrove.server.start;

import java.util.HashMap;
import java.util.Map;

/// What Spring Boot is told.
final class WebProperties {

    private WebProperties() {}

    static Map<String, Object> of(ServerOptions options) {
        Map<String, Object> properties = new HashMap<>();
        properties.put("spring.main.banner-mode", "off");
        properties.put("spring.threads.virtual.enabled", "true");
        properties.put("spring.jmx.enabled", "false");
        // It would make a user of its own and print its password.
        properties.put(
                "spring.autoconfigure.exclude",
                "org.springframework.boot.security.autoconfigure.UserDetailsServiceAutoConfiguration");
        properties.put("server.address", options.listen());
        properties.put("server.port", options.port());
        properties.put("server.shutdown", "graceful");
        properties.put("spring.lifecycle.timeout-per-shutdown-phase", "20s");
        properties.put("server.server-header", "");
        properties.put("server.error.whitelabel.enabled", "false");
        properties.put("server.max-http-request-header-size", "16KB");
        properties.put("server.tomcat.max-http-form-post-size", "1MB");
        properties.put("server.tomcat.max-swallow-size", "1MB");
        properties.put("server.tomcat.max-connections", "2000");
        properties.put("server.tomcat.connection-timeout", "20s");
        properties.put("server.tomcat.relaxed-query-chars", "");
        properties.put("spring.servlet.multipart.max-file-size", "64MB");
        properties.put("spring.servlet.multipart.max-request-size", "65MB");
        properties.put("spring.web.resources.add-mappings", "false");
        if (options.tls().isPresent()) {
            ServerOptions.Tls tls = options.tls().get();
            properties.put("server.ssl.certificate", tls.certificate().toUri().toString());
            properties.put(
                    "server.ssl.certificate-private-key", tls.key().toUri().toString());
            properties.put("server.ssl.enabled-protocols", "TLSv1.3,TLSv1.2");
        } else if ("https".equals(options.publicUrl().getScheme())) {
            // A reverse proxy on this machine speaks TLS.
            properties.put("server.forward-headers-strategy", "native");
        }
        properties.put("management.server.address", "127.0.0.1");
        properties.put("management.server.port", options.healthPort());
        properties.put("management.endpoints.web.exposure.include", "health,prometheus");
        properties.put("management.endpoint.health.show-components", "always");
        properties.put("management.endpoints.access.default", "read-only");
        logs(options, properties);
        return properties;
    }

    /// To a file always; to standard output as well where no person sits before it.
    private static void logs(ServerOptions options, Map<String, Object> properties) {
        properties.put(
                "logging.file.name", options.data().resolve("log/server.json").toString());
        properties.put("logging.structured.format.file", "logstash");
        properties.put("logging.logback.rollingpolicy.max-file-size", "20MB");
        properties.put("logging.logback.rollingpolicy.max-history", "14");
        properties.put("logging.structured.format.console", "logstash");
        boolean person = System.console() != null && System.console().isTerminal();
        properties.put("logging.threshold.console", person ? "off" : "info");
    }
}
