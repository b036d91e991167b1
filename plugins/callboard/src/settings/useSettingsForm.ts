import {
  endpoints,
  workspacePatch,
  type Workspace,
  type WorkspacePatch,
} from '@callboard/plugin-callboard-common';
import {
  getQueryKey,
  getErrorStatus,
  useCallboardClient,
} from '@callboard/plugin-callboard-react';
import { zodResolver } from '@hookform/resolvers/zod';
import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { useForm, type UseFormReturn } from 'react-hook-form';
import { useFieldErrors } from '../data/useFieldErrors';
import { useUpdateWorkspace } from './useUpdateWorkspace';

const FIELDS = ['name', 'timezone', 'week_start'] as const;

type Settings = Required<Pick<WorkspacePatch, (typeof FIELDS)[number]>>;

function pickSettings({ name, timezone, week_start }: Workspace): Settings {
  return { name, timezone, week_start };
}

/** The form of a workspace's settings, and the state of its last save. */
interface SettingsForm {
  form: UseFormReturn<Settings>;
  save: () => Promise<void>;
  discard: () => void;
  /** Reloads the saved settings; own changes are discarded or reapplied. */
  reload: (options: { keepMine: boolean }) => Promise<void>;
  isSaving: boolean;
  /** Whether another person has saved in the meantime. */
  isConflict: boolean;
  /** The error, unless it belongs to a field. */
  error: Error | null;
}

/**
 * Edits a workspace's settings. A save uses the version that initialised the form, even if a newer
 * one has been loaded since: otherwise a background refetch would hide that another person has
 * saved.
 */
export function useSettingsForm(
  workspace: Workspace,
  onSaved: () => void,
): SettingsForm {
  const client = useCallboardClient();
  const queries = useQueryClient();
  const update = useUpdateWorkspace();
  const [base, setBase] = useState(workspace);
  const [error, setError] = useState<Error | null>(null);
  const form = useForm<Settings>({
    resolver: zodResolver(workspacePatch) as never,
    mode: 'onTouched',
    defaultValues: pickSettings(workspace),
  });
  const { reset, formState } = form;
  const { isDirty, dirtyFields } = formState;
  const showFieldErrors = useFieldErrors(form.setError, FIELDS);

  useEffect(() => {
    if (!isDirty && workspace.version !== base.version) {
      setBase(workspace);
      reset(pickSettings(workspace));
    }
  }, [workspace, base, isDirty, reset]);

  const save = form.handleSubmit(async values => {
    setError(null);
    const changed = FIELDS.filter(name => dirtyFields[name]);
    const patch = Object.fromEntries(
      changed.map(name => [name, values[name]]),
    ) as WorkspacePatch;
    try {
      const saved = await update.mutateAsync({ base, patch });
      setBase(saved);
      reset(pickSettings(saved));
      onSaved();
    } catch (failure) {
      if (!showFieldErrors(failure)) {
        setError(failure as Error);
      }
    }
  });

  async function reload(options: { keepMine: boolean }) {
    const params = { slug: workspace.slug };
    try {
      const current = await client.call(endpoints.getWorkspace, { params });
      setBase(current);
      reset(pickSettings(current), {
        keepDirty: options.keepMine,
        keepDirtyValues: options.keepMine,
      });
      setError(null);
      queries.setQueryData(
        getQueryKey(endpoints.getWorkspace, { params }),
        current,
      );
    } catch (failure) {
      setError(failure as Error);
    }
  }

  return {
    form,
    save: () => save(),
    discard: () => {
      setError(null);
      setBase(workspace);
      reset(pickSettings(workspace));
    },
    reload,
    isSaving: update.isPending,
    isConflict: getErrorStatus(error) === 412,
    error,
  };
}
