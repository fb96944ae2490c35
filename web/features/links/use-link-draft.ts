import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { type Answer, ApiError } from "../../api.ts";
import { useTexts } from "../../ui/language.tsx";
import { hostOf } from "./address.ts";
import {
  type Complaint,
  changedNames,
  complaintsOf,
  type Draft,
  draftOf,
  FIELD_NAMES,
  type FieldName,
  rebase,
  toWire,
} from "./draft.ts";
import { complaintTexts } from "./form-texts.ts";
import type { LinkForm } from "./link-form.ts";
import { type LinkWithEffective, linkQuery, updateLink } from "./queries.ts";

/** What somebody else saved while this form was open. */
export interface Meanwhile {
  readonly at: string;
  readonly before: Draft;
  readonly theirs: Draft;
  /** Those of theirs that I changed too: saving replaces them. */
  readonly contested: readonly FieldName[];
}

interface Editing {
  readonly base: Answer<LinkWithEffective>;
  readonly draft: Draft;
  readonly meanwhile: Meanwhile | null;
}

const begin = (base: Answer<LinkWithEffective>): Editing => ({
  base,
  draft: draftOf(base.result),
  meanwhile: null,
});

/** Puts my changes on top of what stands there since, and keeps what that was. */
function meet(editing: Editing, fresh: Answer<LinkWithEffective>): Editing {
  const before = draftOf(editing.base.result);
  const theirs = draftOf(fresh.result);
  const mine = changedNames(editing.draft, before);
  const changed = changedNames(theirs, before);
  const draft = rebase(editing.draft, before, theirs);
  if (mine.length === 0 || changed.length === 0) return { ...editing, base: fresh, draft };
  const contested = changed.filter((name) => mine.includes(name));
  const since = editing.meanwhile?.before ?? before;
  const at = fresh.result.modYmdt ?? "";
  return { base: fresh, draft, meanwhile: { at, before: since, theirs, contested } };
}

export interface LinkDraft extends LinkForm {
  readonly link: LinkWithEffective;
  readonly meanwhile: Meanwhile | null;
  readonly error: Error | null;
  readonly saving: boolean;
  readonly justSaved: boolean;
  /** The first field that must be mended. */
  readonly toMend: FieldName | null;
  discard(): void;
  save(): void;
  dismiss(): void;
}

export function useLinkDraft(loaded: Answer<LinkWithEffective>): LinkDraft {
  const texts = useTexts(complaintTexts);
  const [editing, setEditing] = useState(() => begin(loaded));
  const [found, setFound] = useState<Readonly<Partial<Record<FieldName, Complaint>>>>({});
  const { base, draft } = editing;
  const saved = draftOf(base.result);
  const changed = changedNames(draft, saved);
  const address = { host: hostOf(base.result.domain), linkId: base.result.linkId };
  const saving = useSaving(address, setEditing);
  useFresh(address, setEditing);
  const { error } = saving;
  const conflict = error instanceof ApiError && error.status === 412;
  const refusedAt = error instanceof ApiError && !conflict ? error.fieldAmong(FIELD_NAMES) : null;
  return {
    link: base.result,
    draft,
    saved,
    changed,
    meanwhile: editing.meanwhile,
    error: conflict ? null : error,
    saving: saving.isPending,
    justSaved: saving.isSuccess && changed.length === 0,
    toMend: FIELD_NAMES.find((name) => found[name]) ?? refusedAt,
    errorOf(name) {
      const complaint = found[name];
      if (complaint) return texts[complaint];
      return refusedAt === name ? (error?.message ?? null) : null;
    },
    change(changes) {
      setEditing((now) => ({ ...now, draft: { ...now.draft, ...changes } }));
      setFound({});
      if (!saving.isIdle && !saving.isPending) saving.reset();
    },
    discard() {
      setEditing((now) => begin(now.base));
      setFound({});
      saving.reset();
    },
    save() {
      // What was wrong before I came and is not mine to mend does not keep me from saving.
      const mine = Object.entries(complaintsOf(draft)).filter(([name]) =>
        changed.some((it) => it === name),
      );
      setFound(Object.fromEntries(mine));
      if (mine.length > 0 || changed.length === 0) return;
      saving.mutate({ address, fields: toWire(draft, saved), ifMatch: base.etag });
    },
    dismiss() {
      setEditing((now) => ({ ...now, meanwhile: null }));
    },
  };
}

type Set = (change: (now: Editing) => Editing) => void;
type Address = { readonly host: string; readonly linkId: string };

/** How often it is asked whether somebody else changed the link. */
const LOOK_MS = 20_000;

function useFresh(address: Address, setEditing: Set): void {
  const fresh = useQuery({ ...linkQuery(address), refetchInterval: LOOK_MS }).data;
  useEffect(() => {
    if (fresh === undefined) return;
    setEditing((now) => {
      if (fresh.etag !== now.base.etag) return meet(now, fresh);
      // Its group may have changed: what is in force follows, what is typed stays.
      return now.base === fresh ? now : { ...now, base: fresh };
    });
  }, [fresh, setEditing]);
}

function useSaving(address: Address, setEditing: Set) {
  const queryClient = useQueryClient();
  const query = linkQuery(address);
  return useMutation({
    mutationFn: updateLink,
    onSuccess: async () => {
      const written = await queryClient.fetchQuery({ ...query, staleTime: 0 });
      setEditing(() => begin(written));
      void queryClient.invalidateQueries({ queryKey: ["links", "list"] });
    },
    onError: (error) => {
      if (!(error instanceof ApiError) || error.status !== 412) return;
      const present = { result: error.result as LinkWithEffective, etag: error.etag };
      queryClient.setQueryData(query.queryKey, present);
      setEditing((now) => meet(now, present));
    },
  });
}
