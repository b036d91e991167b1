import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { staffStatus } from '@callboard/plugin-callboard-common';
import Box from '@mui/material/Box';
import Checkbox from '@mui/material/Checkbox';
import FormControlLabel from '@mui/material/FormControlLabel';
import MenuItem from '@mui/material/MenuItem';
import TextField from '@mui/material/TextField';
import { Controller, type Control } from 'react-hook-form';
import { callboardStaffTranslationRef } from '../../staffTranslation';
import { StatusLabel } from '../shared/StatusLabel';
import { StaffDateField } from './StaffDateField';
import { StaffDepartmentField } from './StaffDepartmentField';
import type { StaffFormValues } from './StaffFormValues';
import { StaffTextField } from './StaffTextField';
import { StaffUserField } from './StaffUserField';

const wholeLine = { gridColumn: '1 / -1' } as const;

function StatusField(props: { control: Control<StaffFormValues> }) {
  const { t } = useTranslationRef(callboardStaffTranslationRef);
  return (
    <Controller
      control={props.control}
      name="employment_status"
      render={({ field: { ref, ...field } }) => (
        <TextField
          {...field}
          select
          fullWidth
          size="small"
          id="callboard-person-status"
          inputRef={ref}
          label={t('field.employment_status')}
        >
          {staffStatus.options.map(status => (
            <MenuItem key={status} value={status}>
              <StatusLabel status={status} />
            </MenuItem>
          ))}
        </TextField>
      )}
    />
  );
}

function ManagerField(props: { control: Control<StaffFormValues> }) {
  const { t } = useTranslationRef(callboardStaffTranslationRef);
  return (
    <Controller
      control={props.control}
      name="is_department_manager"
      render={({ field: { ref, value, ...field } }) => (
        <FormControlLabel
          control={
            <Checkbox {...field} size="small" inputRef={ref} checked={value} />
          }
          label={t('field.is_department_manager')}
          slotProps={{ typography: { variant: 'body2' } }}
        />
      )}
    />
  );
}

/** The form fields of a staff record. */
export function StaffFields(props: {
  control: Control<StaffFormValues>;
  workspace: string;
  /** Whether the person is new; existing people change department by a transfer. */
  isNew: boolean;
}) {
  const { control, workspace, isNew } = props;
  return (
    <Box
      sx={{
        display: 'grid',
        gridTemplateColumns: { xs: '1fr', sm: '1fr 1fr' },
        gap: 2,
        alignItems: 'start',
      }}
    >
      <StaffTextField control={control} name="first_name" required />
      <StaffTextField control={control} name="last_name" />
      <StaffTextField control={control} name="staff_id" required />
      <StaffTextField control={control} name="email" required />
      <Box sx={wholeLine}>
        <StaffUserField control={control} />
      </Box>
      {isNew && (
        <Box sx={wholeLine}>
          <StaffDepartmentField control={control} workspace={workspace} />
        </Box>
      )}
      <StaffTextField control={control} name="position" />
      <StaffTextField control={control} name="job_grade" />
      <StatusField control={control} />
      <ManagerField control={control} />
      <StaffDateField control={control} name="date_of_joining" />
      <StaffDateField control={control} name="date_of_leaving" />
      <StaffTextField control={control} name="phone" isPrivate />
      <Box sx={wholeLine}>
        <StaffTextField control={control} name="notes" isPrivate rows={2} />
      </Box>
    </Box>
  );
}
