import Type from "typebox";
import { createLinkKey } from "../../workspaces/create-link-key.ts";
import { credentials } from "./credentials.ts";

/** Keys of the link API. */
export const linkKeys = credentials({
  kind: "link_key",
  path: "/v1/link-keys",
  idx: "linkKeyIdx",
  summaries: {
    create: "Make a link API key; it is shown this once",
    list: "List a workspace's link API keys",
    revoke: "Revoke a link API key",
  },
  Shown: { key: Type.String() },
  async create(context, whose) {
    const { id, key } = await createLinkKey(context, whose);
    return { id, shown: { key } };
  },
});
