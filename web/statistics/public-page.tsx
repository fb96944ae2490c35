import type { ReactNode } from "react";
import { CopyButton } from "../ui/copy.tsx";
import { useTexts } from "../ui/language.tsx";
import { publicPageTexts } from "./public-page-texts.ts";

/** Where a group's figures are shown to who has the password; nothing where the group sets none. */
export function PublicPage({ url }: { url: string | null }): ReactNode {
  const text = useTexts(publicPageTexts);
  if (url === null) return null;
  return (
    <section className="public-page" aria-label={text.name}>
      <p className="dim small">{text.what}</p>
      <div className="secret">
        <a href={url} target="_blank" rel="noreferrer">
          {url.replace(/^https?:\/\//, "")}
        </a>
        <CopyButton value={url} of={text.name} />
      </div>
    </section>
  );
}
