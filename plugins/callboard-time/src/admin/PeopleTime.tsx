import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  EmptyState,
  parseRef,
  PersonPicker,
  useCatalogPeople,
  useUrlState,
} from '@callboard/plugin-callboard-react';
import Box from '@mui/material/Box';
import Stack from '@mui/material/Stack';
import { useState } from 'react';
import { WorkingTime } from '../workingTime/WorkingTime';
import { callboardTimeAdminTranslationRef } from './timeAdminTranslation';

const parameters = ['person'] as const;

/** The working time and time off of a workspace's people. */
export function PeopleTime(props: { slug: string; today: string }) {
  const { t } = useTranslationRef(callboardTimeAdminTranslationRef);
  const [{ person }, setState] = useUrlState(parameters);
  const [typed, setTyped] = useState('');
  // The URL only has the reference, so look the person up as well.
  const { people, isLoading } = useCatalogPeople(
    typed || (parseRef(person)?.name ?? ''),
  );
  return (
    <Stack spacing={3}>
      <Box sx={{ maxWidth: 360 }}>
        <PersonPicker
          label={t('people.person')}
          value={person}
          onChange={next => setState({ person: next })}
          options={people}
          onSearch={setTyped}
          loading={isLoading}
          fullWidth
        />
      </Box>
      {person ? (
        <WorkingTime key={person} {...props} member={person} />
      ) : (
        <EmptyState title={t('people.choose')} />
      )}
    </Stack>
  );
}
