import {
  toIfMatchHeader,
  getErrorStatus,
} from '@callboard/plugin-callboard-react';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import type { Control, FieldValues, UseFormReturn } from 'react-hook-form';

/** The form of a stored resource, and the state of its last save. */
export interface EditForm<Values extends FieldValues> {
  control: Control<Values>;
  save: () => void;
  /** Reloads the resource and reapplies the person's own changes. */
  rebase: () => void;
  isDirty: boolean;
  isBusy: boolean;
  isConflict: boolean;
  /** The error, unless it belongs to a field. */
  error: Error | null;
}

/** Edits a stored resource. Only changed fields are sent. */
export function useEditForm<
  Resource extends { version: number },
  Values extends FieldValues,
  Patch extends FieldValues,
>(options: {
  form: UseFormReturn<Values, unknown, Patch>;
  /** The resource that initialised the form. */
  resource: Resource;
  toFormValues: (resource: Resource) => Values;
  read: () => Promise<Resource>;
  update: (body: Patch, headers: Record<string, string>) => Promise<Resource>;
  /**
   * Shows errors at their fields.
   *
   * @returns whether each error belongs to a field
   */
  showFieldErrors: (error: unknown) => boolean;
  /** Invalidates the cached data of the resource. */
  refresh: () => void;
  onSaved: (resource: Resource) => void;
  onRebased?: () => void;
}): EditForm<Values> {
  const { form, toFormValues, refresh, onSaved } = options;
  const [base, setBase] = useState(options.resource);
  const [error, setError] = useState<Error | null>(null);
  const { dirtyFields, isDirty } = form.formState;

  const update = useMutation({
    mutationFn: (body: Patch) => options.update(body, toIfMatchHeader(base)),
    onMutate: () => setError(null),
    onSuccess: saved => {
      refresh();
      onSaved(saved);
    },
    onError: failure => {
      if (!options.showFieldErrors(failure)) {
        setError(failure);
      }
    },
  });
  const reading = useMutation({
    mutationFn: options.read,
    onSuccess: current => {
      setBase(current);
      setError(null);
      form.reset(toFormValues(current), { keepDirtyValues: true });
      options.onRebased?.();
    },
    onError: setError,
  });

  const save = form.handleSubmit(values => {
    const changed = Object.entries(values).filter(
      ([name]) => dirtyFields[name as keyof typeof dirtyFields],
    );
    update.mutate(Object.fromEntries(changed) as Patch);
  });
  return {
    control: form.control as unknown as Control<Values>,
    save,
    rebase: () => reading.mutate(),
    isDirty,
    isBusy: update.isPending || reading.isPending,
    isConflict: getErrorStatus(error) === 412,
    error,
  };
}
