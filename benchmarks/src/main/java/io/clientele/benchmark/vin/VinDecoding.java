package io.clientele.benchmark.vin;

import io.clientele.vin.DecodedVin;
import io.clientele.vin.Vin;
import io.clientele.vin.VinDecoder;
import io.clientele.vin.VinReading;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/// What JMH runs, one VIN a call. The tables are read before the first is counted.
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
public class VinDecoding {
    /// As many of each type, and too many for the branches to be foreseen.
    static final int COUNT = 200 * VinMix.TYPES.size();

    private final VinDecoder decoder = new VinDecoder(Clock.systemUTC());
    private final List<String> texts = VinMix.of(COUNT);
    private final List<Vin> vins = texts.stream().map(Vin::new).toList();
    private int next;

    /// A VIN that was read already.
    @Benchmark
    public DecodedVin decode() {
        return decoder.decode(vins.get(turn()));
    }

    /// From the text: reading, with its check digit, and decoding.
    @Benchmark
    public DecodedVin readAndDecode() {
        return switch (Vin.parse(texts.get(turn()))) {
            case VinReading.Read read -> decoder.decode(read.vin());
            case VinReading.Refused refused -> throw new IllegalStateException("refused: " + refused.code());
        };
    }

    private int turn() {
        next = next + 1 == COUNT ? 0 : next + 1;
        return next;
    }
}
