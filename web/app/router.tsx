import type { QueryClient } from "@tanstack/react-query";
import {
  createRootRouteWithContext,
  createRoute,
  createRouter,
  lazyRouteComponent,
  Outlet,
  redirect,
} from "@tanstack/react-router";
import { meQuery } from "../workspace.tsx";
import { PageFailed, PageMissing } from "./mishaps.tsx";
import * as search from "./search.ts";
import { Shell } from "./shell.tsx";

interface RouterContext {
  readonly queryClient: QueryClient;
}

const root = createRootRouteWithContext<RouterContext>()({
  component: Outlet,
});

const signIn = createRoute({
  getParentRoute: () => root,
  path: "/sign-in",
  validateSearch: search.signIn,
  component: lazyRouteComponent(() => import("../features/session/sign-in.tsx"), "SignIn"),
});

const accept = (path: "/setup" | "/invitation") =>
  createRoute({
    getParentRoute: () => root,
    path,
    validateSearch: search.token,
    component: lazyRouteComponent(() => import("../features/session/accept.tsx"), "Accept"),
  });

/** All that needs a member; who is none is led to the door and back. */
const inside = createRoute({
  getParentRoute: () => root,
  id: "in",
  beforeLoad: async ({ context, location }) => {
    const me = await context.queryClient.ensureQueryData(meQuery).catch(refusedAsNull);
    if (me === null) throw redirect({ to: "/sign-in", search: { to: location.href } });
    return { me };
  },
  component: Shell,
});

function refusedAsNull(error: unknown): null {
  if (error instanceof Error && "status" in error && error.status === 401) return null;
  throw error;
}

const overview = createRoute({
  getParentRoute: () => inside,
  path: "/",
  validateSearch: search.overview,
  component: lazyRouteComponent(() => import("../features/overview/overview.tsx"), "Overview"),
});

const groups = createRoute({
  getParentRoute: () => inside,
  path: "/groups",
  validateSearch: search.groups,
  component: lazyRouteComponent(() => import("../features/groups/list.tsx"), "Groups"),
});

const rankedGroups = createRoute({
  getParentRoute: () => inside,
  path: "/groups/ranking",
  validateSearch: search.ranking,
  component: lazyRouteComponent(() => import("../features/groups/ranking.tsx"), "RankedGroups"),
});

const makeGroup = createRoute({
  getParentRoute: () => inside,
  path: "/groups/new",
  component: lazyRouteComponent(() => import("../features/groups/make.tsx"), "MakeGroup"),
});

const group = createRoute({
  getParentRoute: () => inside,
  path: "/groups/$grpIdx",
  beforeLoad: ({ params }) => {
    throw redirect({ to: "/groups/$grpIdx/statistics", params, replace: true });
  },
});

const groupSettings = createRoute({
  getParentRoute: () => inside,
  path: "/groups/$grpIdx/settings",
  component: lazyRouteComponent(() => import("../features/groups/settings.tsx"), "GroupSettings"),
});

const links = createRoute({
  getParentRoute: () => inside,
  path: "/links",
  validateSearch: search.links,
  component: lazyRouteComponent(() => import("../features/links/list.tsx"), "Links"),
});

const rankedLinks = createRoute({
  getParentRoute: () => inside,
  path: "/links/ranking",
  validateSearch: search.ranking,
  component: lazyRouteComponent(() => import("../features/links/ranking.tsx"), "RankedLinks"),
});

const makeLink = createRoute({
  getParentRoute: () => inside,
  path: "/links/new",
  validateSearch: search.ofGroup,
  component: lazyRouteComponent(() => import("../features/links/make.tsx"), "MakeLink"),
});

const importLinks = createRoute({
  getParentRoute: () => inside,
  path: "/links/import",
  component: lazyRouteComponent(() => import("../features/links/import/page.tsx"), "ImportLinks"),
});

const link = createRoute({
  getParentRoute: () => inside,
  path: "/links/$host/$linkId",
  component: lazyRouteComponent(() => import("../features/links/frame.tsx"), "LinkFrame"),
});

const linkStatistics = createRoute({
  getParentRoute: () => link,
  path: "/",
  validateSearch: search.statistics,
  component: lazyRouteComponent(
    () => import("../features/statistics/of-link.tsx"),
    "LinkStatistics",
  ),
});

const linkSettings = createRoute({
  getParentRoute: () => link,
  path: "/settings",
  component: lazyRouteComponent(() => import("../features/links/settings.tsx"), "LinkSettings"),
});

