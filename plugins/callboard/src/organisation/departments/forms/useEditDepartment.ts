import {
  departmentPatch,
  endpoints,
  type Department,
  type DepartmentPatch,
} from '@callboard/plugin-callboard-common';
import { useCallboardClient } from '@callboard/plugin-callboard-react';
import { useForm } from 'react-hook-form';
import { useFieldErrors } from '../../../data/useFieldErrors';
import { useEditForm, type EditForm } from '../../../data/useEditForm';
import { useRefreshOrganisation } from '../../shared/useRefreshOrganisation';
import { createDepartmentFormResolver } from './createDepartmentFormResolver';
import {
  departmentFields,
  toDepartmentFormValues,
  type DepartmentFormValues,
} from './DepartmentFormValues';

const resolver = createDepartmentFormResolver(departmentPatch);

/** Edits a department. */
export function useEditDepartment(
  slug: string,
  department: Department,
  onSaved: (department: Department) => void,
): EditForm<DepartmentFormValues> {
  const client = useCallboardClient();
  const params = { slug, id: department.id };
  const form = useForm<DepartmentFormValues, unknown, DepartmentPatch>({
    resolver,
    mode: 'onTouched',
    defaultValues: toDepartmentFormValues(department),
  });
  return useEditForm({
    form,
    resource: department,
    toFormValues: toDepartmentFormValues,
    read: () => client.call(endpoints.getDepartment, { params }),
    update: (body, headers) =>
      client.call(endpoints.updateDepartment, { params, body, headers }),
    showFieldErrors: useFieldErrors(form.setError, departmentFields),
    refresh: useRefreshOrganisation(),
    onSaved,
    // The clicked button has been unmounted.
    onRebased: () => form.setFocus('name'),
  });
}
