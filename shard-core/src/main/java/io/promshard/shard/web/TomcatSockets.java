package io.promshard.shard.web;

import java.lang.reflect.Field;
import java.lang.reflect.Method;
import org.apache.coyote.AbstractProcessor;
import org.apache.coyote.Request;
import org.apache.tomcat.util.net.SocketWrapperBase;

/**
 * Finds the socket under a request of Tomcat's, which keeps it to itself.
 *
 * @param hook the field that leads from a request to its processor
 * @param socketWrapper the method that leads from there to the socket
 */
record TomcatSockets(Field hook, Method socketWrapper) {

    /**
     * Opens both.
     *
     * @throws ReflectiveOperationException if this release of Tomcat is built in another way
     */
    static TomcatSockets open() throws ReflectiveOperationException {
        Field hook = Request.class.getDeclaredField("hook");
        Method socketWrapper = AbstractProcessor.class.getDeclaredMethod("getSocketWrapper");
        hook.setAccessible(true);
        socketWrapper.setAccessible(true);
        return new TomcatSockets(hook, socketWrapper);
    }

    SocketWrapperBase<?> of(Request request) throws ReflectiveOperationException {
        return (SocketWrapperBase<?>) socketWrapper.invoke(hook.get(request));
    }
}
