package io.clientele.embedded;

/// The servers of the platform.
public enum ServerKind {
    POSTGRES("postgres", "PostgreSQL"),
    KAFKA("kafka", "Kafka"),
    OPENSEARCH("opensearch", "OpenSearch");

    private final String id;
    private final String title;

    ServerKind(String id, String title) {
        this.id = id;
        this.title = title;
    }

    /// The name in file and directory names, lower case.
    public String id() {
        return id;
    }

    /// The name as its makers write it.
    public String title() {
        return title;
    }
}
