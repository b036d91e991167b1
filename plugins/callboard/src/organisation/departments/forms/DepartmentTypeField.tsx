import { useTranslationRef } from '@backstage/frontend-plugin-api';
import Autocomplete from '@mui/material/Autocomplete';
import TextField from '@mui/material/TextField';
import { useMemo } from 'react';
import { useController, type Control } from 'react-hook-form';
import { useDepartments } from '../DepartmentsContext';
import { callboardDepartmentsTranslationRef } from '../translation';
import type { DepartmentFormValues } from './DepartmentFormValues';
import { useFieldErrorText } from './useFieldErrorText';

/** The form field for a department's type; suggests the types of other departments. */
export function DepartmentTypeField(props: {
  control: Control<DepartmentFormValues>;
}) {
  const { t } = useTranslationRef(callboardDepartmentsTranslationRef);
  const { index } = useDepartments();
  const { field, fieldState } = useController({
    control: props.control,
    name: 'dept_type',
  });
  const problem = useFieldErrorText('dept_type', fieldState.error);
  const known = useMemo(() => {
    const types = [...index.entries.values()].map(({ node }) => node.dept_type);
    return [...new Set(types)].filter(type => type !== null).sort();
  }, [index]);
  return (
    <Autocomplete
      freeSolo
      size="small"
      options={known}
      inputValue={field.value}
      onInputChange={(_, text) => field.onChange(text)}
      onBlur={field.onBlur}
      renderInput={params => (
        <TextField
          {...params}
          label={t('field.type')}
          name={field.name}
          inputRef={field.ref}
          error={problem !== undefined}
          helperText={problem}
        />
      )}
    />
  );
}