const groupStatistics = createRoute({
  getParentRoute: () => inside,
  path: "/groups/$grpIdx/statistics",
  validateSearch: search.statistics,
  component: lazyRouteComponent(
    () => import("../features/statistics/of-group.tsx"),
    "GroupStatistics",
  ),
});

const linksOfGroup = createRoute({
  getParentRoute: () => inside,
  path: "/groups/$grpIdx/links",
  validateSearch: search.ranking,
  component: lazyRouteComponent(
    () => import("../features/statistics/links-of-group.tsx"),
    "LinksOfGroup",
  ),
});

const people = createRoute({
  getParentRoute: () => inside,
  path: "/people",
  validateSearch: search.people,
  component: lazyRouteComponent(() => import("../features/people/list.tsx"), "People"),
});

const person = createRoute({
  getParentRoute: () => inside,
  path: "/people/$euid",
  component: lazyRouteComponent(() => import("../features/people/person.tsx"), "PersonPage"),
});

const attributes = createRoute({
  getParentRoute: () => inside,
  path: "/people/attributes",
  component: lazyRouteComponent(() => import("../features/people/attributes.tsx"), "Attributes"),
});

const settings = createRoute({
  getParentRoute: () => inside,
  path: "/settings",
  component: lazyRouteComponent(() => import("../features/settings/frame.tsx"), "SettingsFrame"),
});

const workspaceSettings = createRoute({
  getParentRoute: () => settings,
  path: "/",
  component: lazyRouteComponent(
    () => import("../features/settings/workspace.tsx"),
    "WorkspaceSettings",
  ),
});

const domains = createRoute({
  getParentRoute: () => settings,
  path: "/domains",
  component: lazyRouteComponent(() => import("../features/settings/domains.tsx"), "Domains"),
});

const keys = createRoute({
  getParentRoute: () => settings,
  path: "/keys",
  component: lazyRouteComponent(() => import("../features/settings/keys.tsx"), "Keys"),
});

const members = createRoute({
  getParentRoute: () => settings,
  path: "/members",
  component: lazyRouteComponent(() => import("../features/settings/members.tsx"), "Members"),
});

const audit = createRoute({
  getParentRoute: () => settings,
  path: "/changes",
  validateSearch: search.paged,
  component: lazyRouteComponent(() => import("../features/settings/audit.tsx"), "Audit"),
});

const profile = createRoute({
  getParentRoute: () => settings,
  path: "/profile",
  component: lazyRouteComponent(() => import("../features/settings/profile.tsx"), "Profile"),
});

const deliveries = createRoute({
  getParentRoute: () => inside,
  path: "/deliveries",
  validateSearch: search.deliveries,
  component: lazyRouteComponent(() => import("../features/deliveries/list.tsx"), "Deliveries"),
});

const references = createRoute({
  getParentRoute: () => inside,
  path: "/reference",
  beforeLoad: () => {
    throw redirect({ to: "/reference/$api", params: { api: "links" }, replace: true });
  },
});

const reference = createRoute({
  getParentRoute: () => inside,
  path: "/reference/$api",
  validateSearch: search.reference,
  component: lazyRouteComponent(() => import("../features/reference/page.tsx"), "Reference"),
});

const missing = createRoute({ getParentRoute: () => inside, path: "$", component: PageMissing });

const routeTree = root.addChildren([
  signIn,
  accept("/setup"),
  accept("/invitation"),
  inside.addChildren([
    overview,
    groups,
    makeGroup,
    group,
    groupSettings,
    groupStatistics,
    rankedGroups,
    linksOfGroup,
    links,
    rankedLinks,
    makeLink,
    importLinks,
    link.addChildren([linkStatistics, linkSettings]),
    people,
    person,
    attributes,
    deliveries,
    references,
    reference,
    settings.addChildren([workspaceSettings, domains, keys, members, audit, profile]),
    missing,
  ]),
]);

export function makeRouter(queryClient: QueryClient) {
  return createRouter({
    routeTree,
    basepath: "/app",
    context: { queryClient },
    defaultPreload: "intent",
    defaultPreloadStaleTime: 0,
    scrollRestoration: true,
    defaultErrorComponent: PageFailed,
    defaultNotFoundComponent: PageMissing,
  });
}

declare module "@tanstack/react-router" {
  interface Register {
    router: ReturnType<typeof makeRouter>;
  }
}
