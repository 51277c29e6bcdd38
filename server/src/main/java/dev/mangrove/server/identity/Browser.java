package dev.mangrove.server.identity;

import jakarta.servlet.http.HttpServletRequest;

/// What kind of browser a request says it comes from: two words, so that people can tell their own sessions apart.
final class Browser {

    private Browser() {}

    static String of(HttpServletRequest request) {
        String agent = request.getHeader("User-Agent");
        return agent == null ? "?" : program(agent) + " / " + system(agent);
    }

    private static String program(String agent) {
        if (agent.contains("Edg/")) {
            return "Edge";
        }
        if (agent.contains("Firefox/")) {
            return "Firefox";
        }
        if (agent.contains("Chrome/")) {
            return "Chrome";
        }
        return agent.contains("Safari/") ? "Safari" : "?";
    }

    private static String system(String agent) {
        if (agent.contains("Windows")) {
            return "Windows";
        }
        if (agent.contains("Android")) {
            return "Android";
        }
        if (agent.contains("iPhone") || agent.contains("iPad")) {
            return "iOS";
        }
        if (agent.contains("Mac OS")) {
            return "macOS";
        }
        return agent.contains("Linux") ? "Linux" : "?";
    }
}
