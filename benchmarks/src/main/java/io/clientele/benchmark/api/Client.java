package io.clientele.benchmark.api;

import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.HttpHeaders;
import org.apache.hc.core5.http.impl.io.DefaultBHttpClientConnection;
import org.apache.hc.core5.http.impl.io.DefaultBHttpClientConnectionFactory;
import org.apache.hc.core5.http.impl.io.HttpRequestExecutor;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.http.io.entity.EntityUtils;
import org.apache.hc.core5.http.message.BasicClassicHttpRequest;
import org.apache.hc.core5.http.protocol.HttpContext;
import org.apache.hc.core5.http.protocol.HttpCoreContext;
import org.apache.hc.core5.util.Timeout;
import org.jspecify.annotations.Nullable;

/// One client with one connection, which it keeps for as long as the server does. Blocking sockets and no
/// pool: of all clients the one that takes the least from the machine that is measured. Not thread-safe.
final class Client implements Closeable {
    private static final DefaultBHttpClientConnectionFactory CONNECTIONS = new DefaultBHttpClientConnectionFactory();
    private static final HttpRequestExecutor EXECUTOR = new HttpRequestExecutor();
    private static final Timeout PATIENCE = Timeout.ofSeconds(60);

    private final int port;
    private final Map<String, String> headers;
    private final HttpContext context = HttpCoreContext.create();
    private @Nullable DefaultBHttpClientConnection connection;

    /// @param port of a server on the loopback interface
    /// @param headers of every request
    Client(int port, Map<String, String> headers) {
        this.port = port;
        this.headers = headers;
    }

    /// What is sent.
    ///
    /// @param path absolute
    /// @param json the body of a POST; null for a GET
    record Request(String path, byte @Nullable [] json) {}

    /// What came back.
    record Answer(int status, String body) {}

    /// @throws IOException when the server does not answer as HTTP/1.1 wants
    Answer send(Request request) throws IOException {
        BasicClassicHttpRequest message = message(request);
        DefaultBHttpClientConnection open = open();
        try (ClassicHttpResponse response = EXECUTOR.execute(message, open, context)) {
            HttpEntity entity = response.getEntity();
            byte[] body = entity == null ? new byte[0] : EntityUtils.toByteArray(entity);
            if (!EXECUTOR.keepAlive(message, response, open, context)) {
                close();
            }
            return new Answer(response.getCode(), new String(body, StandardCharsets.UTF_8));
        } catch (HttpException broken) {
            throw new IOException("the answer is no HTTP", broken);
        }
    }

    private BasicClassicHttpRequest message(Request request) {
        byte @Nullable [] json = request.json();
        BasicClassicHttpRequest message = new BasicClassicHttpRequest(json == null ? "GET" : "POST", request.path());
        message.setHeader(HttpHeaders.HOST, "127.0.0.1:" + port);
        headers.forEach(message::setHeader);
        if (json != null) {
            message.setHeader(HttpHeaders.CONTENT_TYPE, ContentType.APPLICATION_JSON.getMimeType());
            message.setHeader(HttpHeaders.CONTENT_LENGTH, Integer.toString(json.length));
            message.setEntity(new ByteArrayEntity(json, ContentType.APPLICATION_JSON));
        }
        return message;
    }

    private DefaultBHttpClientConnection open() throws IOException {
        DefaultBHttpClientConnection open = connection;
        if (open == null) {
            Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
            socket.setTcpNoDelay(true);
            open = CONNECTIONS.createConnection(socket);
            open.setSocketTimeout(PATIENCE);
            connection = open;
        }
        return open;
    }

    @Override
    public void close() throws IOException {
        DefaultBHttpClientConnection open = connection;
        connection = null;
        if (open != null) {
            open.close();
        }
    }
}
