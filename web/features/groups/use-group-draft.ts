import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { type Answer, ApiError } from "../../api.ts";
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
import { type Group, groupQuery, updateGroup } from "./queries.ts";

/** How often it is asked whether somebody else changed the group. */
const LOOK_MS = 15_000;

/** What somebody else saved while this form was open. */
export interface Meanwhile {
  readonly at: string;
  readonly before: Draft;
  readonly theirs: Draft;
  /** Those of theirs that I changed too: saving replaces them. */
  readonly contested: readonly FieldName[];
}

interface Editing {
  readonly base: Answer<Group>;
  readonly draft: Draft;
  readonly meanwhile: Meanwhile | null;
}

const begin = (base: Answer<Group>): Editing => ({
  base,
  draft: draftOf(base.result),
  meanwhile: null,
});

/** Puts my changes on top of what stands there since, and keeps what that was. */
function meet(editing: Editing, fresh: Answer<Group>): Editing {
  const before = draftOf(editing.base.result);
  const theirs = draftOf(fresh.result);
  const mine = changedNames(editing.draft, before);
  const changed = changedNames(theirs, before);
  if (mine.length === 0 || changed.length === 0) {
    return { ...editing, base: fresh, draft: rebase(editing.draft, before, theirs) };
  }
  return {
    base: fresh,
    draft: rebase(editing.draft, before, theirs),
    meanwhile: {
      at: fresh.result.modYmdt,
      before: editing.meanwhile?.before ?? before,
      theirs,
      contested: changed.filter((name) => mine.includes(name)),
    },
  };
}

export interface GroupDraft {
  readonly group: Group;
  readonly draft: Draft;
  readonly saved: Draft;
  readonly changed: readonly FieldName[];
  readonly complaints: Readonly<Partial<Record<FieldName, Complaint>>>;
  readonly meanwhile: Meanwhile | null;
  readonly error: Error | null;
  /** The field that the server refused, if it named one. */
  readonly refusedField: FieldName | null;
  readonly saving: boolean;
  readonly justSaved: boolean;
  /** A webhook's new secret, shown once. */
  readonly secret: string | null;
  change(changes: Partial<Draft>): void;
  undo(names: readonly FieldName[]): void;
  discard(): void;
  save(): void;
  dismiss(): void;
}

export function useGroupDraft(loaded: Answer<Group>): GroupDraft {
  const queryClient = useQueryClient();
  const [editing, setEditing] = useState(() => begin(loaded));
  const [complaints, setComplaints] = useState<GroupDraft["complaints"]>({});
  const { base, draft } = editing;
  const saved = draftOf(base.result);
  const changed = changedNames(draft, saved);
  const query = groupQuery(base.result.idx);
  const fresh = useQuery({ ...query, refetchInterval: LOOK_MS }).data;
  useEffect(() => {
    if (fresh === undefined) return;
    setEditing((now) => (fresh.etag === now.base.etag ? now : meet(now, fresh)));
  }, [fresh]);

  const saving = useMutation({
    mutationFn: updateGroup,
    onSuccess: async () => {
      const written = await queryClient.fetchQuery({ ...query, staleTime: 0 });
      setEditing(begin(written));
      void queryClient.invalidateQueries({ queryKey: ["groups"] });
    },
    onError: (error) => {
      if (!(error instanceof ApiError) || error.status !== 412) return;
      const present = { result: error.result as Group, etag: error.etag };
      queryClient.setQueryData(query.queryKey, present);
      setEditing((now) => meet(now, present));
    },
  });

  const conflict = saving.error instanceof ApiError && saving.error.status === 412;
  const { error } = saving;
  return {
    group: base.result,
    draft,
    saved,
    changed,
    complaints,
    meanwhile: editing.meanwhile,
    error: conflict ? null : error,
    refusedField: error instanceof ApiError && !conflict ? error.fieldAmong(FIELD_NAMES) : null,
    saving: saving.isPending,
    justSaved: saving.isSuccess && changed.length === 0,
    secret: saving.data ?? null,
    change(changes) {
      setEditing((now) => ({ ...now, draft: { ...now.draft, ...changes } }));
      setComplaints({});
      if (!saving.isIdle && !saving.isPending) saving.reset();
    },
    undo(names) {
      const back = Object.fromEntries(names.map((name) => [name, saved[name]]));
      setEditing((now) => ({ ...now, draft: { ...now.draft, ...back } }));
      setComplaints({});
    },
    discard() {
      setEditing((now) => begin(now.base));
      setComplaints({});
      saving.reset();
    },
    save() {
      const found = complaintsOf(draft, changed);
      setComplaints(found);
      if (Object.keys(found).length > 0 || changed.length === 0) return;
      const { idx: grpIdx } = base.result;
      saving.mutate({ grpIdx, fields: toWire(draft, saved), ifMatch: base.etag });
    },
    dismiss() {
      setEditing((now) => ({ ...now, meanwhile: null }));
    },
  };
}
