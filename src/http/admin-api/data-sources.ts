import Type from "typebox";
import { createDataSource } from "../../workspaces/create-data-source.ts";
import { credentials } from "./credentials.ts";

/** Key pairs of the audience API. */
export const dataSources = credentials({
  kind: "data_source",
  path: "/v1/data-sources",
  idx: "dataSourceIdx",
  summaries: {
    create: "Make an API data source; its pair is shown this once",
    list: "List a workspace's API data sources",
    revoke: "Revoke an API data source",
  },
  Shown: { apiKey: Type.String(), apiSecret: Type.String() },
  async create(context, whose) {
    const { id, key, secret } = await createDataSource(context, whose);
    return { id, shown: { apiKey: key, apiSecret: secret } };
  },
});
