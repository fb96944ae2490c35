import { queryOptions } from "@tanstack/react-query";
import { read } from "../../api.ts";

export const namedGroupQuery = (grpIdx: number) =>
  queryOptions({
    queryKey: ["groups", "named", grpIdx],
    queryFn: ({ signal }) =>
      read<{ nm: string; statisticsUrl: string | null }>(
        "/api/link-group/v1/get",
        { grpIdx },
        signal,
      ),
  });
