import type { FastifyInstance, FastifyRequest } from "fastify";
import type { Site } from "../context.ts";
import { Fault } from "../kit/fault.ts";
import { makeHostReader } from "../links/address.ts";

/** Whether a request came under the host of the site, which loopback names count as. */
export function makeSiteCheck({ publicHost }: Pick<Site, "publicHost">) {
  const readHost = makeHostReader(publicHost);
  return ({ headers }: FastifyRequest): boolean => readHost(headers.host) === publicHost;
}

/** For a plugin whose paths browsers call: under any other host they are not there. */
export function requireSite(app: FastifyInstance, site: Pick<Site, "publicHost">): void {
  const isSite = makeSiteCheck(site);
  app.addHook("onRequest", async (request) => {
    if (!isSite(request)) throw new Fault("path_unknown");
  });
}
