/**
 * Names that Kubernetes sets for each service (`SIMPUL_WEB_SERVICE_HOST` for "simpul-web") and Docker
 * for each linked container. They look like settings of ours, because the prefix is the service's name.
 */
const SERVICE =
  /^SIMPUL_(?:\w+_)?(?:SERVICE_HOST|SERVICE_PORT(?:_\w+)?|PORT_\d+_(?:TCP|UDP|SCTP)(?:_(?:PROTO|PORT|PORT_START|PORT_END|ADDR))?)$/;

/** Environment of a linked container, under names of its own. */
const LINKED_ENVIRONMENT = /^SIMPUL_ENV_/;

/** These could be typing errors too, so the value decides: `tcp://10.96.0.12:8080`, `/web/simpul`. */
const BY_VALUE = [
  { name: /_PORT$/, value: /^(?:tcp|udp|sctp):\/\// },
  { name: /^SIMPUL_(?:\w+_)?NAME$/, value: /^\/[^/]+\/[^/]+$/ },
] as const;

/** True for a variable that an orchestrator set by itself, which is not meant for this program. */
export function isSetByOrchestrator(name: string, value: string): boolean {
  if (SERVICE.test(name) || LINKED_ENVIRONMENT.test(name)) return true;
  return BY_VALUE.some((kind) => kind.name.test(name) && kind.value.test(value));
}
