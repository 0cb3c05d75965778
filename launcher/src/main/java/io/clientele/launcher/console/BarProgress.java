package io.clientele.launcher.console;

import java.io.PrintStream;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/// A bar that redraws itself on a terminal.
final class BarProgress implements Progress {
    private static final int WIDTH = 100;

    private final ProgressBar bar;

    BarProgress(String task, long total, PrintStream terminal) {
        bar = new ProgressBarBuilder()
                .setTaskName(task)
                .setInitialMax(total)
                .setStyle(ProgressBarStyle.ASCII)
                .setUpdateIntervalMillis(200)
                .setConsumer(new ConsoleProgressBarConsumer(terminal, WIDTH))
                .showSpeed()
                .build();
    }

    @Override
    public void show(long done, long total, String detail) {
        bar.maxHint(total);
        bar.stepTo(done);
        bar.setExtraMessage(detail);
    }

    @Override
    public void close() {
        bar.close();
    }
}
