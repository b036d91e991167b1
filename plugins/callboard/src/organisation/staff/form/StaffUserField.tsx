import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  PersonPicker,
  useCatalogPeople,
} from '@callboard/plugin-callboard-react';
import Box from '@mui/material/Box';
import FormHelperText from '@mui/material/FormHelperText';
import { useState } from 'react';
import { useController, type Control } from 'react-hook-form';
import { callboardStaffTranslationRef } from '../../staffTranslation';
import type { StaffFormValues } from './StaffFormValues';
import { useFieldProblem } from './useFieldProblem';

/** The portal user of a person. */
export function StaffUserField(props: { control: Control<StaffFormValues> }) {
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
