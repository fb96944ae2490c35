import { useNavigate, useParams, useSearch } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { Statistics, type StatisticsSearch } from "./panels.tsx";
import { withChange } from "./with-change.ts";

export function LinkStatistics(): ReactNode {
  const { host, linkId } = useParams({ from: "/in/links/$host/$linkId" });
  const search = useSearch({ from: "/in/links/$host/$linkId/" });
  const navigate = useNavigate({ from: "/links/$host/$linkId" });
  return (
    <Statistics
      of={{ linkId, domain: `https://${host}` }}
      search={search}
      onChoose={(change) =>
        void navigate({
          to: ".",
          search: (before: StatisticsSearch) => withChange(before, change),
          replace: true,
        })
      }
    />
  );
}
