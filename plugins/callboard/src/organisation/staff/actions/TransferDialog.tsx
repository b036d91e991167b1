import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { endpoints, getStaffName } from '@callboard/plugin-callboard-common';
import {
  DateField,
  FormDialog,
  toIfMatchHeader,
  useCallboardClient,
  useToday,
} from '@callboard/plugin-callboard-react';
import Alert from '@mui/material/Alert';
import Stack from '@mui/material/Stack';
import { useState } from 'react';
import { callboardStaffTranslationRef } from '../../staffTranslation';
import { DepartmentPicker } from '../shared/DepartmentPicker';
import { useDepartmentEntries } from '../shared/useDepartmentEntries';
import type { ActionDialogProps } from './ActionDialogProps';
import { useStaffAction } from './useStaffAction';

const FIELDS = ['department_id', 'effective_date'];

/** A dialog that transfers a person to another department on a date. */
export function TransferDialog(props: ActionDialogProps) {
  const { t } = useTranslationRef(callboardStaffTranslationRef);
  const { workspace: slug, person, onClose } = props;
  const name = getStaffName(person);
  const client = useCallboardClient();
  const departments = useDepartmentEntries(slug);
  const today = useToday();
  const [department, setDepartment] = useState<string>();
  const [date, setDate] = useState('');
  const { run, isBusy, problem, fieldProblems } = useStaffAction({
    run: (department_id: string) =>
      client.call(endpoints.transferStaffMember, {
        params: { slug, id: person.id },
        body: { department_id, effective_date: date || undefined },
        headers: toIfMatchHeader(person),
      }),
    done: moved =>
      t('act.transferred', {
        name,
        department: departments.get(moved.department_id ?? '')?.node.name ?? '',
      }),
    onDone: onClose,
    fields: FIELDS,
  });
  const isThere = department === person.department_id;
  const isFuture = date > today;
  const dateProblem = isFuture
    ? t('problem.future')
    : fieldProblems.effective_date;
  const departmentProblem = isThere
    ? t('act.sameDepartment', { name })
    : fieldProblems.department_id;
  return (
    <FormDialog
      title={t('act.transferTitle', { name })}
      hint={t('act.transferHint')}
      submitLabel={t('act.transfer')}
      isBlocked={!department || isThere || isFuture}
      isBusy={isBusy}
      onSubmit={() => department && run(department)}
      onClose={onClose}
    >
      <Stack spacing={2}>
        {problem && <Alert severity="error">{problem}</Alert>}
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
