package io.clientele.stream.failure;

import io.clientele.schemas.MalformedRecordException;
import io.clientele.schemas.failure.DeadLetter;
import io.clientele.schemas.failure.Failure;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.streams.errors.DeserializationExceptionHandler;
import org.apache.kafka.streams.errors.ErrorHandlerContext;
import org.apache.kafka.streams.errors.ProcessingExceptionHandler;
import org.apache.kafka.streams.errors.ProductionExceptionHandler;
import org.apache.kafka.streams.processor.api.Record;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What Kafka Streams asks when a record cannot be read or processed, or what follows from it cannot be written
/// (KIP-161, KIP-399, KIP-1033, KIP-1034). A record at fault goes to the dead letters in the same transaction; a fault
/// of Kafka itself stops the thread, which is replaced.
public final class PoisonRecords
        implements DeserializationExceptionHandler, ProcessingExceptionHandler, ProductionExceptionHandler {
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

    /// What follows from the record cannot be written, for example because it is too large. The producer has not seen
    /// it yet: what it refuses costs the transaction, so that the topic's own serialiser refuses first.
    @Override
    public ProductionExceptionHandler.Response handleSerializationError(
            ErrorHandlerContext context,
            @SuppressWarnings("rawtypes") ProducerRecord output,
            Exception cause,
            SerializationExceptionOrigin origin) {
        return ProductionExceptionHandler.Response.resume(List.of(letter(context, cause)));
    }

    @Override
    public ProductionExceptionHandler.Response handleError(
            ErrorHandlerContext context, ProducerRecord<byte[], byte[]> output, Exception cause) {
        return cause instanceof RetriableException
                ? ProductionExceptionHandler.Response.retry()
                : ProductionExceptionHandler.Response.fail();
    }

    private static ProducerRecord<byte[], byte[]> letter(ErrorHandlerContext context, Exception cause) {
        COUNT.incrementAndGet();
        Failure failure = Failure.of(cause);
        ConsumerRecord<byte[], byte[]> record = new ConsumerRecord<>(
                context.topic(),
                context.partition(),
                context.offset(),
                context.timestamp(),
                TimestampType.CREATE_TIME,
                ConsumerRecord.NULL_SIZE,
                ConsumerRecord.NULL_SIZE,
                context.sourceRawKey(),
                context.sourceRawValue(),
                context.headers(),
                Optional.empty());
        DeadLetterMeter.count(context.topic(), context.processorNodeId(), failure.cause());
        LOG.warn(
                "{}-{}@{} goes to the dead letters: {}",
                context.topic(),
                context.partition(),
                context.offset(),
                failure.reason());
        return DeadLetter.of(context.processorNodeId(), failure, record);
    }
}
