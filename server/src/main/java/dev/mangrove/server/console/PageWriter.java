package dev.mangrove.server.console;

import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.Utf8ByteOutput;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.support.HandlerMethodReturnValueHandler;
import org.springframework.web.method.support.ModelAndViewContainer;

/// Writes [Page]s. A page is rendered whole before its first byte is sent, so that a fault in a template becomes an
/// error page and never half a page.
final class PageWriter implements HandlerMethodReturnValueHandler {

    private final TemplateEngine templates =
            TemplateEngine.createPrecompiled(null, ContentType.Html, null, "dev.mangrove.server.templates");

    @Override
    public boolean supportsReturnType(MethodParameter returnType) {
        return Page.class.isAssignableFrom(returnType.getParameterType());
    }

    @Override
    public void handleReturnValue(
            @Nullable Object value,
            MethodParameter returnType,
            ModelAndViewContainer container,
            NativeWebRequest request)
            throws IOException {
        container.setRequestHandled(true);
        HttpServletResponse response = request.getNativeResponse(HttpServletResponse.class);
        if (value instanceof Page page && response != null) {
            write(page, response);
        }
    }

    void write(Page page, HttpServletResponse response) throws IOException {
        Utf8ByteOutput output = new Utf8ByteOutput();
        templates.render(page.template() + ".jte", page.model(), output);
        response.setStatus(page.status());
        response.setContentType("text/html;charset=UTF-8");
        response.setLocale(Locale.ROOT);
        response.setContentLength(output.getContentLength());
        output.writeTo(response.getOutputStream());
    }
}
