import { endpoints, type Widget } from '@callboard/plugin-callboard-common';
import {
  toIfMatchHeader,
  getProblems,
  getErrorStatus,
  useCallboardClient,
} from '@callboard/plugin-callboard-react';
import { useRef, useState } from 'react';
import {
  mergeWidgetDrafts,
  type WidgetField,
  toWidgetDraft,
  type WidgetDraft,
} from './WidgetDraft';

const PRECONDITION_FAILED = 412;
const NOT_FOUND = 404;

/** The reason why a widget was not saved. */
export type SaveProblem =
  | { name: 'failed'; message: string }
  /** Another user changed these fields; saving again overwrites their changes. */
  | { name: 'changed'; fields: WidgetField[] };

/** A saved widget. */
export interface SavedWidget {
  widget: Widget;
  /** Its previous state; undefined for a new widget. */
  before: Widget | undefined;
}

/** Saves a widget and merges the changes that other users have saved in the meantime. */
export function useSaveWidget(
  path: { slug: string; id: string },
  edited: {
    /** Undefined for a new one. */
    widget: Widget | undefined;
    /** Whether another user has deleted it. */
    isDeleted: boolean;
  },
  /** Receives the user's changes applied to those of the other user. */
  onMerged: (draft: WidgetDraft) => void,
): {
  /** The saved widget; undefined if nothing was saved. */
  save: (draft: WidgetDraft) => Promise<SavedWidget | undefined>;
  isSaving: boolean;
  problem: SaveProblem | undefined;
  /** Whether another user has deleted it, so that saving creates a new one. */
  isDeleted: boolean;
} {
  const client = useCallboardClient();
  const base = useRef(edited.widget);
  const [isSaving, setSaving] = useState(false);
  const [problem, setProblem] = useState<SaveProblem>();
  const [wasDeleted, setWasDeleted] = useState(false);
  const isDeleted = edited.isDeleted || wasDeleted;

  const update = async (
    draft: WidgetDraft,
  ): Promise<SavedWidget | undefined> => {
    const before = base.current!;
    const params = { ...path, wid: before.id };
    try {
      const saved = await client.call(endpoints.updateWidget, {
        params,
        body: draft,
        headers: toIfMatchHeader(before),
      });
      return { widget: saved, before };
    } catch (error) {
      if (getErrorStatus(error) !== PRECONDITION_FAILED) {
        throw error;
      }
    }
    const theirs = await client.call(endpoints.getWidget, { params });
    const merged = mergeWidgetDrafts(
      toWidgetDraft(before),
      draft,
      toWidgetDraft(theirs),
    );
    base.current = theirs;
    if (merged.conflicts.length > 0) {
      onMerged(merged.draft);
      setProblem({ name: 'changed', fields: merged.conflicts });
      return undefined;
    }
    return update(merged.draft);
  };

  const save = async (draft: WidgetDraft) => {
    const isNew = isDeleted || !base.current;
    setSaving(true);
    setProblem(undefined);
    try {
      if (!isNew) {
        return await update(draft);
      }
      const created = await client.call(endpoints.createWidget, {
        params: path,
        body: { ...draft, size: edited.widget?.size },
      });
      return { widget: created, before: undefined };
    } catch (error) {
      if (!isNew && getErrorStatus(error) === NOT_FOUND) {
        setWasDeleted(true);
      } else {
        setProblem({ name: 'failed', message: getProblems(error).message });
      }
      return undefined;
    } finally {
      setSaving(false);
    }
  };
  return { save, isSaving, problem, isDeleted };
}
