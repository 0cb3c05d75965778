package io.clientele.embedded;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/// Asks servers, in their own protocols, whether they do their work.
final class Questions {
    private static final int TIMEOUT_MILLIS = 1_500;
    private static final int PROTOCOL_3 = 196_608;
    private static final short KAFKA_METADATA = 3;
    private static final int BYTES_LIMIT = 64 * 1024;

    private Questions() {}

    /// PostgreSQL answers a start-up message with a request to authenticate; while it recovers, with an error.
    static boolean postgresAccepts(int port, String user) {
        byte[] parameters = ("user\0" + user + "\0database\0postgres\0\0").getBytes(StandardCharsets.UTF_8);
        try (Socket socket = connect(port)) {
            DataOutputStream out = new DataOutputStream(socket.getOutputStream());
            out.writeInt(8 + parameters.length);
            out.writeInt(PROTOCOL_3);
            out.write(parameters);
            out.flush();
            return socket.getInputStream().read() == 'R';
        } catch (IOException e) {
            return false;
        }
    }

    /// Kafka's metadata names at least one broker.
    static boolean kafkaHasBroker(int port) {
        byte[] client = "clientele".getBytes(StandardCharsets.UTF_8);
        try (Socket socket = connect(port)) {
            DataOutputStream out = new DataOutputStream(socket.getOutputStream());
            out.writeInt(2 + 2 + 4 + 2 + client.length + 4);
            out.writeShort(KAFKA_METADATA);
            out.writeShort(1); // version of the request
            out.writeInt(1); // correlation id
            out.writeShort(client.length);
            out.write(client);
            out.writeInt(0); // no topics
            out.flush();
            DataInputStream in = new DataInputStream(socket.getInputStream());
            int size = in.readInt();
            int correlation = in.readInt();
            return size > 8 && correlation == 1 && in.readInt() > 0;
        } catch (IOException e) {
            return false;
        }
    }

    /// OpenSearch can serve every index: its health is green or yellow.
    static boolean openSearchIsHealthy(int port) {
        try (Socket socket = connect(port)) {
            socket.getOutputStream()
                    .write("GET /_cluster/health HTTP/1.0\r\nHost: localhost\r\n\r\n"
                            .getBytes(StandardCharsets.US_ASCII));
            InputStream in = socket.getInputStream();
            String answer = new String(in.readNBytes(BYTES_LIMIT), StandardCharsets.UTF_8);
            return answer.contains("\"status\":\"green\"") || answer.contains("\"status\":\"yellow\"");
        } catch (IOException e) {
            return false;
        }
    }

    private static Socket connect(int port) throws IOException {
        Socket socket = new Socket();
        try {
            socket.setSoTimeout(TIMEOUT_MILLIS);
            socket.connect(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), port), TIMEOUT_MILLIS);
            return socket;
        } catch (IOException e) {
            socket.close();
            throw e;
        }
    }
}
