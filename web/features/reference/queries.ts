import { queryOptions } from "@tanstack/react-query";
import { ApiError } from "../../api.ts";
import type { Document } from "./openapi.ts";

export const APIS = ["links", "audience", "workspace", "admin"] as const;
export type Api = (typeof APIS)[number];

/** The document as anybody can read it; no envelope is around it. */
export const documentQuery = (api: Api) =>
  queryOptions({
    queryKey: ["openapi", api],
    queryFn: async ({ signal }): Promise<Document> => {
      const response = await fetch(`/openapi/${api}.json`, { signal });
      if (!response.ok) throw new ApiError("", { status: response.status });
      return (await response.json()) as Document;
    },
    staleTime: Infinity,
  });
