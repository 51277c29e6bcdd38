package dev.mangrove.server.web;

import dev.mangrove.server.console.Problems;
import dev.mangrove.server.identity.PublicUrl;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.csrf.CookieCsrfTokenRepository;
import org.springframework.security.web.csrf.XorCsrfTokenRequestAttributeHandler;

/// What Spring Security does for us: its firewall of odd requests, and tokens of forms. Who may do what is the
/// access table's matter, and who somebody is that of `identity`.
@Configuration(proxyBeanMethods = false)
class WebSecurity {

    @Bean
    SecurityFilterChain security(HttpSecurity http, Problems problems, PublicUrl publicUrl) {
        boolean secure = "https".equals(publicUrl.url().getScheme());
        CookieCsrfTokenRepository tokens = new CookieCsrfTokenRepository();
        tokens.setCookieName((secure ? "__Host-" : "") + "mangrove-form");
        tokens.setCookieCustomizer(cookie ->
                cookie.httpOnly(true).secure(secure).sameSite("Strict").path("/"));
        return http.csrf(csrf -> csrf.csrfTokenRepository(tokens)
                        .csrfTokenRequestHandler(new XorCsrfTokenRequestAttributeHandler())
                        .ignoringRequestMatchers(
                                request -> request.getRequestURI().startsWith("/api/v1/")))
                .exceptionHandling(failures -> failures.accessDeniedHandler(
                        (request, response, _) -> problems.write(request, response, 403, "forged", "")))
                .authorizeHttpRequests(requests -> requests.anyRequest().permitAll())
                .sessionManagement(sessions -> sessions.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .headers(AbstractHttpConfigurer::disable)
                .formLogin(AbstractHttpConfigurer::disable)
                .httpBasic(AbstractHttpConfigurer::disable)
                .logout(AbstractHttpConfigurer::disable)
                .requestCache(AbstractHttpConfigurer::disable)
                .rememberMe(AbstractHttpConfigurer::disable)
                .anonymous(AbstractHttpConfigurer::disable)
                .build();
    }

    @Bean
    HostCheck hostCheck(PublicUrl publicUrl) {
        return new HostCheck(publicUrl.url());
    }
}
