package io.promshard.pgw.exposition;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;

/** Writes families as delimited protobuf. Metrics are copied, but where a name is escaped or a type was changed. For one thread. */
final class ProtobufMetrics {

    private static final int VALUE = 1;

    private final Sink out;
    private final Escaping escaping;
    private final WireCursor fields = new WireCursor(new byte[0], 0, 0);
    private final WireCursor label = new WireCursor(new byte[0], 0, 0);
    private MetricType type = MetricType.UNTYPED;
    private WireWriter family = new WireWriter(0);

    ProtobufMetrics(Sink out, Escaping escaping) {
        this.out = out;
        this.escaping = escaping;
    }

    void begin(FamilyHeader header) {
        type = header.type();
        family = new WireWriter(4096);
        new FamilyHeader(escaping.escape(header.name()), header.help(), type).writeTo(family);
    }

    /**
     * Adds a metric to the family.
     *
     * @param stored how its value is stored, which differs from the family's type where that was changed
     */
    void metric(Exposition exposition, int metric, MetricType stored) throws ExpositionException {
        if (stored == type && (escaping == Escaping.ALLOW_UTF8 || hasOldNames(exposition, metric))) {
            exposition.writeMetric(metric, family);
        } else {
            byte[] again = rewritten(exposition, metric, stored);
            family.bytes(FamilyHeader.METRIC, again, 0, again.length);
        }
    }

    void end() throws IOException {
        byte[] whole = new WireWriter(family.size() + 10)
                .delimited(family.toByteArray(), family.size())
                .toByteArray();
        out.put(whole, 0, whole.length);
    }

    private boolean hasOldNames(Exposition exposition, int metric) throws ExpositionException {
        exposition.metric(metric, fields);
        while (fields.next()) {
            if (fields.isBytes(Exposition.LABEL) && !hasOldName(exposition.bytes())) {
                return false;
            }
        }
        return true;
    }

    private boolean hasOldName(byte[] bytes) throws ExpositionException {
        label.reset(bytes, fields.from(), fields.to());
        while (label.next()) {
            if (label.isBytes(Exposition.LABEL_NAME)) {
                return Names.isLegacy(bytes, label.from(), label.to());
            }
        }
        return false;
    }

    private byte[] rewritten(Exposition exposition, int metric, MetricType stored) throws ExpositionException {
        byte[] bytes = exposition.bytes();
        WireWriter again = new WireWriter(256);
        exposition.metric(metric, fields);
        while (fields.next()) {
            if (fields.isBytes(Exposition.LABEL)) {
                byte[] pair = escapedLabel(bytes);
                again.bytes(Exposition.LABEL, pair, 0, pair.length);
            } else if (stored != type && fields.isBytes(stored.valueField())) {
                byte[] value = new WireWriter(9)
                        .decimal(VALUE, exposition.scalar(metric, stored))
                        .toByteArray();
                again.bytes(type.valueField(), value, 0, value.length);
            } else {
                again.raw(bytes, fields.start(), fields.to());
            }
        }
        return again.toByteArray();
    }

    private byte[] escapedLabel(byte[] bytes) throws ExpositionException {
        WireWriter pair = new WireWriter(64);
        label.reset(bytes, fields.from(), fields.to());
        while (label.next()) {
            if (label.isBytes(Exposition.LABEL_NAME)) {
                String name = new String(bytes, label.from(), label.to() - label.from(), UTF_8);
                pair.text(Exposition.LABEL_NAME, escaping.escape(name));
            } else {
                pair.raw(bytes, label.start(), label.to());
            }
        }
        return pair.toByteArray();
    }
}
