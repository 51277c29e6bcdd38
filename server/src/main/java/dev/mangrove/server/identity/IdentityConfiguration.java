package dev.mangrove.server.identity;

import dev.mangrove.server.access.AccessTable;
import dev.mangrove.server.audit.Audit;
import dev.mangrove.server.console.Problems;
import dev.mangrove.server.console.RailEntry;
import dev.mangrove.server.database.Database;
import dev.mangrove.server.keys.FieldKeys;
import dev.mangrove.server.proposals.ProposedAct;
import java.time.Clock;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.MethodParameter;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.context.request.RequestAttributes;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/// Puts the parts of identity together.
@Configuration(proxyBeanMethods = false)
class IdentityConfiguration {

    @Bean
    Passwords passwords() {
        return new Passwords();
    }

    @Bean
    Passkeys passkeys(PublicUrl publicUrl) {
        return new Passkeys(publicUrl.url());
    }

    @Bean
    Cookies cookies(PublicUrl publicUrl) {
        return new Cookies(publicUrl.url());
    }

    @Bean
    Credentials credentials(FieldKeys keys, Passwords passwords) {
        return new Credentials(keys, passwords);
    }

    @Bean
    Sessions sessions(Database database, Clock clock) {
        return new Sessions(database.signIn(), clock);
    }

    @Bean
    Challenges challenges(Database database, Clock clock) {
        return new Challenges(database.signIn(), clock);
    }

    @Bean
    SetUp setUp(Database database, Sessions sessions, Audit audit, Clock clock) {
        return new SetUp(database.signIn(), sessions, audit, clock);
    }

    @Bean
    SignIn signIn(
            Database database,
            Sessions sessions,
            Credentials credentials,
            Passwords passwords,
            Passkeys passkeys,
            Challenges challenges,
            Audit audit,
            Clock clock) {
        return new SignIn(
                database.signIn(),
                sessions,
                credentials,
                passwords,
                passkeys,
                challenges,
                new Attempts(database.signIn(), clock),
                audit,
                clock);
    }

    @Bean
    SignOut signOut(Database database, Audit audit, Clock clock) {
        return new SignOut(database.signIn(), audit, clock);
    }

    @Bean
    Enrolment enrolment(
            Database database,
            Sessions sessions,
            Credentials credentials,
            Passwords passwords,
            Passkeys passkeys,
            Challenges challenges,
            FieldKeys keys,
            Audit audit,
            Clock clock) {
        return new Enrolment(
                database.signIn(), sessions, credentials, passwords, passkeys, challenges, keys, audit, clock);
    }

    @Bean
    Account.Accounts accounts(Database database, Credentials credentials, Audit audit) {
        return new Account.Accounts(database.signIn(), credentials, audit);
    }

    @Bean
    StepUp stepUp(Clock clock) {
        return new StepUp(clock);
    }

    @Bean
    People people(Database database, Audit audit, Clock clock) {
        return new People(database.agencies(), audit, clock);
    }

    @Bean
    ProposedAct roleGrant(Database database, Clock clock) {
        return new RoleChange(database.agencies(), true, clock);
    }

    @Bean
    ProposedAct roleRevocation(Database database, Clock clock) {
        return new RoleChange(database.agencies(), false, clock);
    }

    @Bean
    SessionFilter sessionFilter(Sessions sessions, Cookies cookies) {
        return new SessionFilter(sessions, cookies);
    }

    @Bean
    RailEntry administrationPlace() {
        return new RailEntry(900, "administration", "/administration", 'n');
    }

    @Bean
    WebMvcConfigurer identityWeb(AccessTable table, Problems problems) {
        return new WebMvcConfigurer() {
            @Override
            public void addInterceptors(InterceptorRegistry registry) {
                registry.addInterceptor(new Gate(table, problems));
            }

            @Override
            public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
                resolvers.add(new OfficerArgument());
            }
        };
    }

    /// Gives controllers the officer who is signed in; the gate has seen to it that there is one.
    private static final class OfficerArgument implements HandlerMethodArgumentResolver {

        @Override
        public boolean supportsParameter(MethodParameter parameter) {
            return parameter.getParameterType() == Officer.class;
        }

        @Override
        public Object resolveArgument(
                MethodParameter parameter,
                @Nullable ModelAndViewContainer container,
                NativeWebRequest request,
                @Nullable WebDataBinderFactory binders) {
            Object officer = request.getAttribute(Officer.ATTRIBUTE, RequestAttributes.SCOPE_REQUEST);
            if (officer == null) {
                throw new IllegalStateException("a route that needs an officer is open to others in the access table");
            }
            return officer;
        }
    }
}
