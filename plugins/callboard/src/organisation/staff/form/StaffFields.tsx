import { useTranslationRef } from '@backstage/frontend-plugin-api';
import Box from '@mui/material/Box';
import Checkbox from '@mui/material/Checkbox';
import FormControlLabel from '@mui/material/FormControlLabel';
import TextField from '@mui/material/TextField';
import { Controller, type Control } from 'react-hook-form';
import {
  SelectField,
  DateField,
  PersonPicker,
  useCatalogPeople,
} from '@callboard/plugin-callboard-react';
import FormHelperText from '@mui/material/FormHelperText';
import { useState } from 'react';
import { useFormField } from '../../../shared/resourceForms';
import { callboardStaffTranslationRef } from '../../staffTranslation';
import { DepartmentPicker } from '../DepartmentPicker';
import { statusOptions } from '../StaffLabels';
import type { StaffFormValues } from './StaffFormValues';

type TextFieldName =
  | 'staff_id'
  | 'first_name'
  | 'last_name'
  | 'email'
  | 'position'
  | 'job_grade'
  | 'phone'
  | 'notes';

function StaffTextField(props: {
  control: Control<StaffFormValues>;
  name: TextFieldName;
  required?: boolean;
  isPrivate?: boolean;
  rows?: number;
}) {
  const { t } = useTranslationRef(callboardStaffTranslationRef);
  const { control, name } = props;
  const field = useFormField({
    control,
    name,
    hint: props.isPrivate && t('hint.private'),
    problem: t(`problem.${name}`),
  });
  return (
    <TextField
      {...field}
      fullWidth
      size="small"
      autoComplete="off"
      type={name === 'email' ? 'email' : 'text'}
      required={props.required}
      multiline={props.rows !== undefined}
      minRows={props.rows}
      label={t(`field.${name}`)}
    />
  );
}

function StaffUserField(props: { control: Control<StaffFormValues> }) {
  const { t } = useTranslationRef(callboardStaffTranslationRef);
  const { value, onChange, error, helperText } = useFormField({
    control: props.control,
    name: 'user_ref',
    hint: t('hint.user_ref'),
    problem: t('problem.user_ref'),
  });
  const [search, setSearch] = useState('');
  const { people, isLoading } = useCatalogPeople(search);
  return (
    <Box>
      <PersonPicker
        fullWidth
        label={t('field.user_ref')}
        value={value || undefined}
        onChange={ref => onChange(ref ?? '')}
        options={people}
        loading={isLoading}
        onSearch={setSearch}
      />
      <FormHelperText error={error} sx={{ mx: 1.75 }}>
        {helperText}
      </FormHelperText>
    </Box>
  );
}

function StaffDepartmentField(props: {
  control: Control<StaffFormValues>;
  workspace: string;
}) {
  const { t } = useTranslationRef(callboardStaffTranslationRef);
  const { value, onChange, ...field } = useFormField({
    control: props.control,
    name: 'department_id',
    problem: t('problem.department_id'),
  });
  return (
    <DepartmentPicker
      {...field}
      workspace={props.workspace}
      label={t('field.department_id')}
      value={value || undefined}
      onChange={id => onChange(id ?? '')}
    />
  );
}

function StaffDateField(props: {
  control: Control<StaffFormValues>;
  name: 'date_of_joining' | 'date_of_leaving';
}) {
  const { t } = useTranslationRef(callboardStaffTranslationRef);
  const field = useFormField({ ...props, problem: t('problem.date') });
  return <DateField {...field} label={t(`field.${props.name}`)} />;
}

const wholeLine = { gridColumn: '1 / -1' } as const;

function StatusField(props: { control: Control<StaffFormValues> }) {
  const { t } = useTranslationRef(callboardStaffTranslationRef);
  return (
    <Controller
      control={props.control}
      name="employment_status"
      render={({ field: { ref, ...field } }) => (
        <SelectField
          {...field}
          fullWidth
          inputRef={ref}
          label={t('field.employment_status')}
          options={statusOptions}
        />
      )}
    />
  );
}

function IsManagerField(props: { control: Control<StaffFormValues> }) {
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

export function StaffFields(props: {
  control: Control<StaffFormValues>;
  workspace: string;
  /** Whether to include the department. A transfer changes the department of an existing person. */
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
      <IsManagerField control={control} />
      <StaffDateField control={control} name="date_of_joining" />
      <StaffDateField control={control} name="date_of_leaving" />
      <StaffTextField control={control} name="phone" isPrivate />
      <Box sx={wholeLine}>
        <StaffTextField control={control} name="notes" isPrivate rows={2} />
      </Box>
    </Box>
  );
}
