import { BOUNDS, type Labels, METRICS, type Readings } from './meter.js';

/** The content type of `prometheusText`. */
export const PROMETHEUS_TYPE = 'text/plain; version=0.0.4; charset=utf-8';

/** Prometheus' text format, version 0.0.4 (prometheus.io, "Exposition formats"). `about` stands on one series of its own. */
export function prometheusText(readings: Readings, about: Labels): string {
  const lines = [
    '# HELP quarterdeck_info What runs here.',
    '# TYPE quarterdeck_info gauge',
    series('quarterdeck_info', about, 1),
  ];
  const head = (metric: (typeof METRICS)[keyof typeof METRICS]) =>
    lines.push(`# HELP ${metric.name} ${metric.help}`, `# TYPE ${metric.name} ${metric.kind}`);
  for (const [name, all] of readings.counters) {
    head(METRICS[name]);
    for (const { labels, value } of all) lines.push(series(METRICS[name].name, labels, value));
  }
  for (const [name, all] of readings.histograms) {
    head(METRICS[name]);
    const called = METRICS[name].name;
    for (const { labels, sum, count, buckets } of all) {
      let below = 0;
      for (const [place, bound] of [...BOUNDS, '+Inf'].entries()) {
        below += buckets[place] ?? 0;
        lines.push(series(`${called}_bucket`, { ...labels, le: String(bound) }, below));
      }
      lines.push(series(`${called}_sum`, labels, sum), series(`${called}_count`, labels, count));
    }
  }
  for (const [name, value] of readings.gauges) {
    head(METRICS[name]);
    lines.push(series(METRICS[name].name, {}, value));
  }
  return `${lines.join('\n')}\n`;
}

function series(name: string, labels: Labels, value: number): string {
  const given = Object.entries(labels).map(([label, text]) => `${label}="${escaped(text)}"`);
  return `${name}${given.length === 0 ? '' : `{${given.join(',')}}`} ${value}`;
}

function escaped(text: string): string {
  return text.replaceAll('\\', '\\\\').replaceAll('"', '\\"').replaceAll('\n', '\\n');
}
