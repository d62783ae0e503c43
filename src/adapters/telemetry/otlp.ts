import { BOUNDS, type Labels, METRICS, type Readings } from './meter.js';

/** What runs here, and since when, in milliseconds since 1970. */
export interface Resource {
  readonly version: string;
  readonly instance: string;
  readonly startedMs: number;
}

/** A sum over all time since the start (opentelemetry-proto, `AggregationTemporality`). */
const CUMULATIVE = 2;

/**
 * The body of a POST to `/v1/metrics`: OTLP 1.x in JSON, as opentelemetry.io ("OTLP Specification", JSON Protobuf
 * Encoding) has it; 64-bit numbers are texts.
 */
export function otlpBody(readings: Readings, { version, instance, startedMs }: Resource, nowMs: number): object {
  const times = { startTimeUnixNano: nanos(startedMs), timeUnixNano: nanos(nowMs) };
  const point = (labels: Labels) => ({ attributes: attributes(labels), ...times });
  const about = ({ name, help }: { name: string; help: string }, unit: string) => ({ name, description: help, unit });
  const counters = [...readings.counters].map(([name, all]) => ({
    ...about(METRICS[name], '1'),
    sum: {
      dataPoints: all.map(({ labels, value }) => ({ ...point(labels), asInt: String(value) })),
      aggregationTemporality: CUMULATIVE,
      isMonotonic: true,
    },
  }));
  const histograms = [...readings.histograms].map(([name, all]) => ({
    ...about(METRICS[name], 's'),
    histogram: {
      dataPoints: all.map(({ labels, sum, count, buckets }) => ({
        ...point(labels),
        count: String(count),
        sum,
        bucketCounts: buckets.map(String),
        explicitBounds: BOUNDS,
      })),
      aggregationTemporality: CUMULATIVE,
    },
  }));
  const gauges = [...readings.gauges].map(([name, value]) => ({
    ...about(METRICS[name], name === 'memory' ? 'By' : 's'),
    gauge: { dataPoints: [{ attributes: [], timeUnixNano: times.timeUnixNano, asDouble: value }] },
  }));
  const service = { 'service.name': 'quarterdeck', 'service.version': version, 'service.instance.id': instance };
  return {
    resourceMetrics: [
      {
        resource: { attributes: attributes(service) },
        scopeMetrics: [{ scope: { name: 'quarterdeck', version }, metrics: [...counters, ...histograms, ...gauges] }],
      },
    ],
  };
}

function attributes(labels: Labels) {
  return Object.entries(labels).map(([key, value]) => ({ key, value: { stringValue: value } }));
}

function nanos(ms: number): string {
  return `${Math.round(ms)}000000`;
}
