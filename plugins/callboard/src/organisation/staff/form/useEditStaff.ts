import {
  endpoints,
  staffPatch,
  type StaffMember,
  type StaffPatch,
} from '@callboard/plugin-callboard-common';
import { useCallboardClient } from '@callboard/plugin-callboard-react';
import { useForm } from 'react-hook-form';
import { useEditForm, type EditForm } from '../../../data/useEditForm';
import { useRefreshOrganisation } from '../../shared/useRefreshOrganisation';
import { createStaffFormResolver } from './createStaffFormResolver';
import type { StaffFormValues } from './StaffFormValues';
import { toStaffFormValues } from './toStaffFormValues';
import { useFormErrors } from './useFormErrors';

const resolver = createStaffFormResolver(staffPatch);

/** Edits a person. */
export function useEditStaff(
  slug: string,
  person: StaffMember,
  onSaved: (person: StaffMember) => void,
): EditForm<StaffFormValues> {
  const client = useCallboardClient();
  const params = { slug, id: person.id };
  const form = useForm<StaffFormValues, unknown, StaffPatch>({
    resolver,
    mode: 'onTouched',
    defaultValues: toStaffFormValues(person),
  });
  return useEditForm({
    form,
    resource: person,
    toFormValues: toStaffFormValues,
    read: () => client.call(endpoints.getStaffMember, { params }),
    update: (body, headers) =>
      client.call(endpoints.updateStaffMember, { params, body, headers }),
    showFieldErrors: useFormErrors(form.setError),
    refresh: useRefreshOrganisation(),
    onSaved,
  });
}
