import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  endpoints,
  getStaffName,
  type StaffMember,
  type CallInput,
  type Endpoint,
} from '@callboard/plugin-callboard-common';
import {
  DateField,
  FormDialog,
  toIfMatchHeader,
  useToday,
  getProblems,
  useEndpointMutation,
  type EndpointMutationOptions,
} from '@callboard/plugin-callboard-react';
import Stack from '@mui/material/Stack';
import { useState } from 'react';
import { organisationEndpoints } from '../../useRefreshOrganisation';
import { callboardStaffTranslationRef } from '../../staffTranslation';
import { DepartmentPicker } from '../DepartmentPicker';
import { useDepartmentEntries } from '../../departments/useDepartmentTree';
import { useFormatStaffError } from '../form/StaffFormValues';

/** Props of a dialog about one person. */
export interface ActionDialogProps {
  workspace: string;
  person: StaffMember;
  onClose: () => void;
}

/** Runs an action on one person, and assigns its error to the dialog or to its fields. */
export function useStaffAction<E extends Endpoint, Input = void>(
  endpoint: E,
  options: Pick<
    EndpointMutationOptions<E, Input>,
    'toSuccessTitle' | 'beforeRefetch' | 'onSuccess'
  > & {
    toRequest: (input: Input) => CallInput<E>;
    /** The fields that can show their own errors. */
    fields?: readonly string[];
  },
): {
  run: (input: Input) => void;
  isBusy: boolean;
  /** The error, unless it belongs to a field. */
  failure: string | undefined;
  /** Errors by the field's name in the API. */
  fieldProblems: Record<string, string>;
} {
  const { t } = useTranslationRef(callboardStaffTranslationRef);
  const formatError = useFormatStaffError();
  const { fields = [], ...mutationOptions } = options;
  const { mutate, isPending, error } = useEndpointMutation(endpoint, {
    ...mutationOptions,
    invalidates: organisationEndpoints,
  });
  const fieldProblems = error ? getProblems(error).fields : {};
  const names = Object.keys(fieldProblems);
  const isAboutFields =
    names.length > 0 && names.every(name => fields.includes(name));
  return {
    run: mutate,
    isBusy: isPending,
    failure:
      error && !isAboutFields
        ? `${t('act.failed')} ${formatError(error)}`
        : undefined,
    fieldProblems,
  };
}

const TRANSFER_FIELDS = ['department_id', 'effective_date'];

/** A dialog that transfers a person to another department on a date. */
export function TransferDialog(props: ActionDialogProps) {
  const { t } = useTranslationRef(callboardStaffTranslationRef);
  const { workspace: slug, person, onClose } = props;
  const name = getStaffName(person);
  const departments = useDepartmentEntries(slug);
  const today = useToday();
  const [department, setDepartment] = useState<string>();
  const [date, setDate] = useState('');
  const transfer = useStaffAction(endpoints.transferStaffMember, {
    toRequest: (department_id: string) => ({
      params: { slug, id: person.id },
      body: { department_id, effective_date: date || undefined },
      headers: toIfMatchHeader(person),
    }),
    toSuccessTitle: ({ department_id }) =>
      t('act.transferred', {
        name,
        department: departments.get(department_id ?? '')?.node.name ?? '',
      }),
    onSuccess: onClose,
    fields: TRANSFER_FIELDS,
  });
  const isSameDepartment = department === person.department_id;
  const isFuture = date > today;
  const dateProblem = isFuture
    ? t('problem.future')
    : transfer.fieldProblems.effective_date;
  const departmentProblem = isSameDepartment
    ? t('act.sameDepartment', { name })
    : transfer.fieldProblems.department_id;
  return (
    <FormDialog
      title={t('act.transferTitle', { name })}
      hint={t('act.transferHint')}
      submitLabel={t('act.transfer')}
      isBlocked={!department || isSameDepartment || isFuture}
      failure={transfer.failure}
      isBusy={transfer.isBusy}
      onSubmit={() => department && transfer.run(department)}
      onClose={onClose}
    >
      <Stack spacing={2}>
        <DepartmentPicker
          required
          workspace={slug}
          value={department}
          onChange={setDepartment}
          error={departmentProblem !== undefined}
          helperText={departmentProblem}
        />
        <DateField
          label={t('field.effective_date')}
          value={date}
          max={today}
          onChange={setDate}
          error={dateProblem !== undefined}
          helperText={dateProblem ?? t('hint.effective_date')}
        />
      </Stack>
    </FormDialog>
  );
}
