import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { type Answer, ApiError } from "../../api.ts";
import {
  changedFields,
  complaintsOf,
  type Draft,
  draftOf,
  FIELDS,
  type Field,
  rebase,
  toWire,
} from "./draft.ts";
import { type Settings, settingsQuery, updateSettings } from "./queries.ts";
import type { SettingsTexts } from "./texts.ts";

interface Editing {
  readonly base: Answer<Settings>;
  readonly draft: Draft;
  /** What somebody else changed while this form was open. */
  readonly theirs: readonly Field[];
}

const begin = (base: Answer<Settings>): Editing => ({
  base,
  draft: draftOf(base.result),
  theirs: [],
});

export type SettingsDraft = ReturnType<typeof useSettingsDraft>;

export function useSettingsDraft(loaded: Answer<Settings>, text: SettingsTexts) {
  const queryClient = useQueryClient();
  const [editing, setEditing] = useState(() => begin(loaded));
  const [found, setFound] = useState<ReturnType<typeof complaintsOf>>({});
  const saved = draftOf(editing.base.result);
  const { draft } = editing;
  const saving = useMutation({
    mutationFn: updateSettings,
    onSuccess: async () => {
      setEditing(begin(await queryClient.fetchQuery({ ...settingsQuery, staleTime: 0 })));
      // Zone, country and name are part of what the page knows of the workspace.
      void queryClient.invalidateQueries({ queryKey: ["me"] });
    },
    onError: (error) => {
      if (!(error instanceof ApiError) || error.status !== 412) return;
      const fresh = { result: error.result as Settings, etag: error.etag };
      const theirs = draftOf(fresh.result);
      setEditing((now) => ({
        base: fresh,
        draft: rebase(now.draft, draftOf(now.base.result), theirs),
        theirs: changedFields(theirs, draftOf(now.base.result)),
      }));
    },
  });
  const conflict = saving.error instanceof ApiError && saving.error.status === 412;
  const refused = conflict ? null : saving.error;
  const refusedAt = refused instanceof ApiError ? refused.fieldAmong(FIELDS) : null;
  const changed = changedFields(draft, saved);
  return {
    settings: editing.base.result,
    draft,
    changed,
    theirs: editing.theirs,
    refused,
    saving: saving.isPending,
    justSaved: saving.isSuccess && changed.length === 0,
    secret: saving.data ?? null,
    toMend: FIELDS.find((name) => found[name]) ?? refusedAt,
    errorOf(name: Field): string | null {
      const complaint = found[name];
      if (complaint) return text[complaint];
      return refusedAt === name ? (refused?.message ?? null) : null;
    },
    change(changes: Partial<Draft>) {
      setEditing((now) => ({ ...now, draft: { ...now.draft, ...changes } }));
      setFound({});
      if (!saving.isIdle && !saving.isPending) saving.reset();
    },
    discard() {
      setEditing((now) => begin(now.base));
      setFound({});
      saving.reset();
    },
    dismiss: () => setEditing((now) => ({ ...now, theirs: [] })),
    save() {
      const complaints = complaintsOf(draft);
      setFound(complaints);
      if (Object.keys(complaints).length > 0 || changed.length === 0) return;
      saving.mutate({ fields: toWire(draft, saved), ifMatch: editing.base.etag });
    },
  };
}
