import { describe, expect, test } from "vitest";
import { isSetByOrchestrator } from "./orchestrator-variables.ts";

describe("set by Kubernetes or Docker for a service whose name begins with simpul:", () => {
  test.for([
    ["SIMPUL_SERVICE_HOST", "10.96.0.12"],
    ["SIMPUL_SERVICE_PORT", "8080"],
    ["SIMPUL_SERVICE_PORT_HTTP", "8080"],
    ["SIMPUL_PORT", "tcp://10.96.0.12:8080"],
    ["SIMPUL_PORT_8080_TCP", "tcp://10.96.0.12:8080"],
    ["SIMPUL_PORT_8080_TCP_PROTO", "tcp"],
    ["SIMPUL_PORT_8080_TCP_PORT", "8080"],
    ["SIMPUL_PORT_8080_TCP_ADDR", "10.96.0.12"],
    ["SIMPUL_PORT_53_UDP", "udp://10.96.0.12:53"],
    ["SIMPUL_DB_SERVICE_HOST", "10.96.0.13"],
    ["SIMPUL_DB_PORT", "tcp://10.96.0.13:5432"],
    ["SIMPUL_DB_PORT_5432_TCP_ADDR", "10.96.0.13"],
    ["SIMPUL_NAME", "/web/simpul"],
    ["SIMPUL_ENV_NODE_VERSION", "24.1.0"],
  ] as const)("%s=%s", ([name, value]) => {
    expect(isSetByOrchestrator(name, value)).toBe(true);
  });
});

describe("a typing error, or a setting that there is not:", () => {
  test.for([
    ["SIMPUL_LOG_LEVELS", "info"],
    ["SIMPUL_PORT", "9000"],
    ["SIMPUL_SMTP_PORT", "587"],
    ["SIMPUL_SERVICE", "web"],
    ["SIMPUL_NAME", "Toko"],
    ["SIMPUL_PORT_8080", "tcp://10.96.0.12:8080"],
    ["SIMPUL_PUBLIC_URLS", "https://go.example"],
  ] as const)("%s=%s", ([name, value]) => {
    expect(isSetByOrchestrator(name, value)).toBe(false);
  });
});
