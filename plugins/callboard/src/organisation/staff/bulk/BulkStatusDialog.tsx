import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  staffStatus,
  type StaffStatus,
} from '@callboard/plugin-callboard-common';
import { FormDialog, formatCount } from '@callboard/plugin-callboard-react';
import MenuItem from '@mui/material/MenuItem';
import Stack from '@mui/material/Stack';
import TextField from '@mui/material/TextField';
import { useState } from 'react';
import { callboardStaffTranslationRef } from '../../staffTranslation';
import { StatusLabel } from '../shared/StatusLabel';
import type { BulkDialogProps } from './BulkDialogProps';
import { BulkState } from './BulkState';
import { useBulkAction } from './useBulkAction';
import { useNameList } from './useNameList';

/** A dialog that changes the employment status of several people. */
export function BulkStatusDialog(props: BulkDialogProps) {
  const { t } = useTranslationRef(callboardStaffTranslationRef);
  const { people } = props;
  const bulk = useBulkAction(props.workspace, props.onDone);
  const [status, setStatus] = useState<StaffStatus | ''>('');
  return (
    <FormDialog
      title={t('bulk.statusTitle', {
        count: people.length,
        formatted: formatCount(people.length),
      })}
      hint={`${useNameList(people)} ${t('bulk.leavesHint')}`}
      submitLabel={t('bulk.status')}
      isBlocked={!status}
      isBusy={bulk.isBusy}
      onSubmit={() =>
        status &&
        bulk.run({
          action: 'status',
          ids: people.map(({ id }) => id),
          employment_status: status,
        })
      }
      onClose={props.onClose}
    >
      <Stack spacing={2}>
        <BulkState action={bulk} />
        <TextField
          select
          fullWidth
          size="small"
          id="callboard-bulk-status"
          label={t('field.employment_status')}
          value={status}
          onChange={event => setStatus(event.target.value as StaffStatus)}
        >
          {staffStatus.options.map(option => (
            <MenuItem key={option} value={option}>
              <StatusLabel status={option} />
            </MenuItem>
          ))}
        </TextField>
      </Stack>
    </FormDialog>
  );
}
