import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { staffStatus } from '@callboard/plugin-callboard-common';
import Box from '@mui/material/Box';
import Checkbox from '@mui/material/Checkbox';
import FormControlLabel from '@mui/material/FormControlLabel';
import MenuItem from '@mui/material/MenuItem';
import TextField from '@mui/material/TextField';
import {
  Controller,
  type Control,
  useController,
  type FieldError,
} from 'react-hook-form';
import {
  DateField,
  PersonPicker,
  useCatalogPeople,
} from '@callboard/plugin-callboard-react';
import FormHelperText from '@mui/material/FormHelperText';
import { useState } from 'react';
import { callboardStaffTranslationRef } from '../../staffTranslation';
import { DepartmentPicker } from '../DepartmentPicker';
import { StatusLabel } from '../StaffLabels';
import type { StaffFormValues } from './StaffFormValues';

type Field = Exclude<
  keyof StaffFormValues,
  'employment_status' | 'is_department_manager'
>;

/** The error text of a field: translated for schema errors, the server's message for server errors. */
function useFieldProblem(
  field: Field,
  error: FieldError | undefined,
): string | undefined {
  const { t } = useTranslationRef(callboardStaffTranslationRef);
  if (!error) {
    return undefined;
  }
  if (error.type === 'server' && error.message) {
    return error.message;
  }
  return field === 'date_of_joining' || field === 'date_of_leaving'
    ? t('problem.date')
    : t(`problem.${field}`);
}

type TextName =
  | 'staff_id'
  | 'first_name'
  | 'last_name'
  | 'email'
  | 'position'
  | 'job_grade'
  | 'phone'
  | 'notes';

/** A text field of the staff form. */
function StaffTextField(props: {
  control: Control<StaffFormValues>;
  name: TextName;
  required?: boolean;
  /** Whether only admins and the person see its value. */
  isPrivate?: boolean;
  rows?: number;
}) {
  const { t } = useTranslationRef(callboardStaffTranslationRef);
  const { field, fieldState } = useController({
    control: props.control,
    name: props.name,
  });
  const problem = useFieldProblem(props.name, fieldState.error);
  return (
    <TextField
      fullWidth
      size="small"
      autoComplete="off"
      type={props.name === 'email' ? 'email' : 'text'}
      required={props.required}
      multiline={props.rows !== undefined}
      minRows={props.rows}
      label={t(`field.${props.name}`)}
      name={field.name}
      inputRef={field.ref}
      value={field.value}
      onChange={field.onChange}
      onBlur={field.onBlur}
      error={problem !== undefined}
      helperText={problem ?? (props.isPrivate ? t('hint.private') : undefined)}
    />
  );
}

/** The portal user of a person. */
function StaffUserField(props: { control: Control<StaffFormValues> }) {
  const { t } = useTranslationRef(callboardStaffTranslationRef);
  const { field, fieldState } = useController({
    control: props.control,
    name: 'user_ref',
  });
  const [typed, setTyped] = useState('');
  const { people, isLoading } = useCatalogPeople(typed);
  const problem = useFieldProblem('user_ref', fieldState.error);
  return (
    <Box>
      <PersonPicker
        fullWidth
        label={t('field.user_ref')}
        value={field.value || undefined}
        onChange={ref => field.onChange(ref ?? '')}
        options={people}
        loading={isLoading}
        onSearch={setTyped}
      />
      <FormHelperText error={problem !== undefined} sx={{ mx: 1.75 }}>
        {problem ?? t('hint.user_ref')}
      </FormHelperText>
    </Box>
  );
}

/** The initial department of a person. */
function StaffDepartmentField(props: {
  control: Control<StaffFormValues>;
  workspace: string;
}) {
  const { t } = useTranslationRef(callboardStaffTranslationRef);
  const { field, fieldState } = useController({
    control: props.control,
    name: 'department_id',
  });
  const problem = useFieldProblem('department_id', fieldState.error);
  return (
    <DepartmentPicker
      workspace={props.workspace}
      label={t('field.department_id')}
      value={field.value || undefined}
      onChange={id => field.onChange(id ?? '')}
      inputRef={field.ref}
      onBlur={field.onBlur}
      error={problem !== undefined}
      helperText={problem}
    />
  );
}

/** A date field of the staff form. */
function StaffDateField(props: {
  control: Control<StaffFormValues>;
  name: 'date_of_joining' | 'date_of_leaving';
}) {
  const { t } = useTranslationRef(callboardStaffTranslationRef);
  const { field, fieldState } = useController(props);
  const problem = useFieldProblem(props.name, fieldState.error);
  return (
    <DateField
      label={t(`field.${props.name}`)}
      name={field.name}
      inputRef={field.ref}
      value={field.value}
      onChange={field.onChange}
      onBlur={field.onBlur}
      error={problem !== undefined}
      helperText={problem}
    />
  );
}

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
