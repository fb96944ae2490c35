import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { useTexts } from "../../ui/language.tsx";
import { peopleTexts } from "./texts.ts";

export function AudienceTabs(): ReactNode {
  const text = useTexts(peopleTexts);
  const current = { activeProps: { "aria-current": "page" } } as const;
  return (
    <>
      <Link to="/people" activeOptions={{ exact: true, includeSearch: false }} {...current}>
        {text.people}
      </Link>
      <Link to="/people/attributes" {...current}>
        {text.attributes}
      </Link>
    </>
  );
}
