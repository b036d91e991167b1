import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  PersonPicker,
  useCatalogPeople,
  type PersonOption,
} from '@callboard/plugin-callboard-react';
import Box from '@mui/material/Box';
import FormHelperText from '@mui/material/FormHelperText';
import { useState } from 'react';
import { useController, type Control } from 'react-hook-form';
import { callboardDepartmentsTranslationRef } from '../translation';
import type { DepartmentFormValues } from './DepartmentFormValues';
import { useFieldErrorText } from './useFieldErrorText';

/** The form field for a department's manager. */
export function ManagerField(props: {
  control: Control<DepartmentFormValues>;
  /** The current manager, who may be missing from the catalog. */
  current?: PersonOption;
}) {
  const { t } = useTranslationRef(callboardDepartmentsTranslationRef);
  const { current } = props;
  const { field, fieldState } = useController({
    control: props.control,
    name: 'manager_ref',
  });
  const [typed, setTyped] = useState('');
  const { people, isLoading } = useCatalogPeople(typed);
  const problem = useFieldErrorText('manager_ref', fieldState.error);
  const isKnown =
    !current || people.some(({ user_ref }) => user_ref === current.user_ref);
  return (
    <Box>
      <PersonPicker
        fullWidth
        label={t('field.manager')}
        value={field.value || undefined}
        onChange={ref => {
          setTyped('');
          field.onChange(ref ?? '');
        }}
        options={isKnown || typed ? people : [current, ...people]}
        loading={isLoading}
        onSearch={setTyped}
      />
      <FormHelperText error={problem !== undefined} sx={{ mx: 1.75 }}>
        {problem ?? t('hint.manager')}
      </FormHelperText>
    </Box>
  );
}
