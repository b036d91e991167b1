import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  DateField,
  FormDialog,
  formatCount,
  useToday,
} from '@callboard/plugin-callboard-react';
import Stack from '@mui/material/Stack';
import { useState } from 'react';
import { callboardStaffTranslationRef } from '../../staffTranslation';
import { DepartmentPicker } from '../shared/DepartmentPicker';
import type { BulkDialogProps } from './BulkDialogProps';
import { BulkState } from './BulkState';
import { useBulkAction } from './useBulkAction';
import { useNameList } from './useNameList';

/** A dialog that transfers several people. */
export function BulkTransferDialog(props: BulkDialogProps) {
  const { t } = useTranslationRef(callboardStaffTranslationRef);
  const { workspace, people } = props;
  const bulk = useBulkAction(workspace, props.onDone);
  const [department, setDepartment] = useState<string>();
  const [date, setDate] = useState('');
  const today = useToday();
  const isFuture = date > today;
  return (
    <FormDialog
      title={t('bulk.transferTitle', {
        count: people.length,
        formatted: formatCount(people.length),
      })}
      hint={`${useNameList(people)} ${t('bulk.transferHint')}`}
      submitLabel={t('bulk.transfer')}
      isBlocked={!department || isFuture}
      isBusy={bulk.isBusy}
      onSubmit={() =>
        department &&
        bulk.run({
          action: 'transfer',
          ids: people.map(({ id }) => id),
          department_id: department,
          effective_date: date || undefined,
        })
      }
      onClose={props.onClose}
    >
      <Stack spacing={2}>
        <BulkState action={bulk} />
        <DepartmentPicker
          required
          workspace={workspace}
          value={department}
          onChange={setDepartment}
        />
        <DateField
          label={t('field.effective_date')}
          value={date}
          max={today}
          onChange={setDate}
          error={isFuture}
          helperText={isFuture ? t('problem.future') : t('hint.effective_date')}
        />
      </Stack>
    </FormDialog>
  );
}
