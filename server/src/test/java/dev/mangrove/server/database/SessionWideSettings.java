package dev.mangrove.server.database;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import javax.sql.DataSource;

/// Sabotage: the same pool, but what is told for a transaction is told for the session.
final class SessionWideSettings {

    private SessionWideSettings() {}

    static DataSource of(DataSource pool) {
        return wrap(DataSource.class, (proxy, method, arguments) -> {
            Object result = invoke(pool, method, arguments);
            return result instanceof Connection connection ? of(connection) : result;
        });
    }

    private static Connection of(Connection connection) {
        return wrap(Connection.class, (proxy, method, arguments) -> {
            if (method.getName().equals("prepareStatement")
                    && arguments[0].toString().contains("set_config")) {
                arguments[0] = arguments[0].toString().replace("true)", "false)");
            }
            return invoke(connection, method, arguments);
        });
    }

    private static Object invoke(Object target, java.lang.reflect.Method method, Object[] arguments) throws Throwable {
        try {
            return method.invoke(target, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }

    private static <T> T wrap(Class<T> type, InvocationHandler handler) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
    }
}
