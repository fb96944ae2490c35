import { useQuery } from "@tanstack/react-query";
import { Link, Outlet, useRouterState } from "@tanstack/react-router";
import { type ReactNode, useEffect, useRef, useState } from "react";
import { surroundings } from "../api.ts";
import { Dialog } from "../ui/dialog.tsx";
import { Empty } from "../ui/empty.tsx";
import { Icon, type IconName, Mark } from "../ui/icons.tsx";
import { useTexts } from "../ui/language.tsx";
import { type Me, meQuery, WorkspaceProvider } from "../workspace.tsx";
import { AccountMenu, WorkspaceMenu } from "./menus.tsx";
import { rememberedWorkspace, useRemembered } from "./remembered-workspace.ts";
import { SignInAgain } from "./sign-in-again.tsx";
import { appTexts } from "./texts.ts";

type Texts = (typeof appTexts)["en"];

interface Place {
  readonly to: "/" | "/groups" | "/links" | "/people" | "/deliveries" | "/settings" | "/reference";
  readonly icon: IconName;
  readonly name: keyof { [Key in keyof Texts as Texts[Key] extends string ? Key : never]: 1 };
}

const PLACES: readonly Place[] = [
  { to: "/", icon: "overview", name: "overview" },
  { to: "/groups", icon: "groups", name: "groups" },
  { to: "/links", icon: "links", name: "links" },
  { to: "/people", icon: "people", name: "people" },
  { to: "/deliveries", icon: "deliveries", name: "deliveries" },
  { to: "/settings", icon: "settings", name: "settings" },
  { to: "/reference", icon: "reference", name: "reference" },
];

/** How many of the places stand in the tab bar of phones; the others are behind "More". */
const TABS = 4;

function PlaceLink({ place, onGo }: { place: Place; onGo?: () => void }): ReactNode {
  const text = useTexts(appTexts);
  return (
    <Link
      to={place.to}
      activeOptions={{ exact: place.to === "/", includeSearch: false }}
      activeProps={{ "aria-current": "page" }}
      {...(onGo && { onClick: onGo })}
    >
      <Icon name={place.icon} />
      {text[place.name]}
    </Link>
  );
}

/** Sidebar, or top bar and tabs, around the page; everything in it stands in one workspace. */
export function Shell(): ReactNode {
  const { data: me } = useQuery(meQuery);
  const text = useTexts(appTexts);
  const chosen = useRemembered();
  if (me === undefined) return null;
  const workspace = rememberedWorkspace(me, chosen);
  if (workspace === undefined) {
    return (
      <main id="main">
        <Empty heading="h1" title={text.noWorkspaceTitle}>
          {text.noWorkspaceText}
        </Empty>
        <AccountMenu me={me} />
      </main>
    );
  }
  surroundings.workspaceIdx = workspace.workspaceIdx;
  return (
    <WorkspaceProvider me={me} workspace={workspace}>
      <a className="skip" href="#main">
        {text.skip}
      </a>
      <div className="frame">
        <Side me={me} />
        <header className="top">
          <Link className="brand" to="/">
            <Mark />
            <span>{workspace.name}</span>
          </Link>
        </header>
        <Content key={workspace.workspaceIdx} />
      </div>
      <Tabs me={me} />
      <SignInAgain me={me} />
    </WorkspaceProvider>
  );
}

function Side({ me }: { me: Me }): ReactNode {
  const text = useTexts(appTexts);
  return (
    <header className="side">
      <Link className="brand" to="/">
        <Mark />
        Simpul
      </Link>
      <WorkspaceMenu me={me} />
      <nav className="nav" aria-label={text.main}>
        {PLACES.map((place) => (
          <PlaceLink key={place.to} place={place} />
        ))}
      </nav>
      <AccountMenu me={me} />
    </header>
  );
}

/** On another page the focus begins at its top, as it would in a page of its own. */
function Content(): ReactNode {
  const main = useRef<HTMLElement>(null);
  const pathname = useRouterState({ select: (state) => state.resolvedLocation?.pathname });
  const before = useRef(pathname);
  useEffect(() => {
    if (before.current !== undefined && before.current !== pathname) main.current?.focus();
    before.current = pathname;
  }, [pathname]);
  return (
    <main id="main" ref={main} tabIndex={-1}>
      <Outlet />
    </main>
  );
}

function Tabs({ me }: { me: Me }): ReactNode {
  const text = useTexts(appTexts);
  const [open, setOpen] = useState(false);
  const close = () => setOpen(false);
  return (
    <>
      <nav className="tabs" aria-label={text.sections}>
        {PLACES.slice(0, TABS).map((place) => (
          <PlaceLink key={place.to} place={place} />
        ))}
        <button type="button" onClick={() => setOpen(true)} aria-haspopup="dialog">
          <Icon name="more" />
          {text.more}
        </button>
      </nav>
      {open && (
        <Dialog title={text.more} onClose={close}>
          <nav className="nav" aria-label={text.more}>
            {PLACES.slice(TABS).map((place) => (
              <PlaceLink key={place.to} place={place} onGo={close} />
            ))}
          </nav>
          <WorkspaceMenu me={me} inDialog />
          <AccountMenu me={me} inDialog />
        </Dialog>
      )}
    </>
  );
}
