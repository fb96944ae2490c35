import { type MantineColorScheme, Menu, useMantineColorScheme } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { ask } from "../api.ts";
import { makeFormat } from "../ui/format.ts";
import { Icon } from "../ui/icons.tsx";
import { type Language, useLanguage, useTexts } from "../ui/language.tsx";
import type { Me } from "../workspace.tsx";
import { rememberedWorkspace, rememberWorkspace, useRemembered } from "./remembered-workspace.ts";
import { appTexts } from "./texts.ts";
import { useSpeak } from "./tongue.tsx";

interface MenuProps {
  readonly me: Me;
  /** In a dialog the drop-down must lie inside it, or it lies below. */
  readonly inDialog?: boolean;
}

export function WorkspaceMenu({ me, inDialog = false }: MenuProps): ReactNode {
  const text = useTexts(appTexts);
  const queryClient = useQueryClient();
  const navigate = useNavigate();
  const here = rememberedWorkspace(me, useRemembered());
  if (here === undefined) return null;
  if (me.workspaces.length === 1) return <div className="plain-button space">{here.name}</div>;
  const choose = (workspaceIdx: number) => {
    rememberWorkspace(workspaceIdx);
    queryClient.removeQueries({ predicate: ({ queryKey }) => queryKey[0] !== "me" });
    void navigate({ to: "/" });
  };
  return (
    <Menu position="bottom-start" width="target" withinPortal={!inDialog}>
      <Menu.Target>
        <button
          type="button"
          className="plain-button space"
          aria-label={text.switchWorkspace(here.name)}
        >
          {here.name}
          <Icon name="down" />
        </button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>{text.workspaces}</Menu.Label>
        {me.workspaces.map(({ workspaceIdx, name }) => (
          <Menu.Item
            key={workspaceIdx}
            onClick={() => choose(workspaceIdx)}
            rightSection={workspaceIdx === here.workspaceIdx ? <Icon name="check" /> : null}
          >
            {name}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}

const LANGUAGE_NAMES: Readonly<Record<Language, string>> = {
  en: "English",
  id: "Bahasa Indonesia",
};

export function AccountMenu({ me, inDialog = false }: MenuProps): ReactNode {
  const text = useTexts(appTexts);
  const language = useLanguage();
  const here = rememberedWorkspace(me, useRemembered());
  const zone = here && makeFormat(language, here).zone(new Date());
  return (
    <div className="me">
      <Menu position="top-start" width="target" withinPortal={!inDialog}>
        <Menu.Target>
          <button type="button" className="plain-button">
            <span>
              <span className="vh">{text.account}</span>
              <b>{me.name}</b>
              {here && <span className="dim">{`${text[here.role]} · ${zone}`}</span>}
            </span>
            <Icon name="down" />
          </button>
        </Menu.Target>
        <Menu.Dropdown>
          <Themes />
          <Languages />
          <Menu.Divider />
          <Leaving />
        </Menu.Dropdown>
      </Menu>
    </div>
  );
}

function Themes(): ReactNode {
  const text = useTexts(appTexts);
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  const themes: readonly (readonly [MantineColorScheme, string])[] = [
    ["auto", text.themeAuto],
    ["light", text.themeLight],
    ["dark", text.themeDark],
  ];
  return (
    <>
      <Menu.Label>{text.theme}</Menu.Label>
      {themes.map(([scheme, name]) => (
        <Menu.Item
          key={scheme}
          onClick={() => setColorScheme(scheme)}
          rightSection={scheme === colorScheme ? <Icon name="check" /> : null}
        >
          {name}
        </Menu.Item>
      ))}
    </>
  );
}

function Languages(): ReactNode {
  const text = useTexts(appTexts);
  const language = useLanguage();
  const speak = useSpeak();
  const choose = (chosen: Language) => {
    speak(chosen);
    // Mail to this member is written in it too; that it is not kept there spoils nothing here.
    ask("/api/session/v1/me", { method: "PUT", body: { language: chosen } }).catch(() => {});
  };
  return (
    <>
      <Menu.Label>{text.language}</Menu.Label>
      {(Object.keys(LANGUAGE_NAMES) as Language[]).map((it) => (
        <Menu.Item
          key={it}
          lang={it}
          onClick={() => choose(it)}
          rightSection={it === language ? <Icon name="check" /> : null}
        >
          {LANGUAGE_NAMES[it]}
        </Menu.Item>
      ))}
    </>
  );
}

function Leaving(): ReactNode {
  const text = useTexts(appTexts);
  const queryClient = useQueryClient();
  const navigate = useNavigate();
  const leave = useMutation({
    mutationFn: (where: "sign-out" | "sign-out-everywhere") =>
      ask(`/api/session/v1/${where}`, { method: "POST", body: {}, needsSession: false }),
    onSettled: async () => {
      await navigate({ to: "/sign-in" });
      queryClient.clear();
    },
  });
  return (
    <>
      <Menu.Item onClick={() => leave.mutate("sign-out")}>{text.signOut}</Menu.Item>
      <Menu.Item onClick={() => leave.mutate("sign-out-everywhere")}>
        {text.signOutEverywhere}
      </Menu.Item>
    </>
  );
}
