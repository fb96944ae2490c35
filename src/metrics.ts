import { STATUS_CODES } from "node:http";
import { Counter, collectDefaultMetrics, Gauge, Registry } from "prom-client";

/** The figures of this process, for Prometheus. */
export interface Metrics {
  readonly contentType: string;
  text(): Promise<string>;
  /** Counts an API answer. */
  answered(api: string, status: number): void;
  storeFailed(): void;
  /** Counts the answer of a push service; null where none came. */
  pushAnswered(status: number | null): void;
}

export interface Measured {
  /** Links that this node remembers. */
  readonly cachedLinks: () => number;
  readonly counting: () => CountedFigures;
  readonly deliveries: () => DeliveryFigures;
}

/** What this node did for webhooks. */
interface DeliveryFigures {
  readonly delivered: number;
  readonly failed: number;
  readonly underWay: number;
}

/** How far visits are counted. */
interface CountedFigures {
  readonly backlogBytes: number;
  readonly lost: number;
  readonly leftOut: number;
}

export function makeMetrics({ cachedLinks, counting, deliveries }: Measured): Metrics {
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
  const pushAnswers = new Counter({
    name: "simpul_push_answers_total",
    help: "Answers of push services to this node, by HTTP status; none where no answer came",
    labelNames: ["status"],
    registers: [registry],
  });
  const gauge = (name: string, help: string, read: () => number): void => {
    new Gauge({
      name,
      help,
      registers: [registry],
      collect() {
        this.set(read());
      },
    });
  };
  /** Of what is counted elsewhere since the start. */
  const counter = (name: string, help: string, read: () => number): void => {
    new Counter({
      name,
      help,
      registers: [registry],
      collect() {
        this.reset();
        this.inc(read());
      },
    });
  };
  gauge("simpul_cached_links", "Links that this node remembers", cachedLinks);
  gauge(
    "simpul_journal_backlog_bytes",
    "Of visits that were answered and are not counted yet",
    () => counting().backlogBytes,
  );
  counter(
    "simpul_clicks_lost_total",
    "Visits since the start that could not be written down",
    () => counting().lost,
  );
  counter(
    "simpul_clicks_left_out_total",
    "Written visits since the start that could not be read or stored",
    () => counting().leftOut,
  );
  counter(
    "simpul_webhook_delivered_total",
    "Attempts of this node since its start that a receiver of webhooks took",
    () => deliveries().delivered,
  );
  counter(
    "simpul_webhook_failed_total",
    "Attempts of this node since its start that no receiver took",
    () => deliveries().failed,
  );
  gauge(
    "simpul_webhook_under_way",
    "Webhook events that this node is sending",
    () => deliveries().underWay,
  );
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
    pushAnswered: (status) => pushAnswers.labels({ status: statusLabel(status) }).inc(),
  };
}

/** Push services are strangers' servers: a status that nobody knows is none of its own. */
function statusLabel(status: number | null): string {
  if (status === null) return "none";
  return Object.hasOwn(STATUS_CODES, status) ? String(status) : "other";
}
