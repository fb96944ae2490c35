import { Counter, collectDefaultMetrics, Gauge, Registry } from "prom-client";

/** The figures of this process, for Prometheus. */
export interface Metrics {
  readonly contentType: string;
  text(): Promise<string>;
  /** Counts an API answer. */
  answered(api: string, status: number): void;
  storeFailed(): void;
}

export interface Measured {
  /** Links that this node remembers. */
  readonly cachedLinks: () => number;
}

export function makeMetrics({ cachedLinks }: Measured): Metrics {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const answers = new Counter({
    name: "simpul_api_answers_total",
    help: "Answers of the APIs, by API and HTTP status",
    labelNames: ["api", "status"],
    registers: [registry],
  });
  const counters = new Map<string, Counter.Internal>();
  const storeErrors = new Counter({
    name: "simpul_store_errors_total",
    help: "Connections to the store that failed or were lost",
    registers: [registry],
  });
  new Gauge({
    name: "simpul_cached_links",
    help: "Links that this node remembers",
    registers: [registry],
    collect() {
      this.set(cachedLinks());
    },
  });
  return {
    contentType: registry.contentType,
    text: () => registry.metrics(),
    answered(api, status) {
      // Looking a counter up by its labels costs more than all the rest.
      const key = `${api} ${status}`;
      const known = counters.get(key) ?? answers.labels({ api, status });
      counters.set(key, known);
      known.inc();
    },
    storeFailed: () => storeErrors.inc(),
  };
}
