import {
  departmentPatch,
  endpoints,
  type Department,
  type DepartmentPatch,
} from '@callboard/plugin-callboard-common';
import {
  ifMatch,
  statusOf,
  useCallboardClient,
} from '@callboard/plugin-callboard-react';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useForm, type Control } from 'react-hook-form';
import { useFieldErrors } from '../../../data/useFieldErrors';
import { useRefreshDepartments } from '../data/useRefreshDepartments';
import { departmentFormResolver } from './departmentFormResolver';
import {
  departmentFields,
  departmentFormValuesOf,
  type DepartmentFormValues,
} from './DepartmentFormValues';

const resolver = departmentFormResolver(departmentPatch);

/** The form of a department, and what became of saving it. */
export interface EditDepartment {
  control: Control<DepartmentFormValues>;
  save: () => void;
  /** Builds on what somebody else has saved, with own changes on top. */
  rebase: () => void;
  isDirty: boolean;
  isBusy: boolean;
  isConflict: boolean;
  /** What went wrong, where it is about no field. */
  error: Error | null;
}

/** Edits a department; only the fields that were changed are sent. */
export function useEditDepartment(
  slug: string,
  department: Department,
  onSaved: (department: Department) => void,
): EditDepartment {
  const client = useCallboardClient();
  const refresh = useRefreshDepartments();
  const [base, setBase] = useState(department);
  const [error, setError] = useState<Error | null>(null);
  const form = useForm<DepartmentFormValues, unknown, DepartmentPatch>({
    resolver,
    mode: 'onTouched',
    defaultValues: departmentFormValuesOf(department),
  });
  const { dirtyFields, isDirty } = form.formState;
  const showFieldErrors = useFieldErrors(form.setError, departmentFields);
  const params = { slug, id: department.id };

  const update = useMutation({
    mutationFn: (body: DepartmentPatch) =>
      client.call(endpoints.updateDepartment, {
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
    mutationFn: () => client.call(endpoints.getDepartment, { params }),
    onSuccess: current => {
      setBase(current);
      setError(null);
      form.reset(departmentFormValuesOf(current), { keepDirtyValues: true });
      // The button that was clicked is gone.
      form.setFocus('name');
    },
    onError: setError,
  });

  const save = form.handleSubmit(values => {
    const changed = Object.entries(values).filter(
      ([name]) => dirtyFields[name as keyof DepartmentFormValues],
    );
    update.mutate(Object.fromEntries(changed));
  });
  return {
    control: form.control as unknown as Control<DepartmentFormValues>,
    save,
    rebase: () => reading.mutate(),
    isDirty,
    isBusy: update.isPending || reading.isPending,
    isConflict: statusOf(error) === 412,
    error,
  };
}
