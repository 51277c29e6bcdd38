package dev.mangrove.server.console;

import dev.mangrove.server.access.AccessTable;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.io.Resource;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.HandlerMethodReturnValueHandler;
import org.springframework.web.servlet.config.annotation.ResourceHandlerRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import org.springframework.web.servlet.resource.PathResourceResolver;

/// Puts the frame in place.
@Configuration(proxyBeanMethods = false)
class ConsoleConfiguration {

    @Bean
    WordBooks wordBooks() {
        return WordBooks.load();
    }

    @Bean
    AccessTable accessTable() {
        return AccessTable.load();
    }

    @Bean
    PageWriter pageWriter() {
        return new PageWriter();
    }

    @Bean
    Visits visits(WordBooks books, List<RailEntry> rail, AccessTable access) {
        return new Visits(books, rail, access);
    }

    @Bean
    StrictHeaders strictHeaders() {
        return new StrictHeaders();
    }

    @Bean
    WebMvcConfigurer consoleWeb(Visits visits, PageWriter pages) {
        return new WebMvcConfigurer() {
            @Override
            public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
                resolvers.add(visits);
            }

            @Override
            public void addReturnValueHandlers(List<HandlerMethodReturnValueHandler> handlers) {
                handlers.add(pages);
            }

            @Override
            public void addResourceHandlers(ResourceHandlerRegistry registry) {
                registry.addResourceHandler(Assets.PREFIX + "**")
                        .addResourceLocations("classpath:/static/")
                        .resourceChain(true)
                        .addResolver(new WithoutVersion());
            }
        };
    }

    /// Finds an asset by the address without its digest, whatever that is: a page of before an update still gets
    /// its style.
    private static final class WithoutVersion extends PathResourceResolver {

        @Override
        protected @Nullable Resource getResource(String path, Resource location) throws IOException {
            int name = path.indexOf('/') + 1;
            return name == 0 ? null : super.getResource(path.substring(name), location);
        }
    }
}
