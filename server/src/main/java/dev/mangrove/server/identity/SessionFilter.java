package dev.mangrove.server.identity;

import dev.mangrove.server.console.Viewer;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import org.springframework.web.filter.OncePerRequestFilter;

/// Tells each request who sends it.
final class SessionFilter extends OncePerRequestFilter {

    private final Sessions sessions;
    private final Cookies cookies;

    SessionFilter(Sessions sessions, Cookies cookies) {
        this.sessions = sessions;
        this.cookies = cookies;
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return request.getRequestURI().startsWith("/assets/");
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        Optional<SecretToken> token = cookies.token(request);
        if (token.isPresent()) {
            Optional<Sessions.Holder> holder = sessions.find(token.get());
            if (holder.isEmpty()) {
                cookies.take(response);
            } else if (holder.get() instanceof Sessions.Holder.Complete complete) {
                request.setAttribute(Officer.ATTRIBUTE, complete.officer());
                request.setAttribute(Viewer.ATTRIBUTE, complete.officer().viewer());
            } else if (holder.get() instanceof Sessions.Holder.Half half) {
                request.setAttribute(HalfSignedIn.ATTRIBUTE, half.person());
            }
        }
        chain.doFilter(request, response);
    }
}
