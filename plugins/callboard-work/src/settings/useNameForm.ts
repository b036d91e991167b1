import {
  projectPatch,
  type Project,
  type ProjectPatch,
} from '@callboard/plugin-callboard-common';
import { getProblems, getErrorStatus } from '@callboard/plugin-callboard-react';
import { useEffect, useState } from 'react';
import { useWorkProject } from '../data/useWorkProject';
import { useUpdateProject } from './useUpdateProject';

const fields = ['name', 'identifier'] as const;

/** A name of the project: its own, or the prefix of its items. */
export type NameField = (typeof fields)[number];

type Names = Pick<Project, NameField>;

/** The error of a field: the client's validation, or the server's message. */
export type NameProblem = 'invalid' | 'taken' | { words: string };

/** The form of a project's names, and the result of saving them. */
export interface NameForm {
  values: Names;
  /** The stored names. */
  saved: Names;
  isDirty: boolean;
  isSaving: boolean;
  findProblem: (field: NameField) => NameProblem | undefined;
  change: (field: NameField, value: string) => void;
  touch: (field: NameField) => void;
  save: () => Promise<boolean>;
  discard: () => void;
  /** An error that concerns no field. */
  error: Error | null;
}

/** Returns the changed names; identifiers are converted to upper case. */
function toProjectPatch(edits: Partial<Names>, base: Names): ProjectPatch {
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
 * Edits the names of a project. A save is based on the version that the first keystroke saw: a
 * refetch in between must not hide that another user saved. After that error, the next save
 * overwrites.
 *
 * @param updated - the project after the last other change on this page; with the same names, it is
 * not a conflict
 */
export function useNameForm(updated?: Project): NameForm {
  const { project } = useWorkProject();
  const [base, setBase] = useState<Project>(project);
  const [edits, setEdits] = useState<Partial<Names>>({});
  const [touched, setTouched] = useState<readonly NameField[]>([]);
  const update = useUpdateProject(base.version);
  const patch = toProjectPatch(edits, base);
  const isDirty = Object.keys(patch).length > 0;
  const status = getErrorStatus(update.error);

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
  const fromServer = getProblems(update.error).fields;

  function findProblem(field: NameField): NameProblem | undefined {
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
    findProblem,
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
