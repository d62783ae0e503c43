/** All that is measured. Names and units by OpenTelemetry's and Prometheus' habits. */
export const METRICS = {
  answers: {
    kind: 'counter',
    name: 'quarterdeck_answers_total',
    help: 'Answers and words of contributors, by what became of them.',
  },
  messages: {
    kind: 'counter',
    name: 'quarterdeck_messages_total',
    help: 'Messages sent, changed and chats opened, by outcome.',
  },
  retries: { kind: 'counter', name: 'quarterdeck_retries_total', help: 'Requests to Teams that were tried once more.' },
  sweeps: { kind: 'counter', name: 'quarterdeck_sweeps_total', help: 'Sweeps, by outcome.' },
  lines: { kind: 'counter', name: 'quarterdeck_log_lines_total', help: 'Lines logged, by level.' },
  store: {
    kind: 'histogram',
    name: 'quarterdeck_store_operation_seconds',
    help: 'Operations of the store, by kind and outcome.',
  },
  sweepLag: {
    kind: 'gauge',
    name: 'quarterdeck_sweep_lag_seconds',
    help: 'Seconds since a sweep last ended well.',
  },
  memory: { kind: 'gauge', name: 'quarterdeck_memory_bytes', help: 'Memory of the process.' },
} as const;

type NameOf<Kind> = {
  [name in keyof typeof METRICS]: (typeof METRICS)[name]['kind'] extends Kind ? name : never;
}[keyof typeof METRICS];
export type CounterName = NameOf<'counter'>;
export type HistogramName = NameOf<'histogram'>;
export type GaugeName = NameOf<'gauge'>;

/** Few and short: each combination is a series of its own. Never a person, a plan or a text. */
export type Labels = Readonly<Record<string, string>>;

/** Where things are counted. Never throws. */
export interface Meter {
  count(name: CounterName, labels: Labels): void;
  observe(name: HistogramName, seconds: number, labels: Labels): void;
}

/** For where nothing is measured. */
export const NO_METER: Meter = { count: () => undefined, observe: () => undefined };

/** Upper bounds in seconds. */
export const BOUNDS: readonly number[] = [0.001, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

/** One series as it stands. */
export interface CounterSeries {
  readonly labels: Labels;
  readonly value: number;
}
export interface HistogramSeries {
  readonly labels: Labels;
  readonly sum: number;
  readonly count: number;
  /** How many lay at or below each bound and above the one before; the last of them above all bounds. */
  readonly buckets: readonly number[];
}

/** What was measured since the process began. */
export interface Readings {
  readonly counters: ReadonlyMap<CounterName, readonly CounterSeries[]>;
  readonly histograms: ReadonlyMap<HistogramName, readonly HistogramSeries[]>;
  readonly gauges: ReadonlyMap<GaugeName, number>;
}

export interface CollectingMeter extends Meter {
  read(): Readings;
}

/** Keeps what is counted. `gauges` are read when somebody asks. */
export function makeMeter(gauges: Readonly<Record<GaugeName, () => number>>): CollectingMeter {
  const counters = new Map<CounterName, Map<string, { labels: Labels; value: number }>>();
  const histograms = new Map<
    HistogramName,
    Map<string, { labels: Labels; sum: number; count: number; buckets: number[] }>
  >();
  return {
    count(name, labels) {
      const series = seriesOf(counters, name, labels, () => ({ labels, value: 0 }));
      series.value += 1;
    },
    observe(name, seconds, labels) {
      const empty = () => ({ labels, sum: 0, count: 0, buckets: [...BOUNDS, 0].map(() => 0) });
      const series = seriesOf(histograms, name, labels, empty);
      const above = BOUNDS.findIndex((bound) => seconds <= bound);
      const place = above === -1 ? BOUNDS.length : above;
      series.buckets[place] = (series.buckets[place] ?? 0) + 1;
      series.sum += seconds;
      series.count += 1;
    },
    read: () => ({
      counters: new Map([...counters].map(([name, all]) => [name, [...all.values()]])),
      histograms: new Map([...histograms].map(([name, all]) => [name, [...all.values()]])),
      gauges: new Map(Object.entries(gauges).map(([name, value]) => [name as GaugeName, value()])),
    }),
  };
}

function seriesOf<Name, Series>(
  all: Map<Name, Map<string, Series>>,
  name: Name,
  labels: Labels,
  make: () => Series,
): Series {
  const named = all.get(name) ?? new Map<string, Series>();
  all.set(name, named);
  const key = JSON.stringify(Object.entries(labels).sort(([a], [b]) => (a < b ? -1 : 1)));
  const series = named.get(key) ?? make();
  named.set(key, series);
  return series;
}
