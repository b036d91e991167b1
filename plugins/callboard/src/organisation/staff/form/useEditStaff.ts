import {
  endpoints,
  staffPatch,
  type StaffMember,
  type StaffPatch,
} from '@callboard/plugin-callboard-common';
import {
  ifMatch,
  statusOf,
  useCallboardClient,
} from '@callboard/plugin-callboard-react';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useForm, type Control } from 'react-hook-form';
import { useRefreshStaff } from '../shared/useRefreshStaff';
import { staffFormResolver } from './staffFormResolver';
import type { StaffFormValues } from './StaffFormValues';
import { staffFormValuesOf } from './staffFormValuesOf';
import { useFormErrors } from './useFormErrors';

const resolver = staffFormResolver(staffPatch);

/** The form of a person, and what became of saving it. */
export interface EditStaff {
  control: Control<StaffFormValues>;
  save: () => void;
  /** Builds on what somebody else has saved, with own changes on top. */
  rebase: () => void;
  isBusy: boolean;
  isConflict: boolean;
  /** What went wrong, where it is about no field. */
  error: Error | null;
}

/** Edits a person; only the fields that were changed are sent. */
export function useEditStaff(
  slug: string,
  person: StaffMember,
  onSaved: (person: StaffMember) => void,
): EditStaff {
  const client = useCallboardClient();
  const refresh = useRefreshStaff();
  const [base, setBase] = useState(person);
  const [error, setError] = useState<Error | null>(null);
  const form = useForm<StaffFormValues, unknown, StaffPatch>({
    resolver,
    mode: 'onTouched',
    defaultValues: staffFormValuesOf(person),
  });
  const { dirtyFields } = form.formState;
  const showFieldErrors = useFormErrors(form.setError);
  const params = { slug, id: person.id };

  const update = useMutation({
    mutationFn: (body: StaffPatch) =>
      client.call(endpoints.updateStaffMember, {
        params,
        body,
        headers: ifMatch(base),
      }),
    onMutate: () => setError(null),
    onSuccess: saved => {
      refresh();
      onSaved(saved);
    },
    onError: failure => {
      if (!showFieldErrors(failure)) {
        setError(failure);
      }
    },
  });
  const reading = useMutation({
    mutationFn: () => client.call(endpoints.getStaffMember, { params }),
    onSuccess: current => {
      setBase(current);
      setError(null);
      form.reset(staffFormValuesOf(current), { keepDirtyValues: true });
    },
    onError: setError,
  });

  const save = form.handleSubmit(values => {
    const changed = Object.entries(values).filter(
      ([name]) => dirtyFields[name as keyof StaffFormValues],
    );
    update.mutate(Object.fromEntries(changed));
  });
  return {
    control: form.control as unknown as Control<StaffFormValues>,
    save,
    rebase: () => reading.mutate(),
    isBusy: update.isPending || reading.isPending,
    isConflict: statusOf(error) === 412,
    error,
  };
}
