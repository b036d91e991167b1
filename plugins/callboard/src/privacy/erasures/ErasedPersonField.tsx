import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { userRef } from '@callboard/plugin-callboard-common';
import {
  PersonPicker,
  useCatalogPeople,
} from '@callboard/plugin-callboard-react';
import Box from '@mui/material/Box';
import FormHelperText from '@mui/material/FormHelperText';
import { useState } from 'react';
import { callboardPrivacyTranslationRef } from '../translation';

/** The form field for the person to erase, who may be missing from the catalog. */
export function ErasedPersonField(props: {
  value: string | undefined;
  problem?: string;
  onChange: (person: string | undefined) => void;
}) {
  const { t } = useTranslationRef(callboardPrivacyTranslationRef);
  const [typed, setTyped] = useState('');
  const { people, isLoading } = useCatalogPeople(typed);
  const ref = typed.trim().toLowerCase();
  const isUnknown =
    userRef.safeParse(ref).success &&
    !people.some(({ user_ref }) => user_ref === ref);
  return (
    <Box sx={{ width: '100%' }}>
      <PersonPicker
        fullWidth
        label={t('erasure.person')}
        value={props.value}
        onChange={picked => {
          setTyped('');
          props.onChange(picked);
        }}
        options={isUnknown ? [{ user_ref: ref, name: ref }, ...people] : people}
        loading={isLoading}
        onSearch={setTyped}
      />
      {props.problem && (
        <FormHelperText error sx={{ mx: 1.75 }}>
          {props.problem}
        </FormHelperText>
      )}
    </Box>
  );
}
