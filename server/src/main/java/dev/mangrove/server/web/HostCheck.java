package dev.mangrove.server.web;

import dev.mangrove.server.console.Redirects;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.util.Locale;
import org.springframework.core.Ordered;
import org.springframework.web.filter.OncePerRequestFilter;

/// Answers only under the server's own name: under another one, passkeys do not work, and a page of somebody else
/// whose name leads
/// here could read ours. A person who typed an address is led to the name.
final class HostCheck extends OncePerRequestFilter implements Ordered {

    private final URI publicUrl;
    private final String host;

    HostCheck(URI publicUrl) {
        this.publicUrl = publicUrl;
        this.host = host(publicUrl);
    }

    /// As browsers write it: in small letters, and without the port that the scheme has anyway.
    private static String host(URI url) {
        int usual = "https".equals(url.getScheme()) ? 443 : 80;
        String port = url.getPort() < 0 || url.getPort() == usual ? "" : ":" + url.getPort();
        return url.getHost().toLowerCase(Locale.ROOT) + port;
    }

    @Override
    public int getOrder() {
        return Ordered.HIGHEST_PRECEDENCE + 10;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        String asked = request.getHeader("Host");
        if (asked != null && asked.toLowerCase(Locale.ROOT).equals(host)) {
            chain.doFilter(request, response);
        } else if ("GET".equals(request.getMethod()) || "HEAD".equals(request.getMethod())) {
            response.setStatus(HttpServletResponse.SC_TEMPORARY_REDIRECT);
            // Not resolved: `//host/` would lead to that host.
            String path = Redirects.isOurs(request.getRequestURI()) ? request.getRequestURI() : "/";
            response.setHeader("Location", publicUrl.getScheme() + "://" + host + path);
        } else {
            // Misdirected Request, RFC 9110.
            response.setStatus(421);
        }
    }
}
