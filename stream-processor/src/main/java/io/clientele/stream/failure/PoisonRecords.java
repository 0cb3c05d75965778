package io.clientele.stream.failure;

import io.clientele.schemas.MalformedRecordException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.streams.errors.DeserializationExceptionHandler;
import org.apache.kafka.streams.errors.ErrorHandlerContext;
import org.apache.kafka.streams.errors.ProcessingExceptionHandler;
import org.apache.kafka.streams.processor.api.Record;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What Kafka Streams asks when a record cannot be read or processed (KIP-161, KIP-1033, KIP-1034). A record at fault
/// goes to the dead letters in the same transaction; a fault of Kafka itself stops the thread, which is replaced.
public final class PoisonRecords implements DeserializationExceptionHandler, ProcessingExceptionHandler {
    private static final Logger LOG = LoggerFactory.getLogger(PoisonRecords.class);
    private static final AtomicLong COUNT = new AtomicLong();

    /// How many records went to dead letters since the process started.
    public static long count() {
        return COUNT.get();
    }

    @Override
    public void configure(Map<String, ?> configs) {}

    @Override
    public DeserializationExceptionHandler.Response handleError(
            ErrorHandlerContext context, ConsumerRecord<byte[], byte[]> input, Exception cause) {
        return DeserializationExceptionHandler.Response.resume(List.of(letter(context, cause)));
    }

    @Override
    public ProcessingExceptionHandler.Response handleError(
            ErrorHandlerContext context, Record<?, ?> input, Exception cause) {
        if (cause instanceof KafkaException && !(cause instanceof MalformedRecordException)) {
            return ProcessingExceptionHandler.Response.fail();
        }
        return ProcessingExceptionHandler.Response.resume(List.of(letter(context, cause)));
    }

    private static ProducerRecord<byte[], byte[]> letter(ErrorHandlerContext context, Exception cause) {
        COUNT.incrementAndGet();
        LOG.warn(
                "{}-{}@{} goes to the dead letters: {}",
                context.topic(),
                context.partition(),
                context.offset(),
                DeadLetter.reason(cause));
        return DeadLetter.of(
                context.processorNodeId(),
                context.topic(),
                context.partition(),
                context.offset(),
                context.headers(),
                context.sourceRawKey(),
                context.sourceRawValue(),
                cause);
    }
}
