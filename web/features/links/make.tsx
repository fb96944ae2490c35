import "./links.css";
import { Button, NativeSelect, TextInput } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Link, useNavigate, useSearch } from "@tanstack/react-router";
import { type FormEvent, type ReactNode, useState } from "react";
import { ApiError } from "../../api.ts";
import { useTexts } from "../../ui/language.tsx";
import { Page } from "../../ui/page.tsx";
import { Refusal } from "../../ui/refusal.tsx";
import { LeaveGuard } from "../../ui/save-bar.tsx";
import { useErrorTitle } from "../../ui/title.ts";
import { useWorkspace } from "../../workspace.tsx";
import { addressOfShortUrl, hostOf } from "./address.ts";
import {
  type Complaint,
  changedNames,
  complaintsOf,
  type Draft,
  EMPTY,
  FIELD_NAMES,
  toWire,
} from "./draft.ts";
import { Settings, Where } from "./form-sections.tsx";
import { complaintTexts, formTexts } from "./form-texts.ts";
import type { LinkForm } from "./link-form.ts";
import { createLink, domainsQuery } from "./queries.ts";
import { linkTexts } from "./texts.ts";
import { useFocusOn } from "./use-focus-on.ts";

export function MakeLink(): ReactNode {
  const text = useTexts(formTexts);
  const links = useTexts(linkTexts);
  return (
    <Page
      title={text.makeTitle}
      above={<Link to="/links">{links.title}</Link>}
      lead={text.makeLead}
    >
      <MakeForm />
    </Page>
  );
}

interface Naming {
  readonly domain: string;
  readonly brandLinkId: string;
}

function useMaking() {
  const { defaultDomain } = useWorkspace();
  const { group } = useSearch({ from: "/in/links/new" });
  const [empty] = useState((): Draft => ({ ...EMPTY, grpIdx: group ? String(group) : "" }));
  const [draft, setDraft] = useState(empty);
  const [naming, setNaming] = useState<Naming>({ domain: defaultDomain, brandLinkId: "" });
  const navigate = useNavigate();
  const queryClient = useQueryClient();
  const making = useMutation({
    mutationFn: createLink,
    onSuccess: async (made) => {
      void queryClient.invalidateQueries({ queryKey: ["links", "list"] });
      const params = addressOfShortUrl(made);
      await navigate({ to: "/links/$host/$linkId", params, ignoreBlocker: true });
    },
  });
  const touched = changedNames(draft, empty).length > 0 || naming.brandLinkId !== "";
  const make = () =>
    making.mutate({
      ...toWire(draft, EMPTY),
      domain: naming.domain,
      ...(naming.brandLinkId.trim() && { brandLinkId: naming.brandLinkId.trim() }),
    });
  return { draft, setDraft, naming, setNaming, making, touched, make };
}

function MakeForm(): ReactNode {
  const text = useTexts(formTexts);
  const complaints = useTexts(complaintTexts);
  const { draft, setDraft, naming, setNaming, making, touched, make } = useMaking();
  const [found, setFound] = useState<Readonly<Record<string, Complaint>>>({});
  const refused = making.error instanceof ApiError ? making.error : null;
  const refusedAt = refused?.fieldAmong([...FIELD_NAMES, "brandLinkId", "domain"]) ?? null;
  const form: LinkForm = {
    link: null,
    draft,
    saved: EMPTY,
    changed: changedNames(draft, EMPTY),
    errorOf: (name) => {
      const complaint = found[name];
      if (complaint) return complaints[complaint];
      return refusedAt === name ? (refused?.message ?? null) : null;
    },
    change: (changes) => {
      setDraft({ ...draft, ...changes });
      setFound({});
    },
  };
  const toMend = Object.keys(found)[0] ?? refusedAt;
  useFocusOn(toMend);
  useErrorTitle(toMend !== null);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const complained = complaintsOf(draft);
    setFound(complained);
    if (Object.keys(complained).length === 0) make();
  };
  return (
    <form className="link-form" onSubmit={submit} noValidate>
      {refused && <RefusedNote error={refused} />}
      <Where
        form={form}
        naming={
          <NamingFields
            naming={naming}
            onChange={setNaming}
            error={refusedAt === "brandLinkId" || refused?.code === 40900 ? refused : null}
          />
        }
      />
      <Settings form={form} />
      <div className="acts">
        <Button type="submit" variant="filled" loading={making.isPending}>
          {text.create}
        </Button>
      </div>
      <LeaveGuard when={touched && !making.isPending && !making.isSuccess} />
    </form>
  );
}

function RefusedNote({ error }: { error: ApiError }): ReactNode {
  const text = useTexts(formTexts);
  return (
    <Refusal>
      {error.unreached ? text.unreachedMake : `${text.refusedMake} ${error.message}`}
    </Refusal>
  );
}

function NamingFields(props: {
  naming: Naming;
  onChange: (naming: Naming) => void;
  error: ApiError | null;
}): ReactNode {
  const text = useTexts(formTexts);
  const { naming, onChange } = props;
  const domains = (useQuery(domainsQuery).data ?? []).map(({ domain }) => domain);
  const all = domains.includes(naming.domain) ? domains : [naming.domain, ...domains];
  return (
    <div className="two">
      <NativeSelect
        id="field-domain"
        label={text.domain}
        description={" "}
        value={naming.domain}
        data={all.map((domain) => ({ value: domain, label: hostOf(domain) }))}
        onChange={(event) => onChange({ ...naming, domain: event.currentTarget.value })}
      />
      <TextInput
        id="field-brandLinkId"
        label={text.brandLinkId}
        description={text.brandHint}
        maxLength={100}
        autoCapitalize="none"
        spellCheck={false}
        value={naming.brandLinkId}
        error={props.error?.message ?? null}
        onChange={(event) => onChange({ ...naming, brandLinkId: event.currentTarget.value })}
      />
    </div>
  );
}
