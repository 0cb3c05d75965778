package io.clientele.launcher.console;

/// A plain line whenever another tenth is done or the detail changes, for logs and pipes.
final class LineProgress implements Progress {
    private static final int STEPS = 10;

    private final String task;
    private final Console console;
    private long lastStep = -1;
    private String lastDetail = "";

    LineProgress(String task, Console console) {
        this.task = task;
        this.console = console;
    }

    @Override
    public void show(long done, long total, String detail) {
        long step = total > 0 ? done * STEPS / total : 0;
        if (step == lastStep && detail.equals(lastDetail)) {
            return;
        }
        lastStep = step;
        lastDetail = detail;
        String amount = total > 0 ? "%,d of %,d".formatted(done, total) : "%,d".formatted(done);
        console.note("  " + task + ": " + amount + (detail.isEmpty() ? "" : " (" + detail + ")"));
    }

    @Override
    public void close() {
        lastDetail = "";
    }
}
