import { type Command, Option } from "commander";
import { addWorkspaceCommands } from "./admin-workspaces.ts";
import { leaf, type Send } from "./leaf.ts";

/** The commands of the admin API, one for each call. */
export function addAdminCommands(program: Command, send: Send): void {
  const admin = program.command("admin").description("act on the running server as its operator");
  addWorkspaceCommands(admin, send);
  addKeyCommands(admin, send, {
    name: "link-keys",
    what: "link API key",
    number: "linkKeyIdx",
  });
  addKeyCommands(admin, send, {
    name: "data-sources",
    what: "API data source",
    number: "dataSourceIdx",
  });
  addDomainCommands(admin, send);
  addMemberCommands(admin, send);
  const webhooks = admin.command("webhooks").description("the global webhook of a workspace");
  leaf(
    webhooks,
    "rotate-secret <workspaceIdx>",
    "make a new secret; both sign for 24 hours",
  ).action((idx: number, _options, command: Command) =>
    send({ method: "POST", path: "webhooks/rotate-secret", body: { workspaceIdx: idx } }, command),
  );
  leaf(
    webhooks,
    "test <workspaceIdx>",
    "send a test event, and tell what the receiver answers",
  ).action((idx: number, _options, command: Command) =>
    send({ method: "POST", path: "webhooks/test", body: { workspaceIdx: idx } }, command),
  );
  addDeliveryCommands(admin, send);
}

function addDeliveryCommands(admin: Command, send: Send): void {
  const path = "deliveries";
  const deliveries = admin.command(path).description("what came of webhook events");
  leaf(deliveries, "list <workspaceIdx>", "list the deliveries, the newest first")
    .option("--status <status>", "pending, delivered or dead")
    .option("--pages <number>", "the page, from 1; one has 30 rows")
    .action((idx: number, { status, pages }: DeliveryOptions, command: Command) => {
      const query = {
        workspaceIdx: idx,
        ...(status !== undefined && { status }),
        ...(pages !== undefined && { pages }),
      };
      return send({ method: "GET", path, query }, command);
    });
  leaf(
    deliveries,
    "redeliver <deliveryIdx>",
    "send an event again, with a new round of attempts",
  ).action((idx: number, _options, command: Command) =>
    send({ method: "POST", path: `${path}/redeliver`, body: { deliveryIdx: idx } }, command),
  );
}

interface DeliveryOptions {
  readonly status?: string;
  readonly pages?: string;
}

function addKeyCommands(
  admin: Command,
  send: Send,
  kind: { readonly name: string; readonly what: string; readonly number: string },
): void {
  const { name: path, what, number } = kind;
  const keys = admin.command(path).description(`the ${what}s of a workspace`);
  leaf(keys, "list <workspaceIdx>", `list the ${what}s`).action(
    (idx: number, _options, command: Command) =>
      send({ method: "GET", path, query: { workspaceIdx: idx } }, command),
  );
  leaf(
    keys,
    "create <workspaceIdx> <name>",
    `make a ${what}; its secret is shown this once`,
  ).action((idx: number, name: string, _options, command: Command) =>
    send({ method: "POST", path, body: { workspaceIdx: idx, name } }, command),
  );
  leaf(keys, `revoke <${number}>`, `revoke a ${what}`).action(
    (idx: number, _options, command: Command) =>
      send({ method: "DELETE", path, query: { [number]: idx } }, command),
  );
}

function addDomainCommands(admin: Command, send: Send): void {
  const path = "domains";
  const domains = admin.command(path).description("the link domains of a workspace");
  leaf(domains, "list <workspaceIdx>", "list the domains").action(
    (idx: number, _options, command: Command) =>
      send({ method: "GET", path, query: { workspaceIdx: idx } }, command),
  );
  leaf(domains, "create <workspaceIdx> <domain>", "give it a domain, with its scheme").action(
    (idx: number, domain: string, _options, command: Command) =>
      send({ method: "POST", path, body: { workspaceIdx: idx, domain } }, command),
  );
  leaf(domains, "delete <domain>", "take a domain away; its links answer 404").action(
    (domain: string, _options, command: Command) =>
      send({ method: "DELETE", path, query: { domain } }, command),
  );
}

/** Links by which people come to the dashboard. */
function addMemberCommands(admin: Command, send: Send): void {
  leaf(admin, "setup-link", "make the link that sets up a server without members").action(
    (_options, command: Command) => send({ method: "POST", path: "setup-link", body: {} }, command),
  );
  leaf(admin, "reset-link <email>", "make a link to a new password for a member").action(
    (email: string, _options, command: Command) =>
      send({ method: "POST", path: "reset-link", body: { email } }, command),
  );
  const path = "invitations";
  const invitations = admin.command(path).description("people who are to join a workspace");
  leaf(invitations, "create <workspaceIdx> <email>", "invite somebody; shows the link this once")
    .addOption(
      new Option("--role <role>", "what they may do")
        .choices(["owner", "editor", "viewer"])
        .default("owner"),
    )
    .action((idx: number, email: string, { role }: { role: string }, command: Command) =>
      send({ method: "POST", path, body: { workspaceIdx: idx, email, role } }, command),
    );
}
