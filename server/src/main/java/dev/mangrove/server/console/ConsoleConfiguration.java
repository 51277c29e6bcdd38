package dev.mangrove.server.console;

import dev.mangrove.server.access.AccessTable;
import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.HandlerMethodReturnValueHandler;
import org.springframework.web.servlet.config.annotation.ResourceHandlerRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

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
                registry.addResourceHandler(Assets.PREFIX + "{version:[0-9a-f]{12}}/**")
                        .addResourceLocations("classpath:/static/");
            }
        };
    }
}
