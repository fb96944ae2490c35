import "./links.css";
import { Button } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Link, Outlet, useMatch, useParams } from "@tanstack/react-router";
import { type ReactNode, useState } from "react";
import { CopyButton } from "../../ui/copy.tsx";
import { Loaded } from "../../ui/failed.tsx";
import { useTexts } from "../../ui/language.tsx";
import { Page } from "../../ui/page.tsx";
import { useFormat } from "../../workspace.tsx";
import { shortUrl, shown, withoutScheme } from "./address.ts";
import { QrDialog } from "./qr-dialog.tsx";
import { groupNameQuery, type LinkWithEffective, linkQuery } from "./queries.ts";
import { linkTexts } from "./texts.ts";

/** What all pages of one link stand under: its address, where it leads, its tabs. */
export function LinkFrame(): ReactNode {
  const text = useTexts(linkTexts);
  const address = useParams({ from: "/in/links/$host/$linkId" });
  const asked = useQuery(linkQuery(address));
  // Asked of the route: a port or a foreign script in the path keeps addresses from being compared.
  const settings =
    useMatch({ from: "/in/links/$host/$linkId/settings", shouldThrow: false }) !== undefined;
  return (
    <Loaded of={asked}>
      {({ result: link }) => (
        <Page
          title={shown(link)}
          above={<Link to="/links">{text.title}</Link>}
          lead={<Destination link={link} />}
          actions={<Acts link={link} />}
          tabsLabel={text.tabs}
          tabs={
            <>
              <Link
                to="/links/$host/$linkId"
                params={address}
                // The router would call the statistics current on every page of the link.
                activeOptions={{ exact: true }}
                {...(!settings && { "aria-current": "page" })}
              >
                {text.statistics}
              </Link>
              <Link
                to="/links/$host/$linkId/settings"
                params={address}
                {...(settings && { "aria-current": "page" })}
              >
                {text.settings}
              </Link>
            </>
          }
        >
          <Outlet />
        </Page>
      )}
    </Loaded>
  );
}

function Destination({ link }: { link: LinkWithEffective }): ReactNode {
  const text = useTexts(linkTexts);
  const format = useFormat();
  const { grpIdx } = link;
  const group = useQuery({ ...groupNameQuery(grpIdx ?? 0), enabled: grpIdx !== null }).data;
  return (
    <span className="dest">
      <span>
        {text.to}{" "}
        <a href={link.url} target="_blank" rel="noreferrer">
          {withoutScheme(link.url)}
        </a>
      </span>
      <span className="tag">{link.redirectType}</span>
      {grpIdx !== null && <span className="tag on">{group ?? `${text.group} ${grpIdx}`}</span>}
      {link.delYmdt && (
        <span className="tag warn">{text.closing(format.dateTime(link.delYmdt))}</span>
      )}
    </span>
  );
}

function Acts({ link }: { link: LinkWithEffective }): ReactNode {
  const text = useTexts(linkTexts);
  const [showing, setShowing] = useState(false);
  return (
    <>
      <CopyButton value={shortUrl(link)} of={text.copy} />
      <Button onClick={() => setShowing(true)} aria-haspopup="dialog">
        {text.qr}
      </Button>
      {showing && <QrDialog link={link} onClose={() => setShowing(false)} />}
    </>
  );
}
