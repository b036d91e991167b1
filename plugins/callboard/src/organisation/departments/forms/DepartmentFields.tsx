import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  SwitchField,
  type PersonOption,
  PersonPicker,
  useCatalogPeople,
} from '@callboard/plugin-callboard-react';
import Box from '@mui/material/Box';
import Stack from '@mui/material/Stack';
import { Controller, type Control } from 'react-hook-form';
import { MAX_DEPARTMENT_LEVEL } from '@callboard/plugin-callboard-common';
import TextField, { type TextFieldProps } from '@mui/material/TextField';
import Autocomplete from '@mui/material/Autocomplete';
import { useMemo, useState } from 'react';
import FormHelperText from '@mui/material/FormHelperText';
import { useFormField } from '../../../shared/resourceForms';
import { DepartmentPicker } from '../../staff/DepartmentPicker';
import { useDepartments } from '../DepartmentsContext';
import { switchLabelStyle } from '../DepartmentLabels';
import { callboardDepartmentsTranslationRef } from '../translation';
import type { DepartmentFormValues } from './DepartmentFormValues';

function ManagerField(props: {
  control: Control<DepartmentFormValues>;
  /** The current manager, who may be missing from the catalog. */
  current?: PersonOption;
}) {
  const { t } = useTranslationRef(callboardDepartmentsTranslationRef);
  const { current } = props;
  const { value, onChange, error, helperText } = useFormField({
    control: props.control,
    name: 'manager_ref',
    hint: t('hint.manager'),
    problem: t('fieldProblem.manager_ref'),
  });
  const [search, setSearch] = useState('');
  const { people, isLoading } = useCatalogPeople(search);
  const isCurrentListed =
    !current || people.some(({ user_ref }) => user_ref === current.user_ref);
  return (
    <Box>
      <PersonPicker
        fullWidth
        label={t('field.manager')}
        value={value || undefined}
        onChange={ref => {
          setSearch('');
          onChange(ref ?? '');
        }}
        options={isCurrentListed || search ? people : [current, ...people]}
        loading={isLoading}
        onSearch={setSearch}
      />
      <FormHelperText error={error} sx={{ mx: 1.75 }}>
        {helperText}
      </FormHelperText>
    </Box>
  );
}

function DepartmentTypeField(props: {
  control: Control<DepartmentFormValues>;
}) {
  const { t } = useTranslationRef(callboardDepartmentsTranslationRef);
  const { index } = useDepartments();
  const { value, onChange, onBlur, ...field } = useFormField({
    control: props.control,
    name: 'dept_type',
    problem: t('fieldProblem.dept_type'),
  });
  const knownTypes = useMemo(() => {
    const types = [...index.entries.values()].map(({ node }) => node.dept_type);
    return [...new Set(types)].filter(type => type !== null).sort();
  }, [index]);
  return (
    <Autocomplete
      freeSolo
      size="small"
      options={knownTypes}
      inputValue={value}
      onInputChange={(_, text) => onChange(text)}
      onBlur={onBlur}
      renderInput={params => (
        <TextField {...params} {...field} label={t('field.type')} />
      )}
    />
  );
}

function DepartmentTextField(
  props: {
    control: Control<DepartmentFormValues>;
    name: 'name' | 'code' | 'short_name' | 'dept_code' | 'description';
    format?: (text: string) => string;
  } & Pick<
    TextFieldProps,
    'label' | 'required' | 'multiline' | 'minRows' | 'helperText' | 'inputProps'
  >,
) {
  const { t } = useTranslationRef(callboardDepartmentsTranslationRef);
  const { control, name, format, helperText, ...textFieldProps } = props;
  const field = useFormField({
    control,
    name,
    hint: helperText,
    problem: t(`fieldProblem.${name}`),
  });
  return (
    <TextField
      {...textFieldProps}
      {...field}
      fullWidth
      size="small"
      autoComplete="off"
      onChange={event =>
        field.onChange(format ? format(event.target.value) : event)
      }
    />
  );
}

/** The parent of a new department; empty for the top level. */
function ParentField(props: { control: Control<DepartmentFormValues> }) {
  const { t } = useTranslationRef(callboardDepartmentsTranslationRef);
  const { index, workspace } = useDepartments();
  const { value, onChange, ...field } = useFormField({
    control: props.control,
    name: 'parent_id',
    hint: t('hint.parent'),
    problem: t('fieldProblem.parent_id'),
  });
  const isTooDeep = (id: string) =>
    (index.entries.get(id)?.path.length ?? 0) >= MAX_DEPARTMENT_LEVEL;
  return (
    <DepartmentPicker
      {...field}
      workspace={workspace.slug}
      label={t('field.parent')}
      value={value || undefined}
      onChange={id => onChange(id ?? '')}
      findProblem={id => (isTooDeep(id) ? t('move.problem.deep') : undefined)}
    />
  );
}

const toShortName = (text: string) => text.toUpperCase();

export function DepartmentFields(props: {
  control: Control<DepartmentFormValues>;
  /** Whether to include the parent. Existing departments change their parent in the move dialog. */
  withParent?: boolean;
  manager?: PersonOption;
}) {
  const { t } = useTranslationRef(callboardDepartmentsTranslationRef);
  const { control } = props;
  return (
    <Stack spacing={2}>
      <DepartmentTextField
        required
        control={control}
        name="name"
        label={t('field.name')}
      />
      {props.withParent && <ParentField control={control} />}
      <ManagerField control={control} current={props.manager} />
      <Box
        sx={{
          display: 'grid',
          gridTemplateColumns: 'repeat(auto-fit, minmax(150px, 1fr))',
          gap: 2,
        }}
      >
        <DepartmentTextField
          control={control}
          name="code"
          label={t('field.code')}
          helperText={t('field.codeHelp')}
        />
        <DepartmentTextField
          control={control}
          name="short_name"
          label={t('field.shortName')}
          helperText={t('field.shortNameHelp')}
          format={toShortName}
        />
        <DepartmentTextField
          control={control}
          name="dept_code"
          label={t('field.deptCode')}
          helperText={t('field.deptCodeHelp')}
          inputProps={{ inputMode: 'numeric' }}
        />
      </Box>
      <DepartmentTypeField control={control} />
      <DepartmentTextField
        multiline
        minRows={2}
        control={control}
        name="description"
        label={t('field.description')}
      />
      <Controller
        control={control}
        name="is_active"
        render={({ field }) => (
          <div>
            <SwitchField
              label={t('field.active')}
              checked={field.value}
              onChange={field.onChange}
              onBlur={field.onBlur}
              inputRef={field.ref}
              sx={switchLabelStyle}
            />
          </div>
        )}
      />
    </Stack>
  );
}
