import {
  projectPatch,
  type Project,
  type ProjectPatch,
} from '@callboard/plugin-callboard-common';
import { problemsOf, statusOf } from '@callboard/plugin-callboard-react';
import { useEffect, useState } from 'react';
import { useWorkProject } from '../data/useWorkProject';
import { useUpdateProject } from './useUpdateProject';

const fields = ['name', 'identifier'] as const;

/** What the project and its items are called by. */
export type NameField = (typeof fields)[number];

type Names = Pick<Project, NameField>;

/** What is wrong with a field: it itself, or what the server says of it. */
export type NameProblem = 'invalid' | 'taken' | { words: string };

/** The form of a project's names, and what became of saving them. */
export interface NameForm {
  values: Names;
  /** What the project is called as long as nothing is saved. */
  saved: Names;
  isDirty: boolean;
  isSaving: boolean;
  problemOf: (field: NameField) => NameProblem | undefined;
  change: (field: NameField, value: string) => void;
  touch: (field: NameField) => void;
  save: () => Promise<boolean>;
  discard: () => void;
  /** What went wrong, where it is about no field. */
  error: Error | null;
}

/** The names that differ from what they were; identifiers have upper case only. */
function changesOf(edits: Partial<Names>, base: Names): ProjectPatch {
  return Object.fromEntries(
    fields.flatMap(field => {
      const value = edits[field]?.trim();
      return value === undefined || value === base[field]
        ? []
        : [[field, value]];
    }),
  );
}

/**
 * Edits what a project is called. What is saved builds on the version that the
 * first keystroke saw: a refresh in between must not hide that somebody else
 * saved. Once told so, who saves again means it.
 *
 * @param updated - what the project is after the last other change that was made
 * here; with the same names, it is no reason to think of somebody else
 */
export function useNameForm(updated?: Project): NameForm {
  const { project } = useWorkProject();
  const [base, setBase] = useState<Project>(project);
  const [edits, setEdits] = useState<Partial<Names>>({});
  const [touched, setTouched] = useState<readonly NameField[]>([]);
  const update = useUpdateProject(base.version);
  const patch = changesOf(edits, base);
  const isDirty = Object.keys(patch).length > 0;
  const status = statusOf(update.error);

  useEffect(() => {
    if (!isDirty || status === 412) {
      setBase(project);
    }
  }, [project, isDirty, status]);

  useEffect(() => {
    if (updated) {
      setBase(current =>
        updated.version > current.version &&
        fields.every(field => updated[field] === current[field])
          ? updated
          : current,
      );
    }
  }, [updated]);

  const isValid = (field: NameField) =>
    patch[field] === undefined ||
    projectPatch.shape[field].safeParse(patch[field]).success;
  const fromServer = problemsOf(update.error).fields;

  function problemOf(field: NameField): NameProblem | undefined {
    if (!isValid(field)) {
      return touched.includes(field) ? 'invalid' : undefined;
    }
    if (fromServer[field] === undefined) {
      return undefined;
    }
    return status === 409 ? 'taken' : { words: fromServer[field] };
  }

  async function save(): Promise<boolean> {
    setTouched(fields);
    if (!isDirty || update.isPending || !fields.every(isValid)) {
      return false;
    }
    try {
      setBase(await update.mutateAsync(patch));
      setEdits({});
      return true;
    } catch {
      return false;
    }
  }

  return {
    values: { ...base, ...edits },
    saved: base,
    isDirty,
    isSaving: update.isPending,
    problemOf,
    change: (field, value) => {
      setEdits(current => ({ ...current, [field]: value }));
      if (status !== 412) {
        update.reset();
      }
    },
    touch: field =>
      setTouched(current =>
        current.includes(field) ? current : [...current, field],
      ),
    save,
    discard: () => {
      setEdits({});
      setTouched([]);
      update.reset();
    },
    error: fields.some(field => fromServer[field]) ? null : update.error,
  };
}
