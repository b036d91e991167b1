import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { endpoints } from '@callboard/plugin-callboard-common';
import {
  EmptyState,
  LoadingState,
  parseRef,
  PersonPicker,
  QueryState,
  useCallboardQuery,
  useCatalogPeople,
  useUrlState,
} from '@callboard/plugin-callboard-react';
import Box from '@mui/material/Box';
import Stack from '@mui/material/Stack';
import { useState } from 'react';
import { Schedule } from './Schedule';
import { callboardTimeAdminTranslationRef } from './timeAdminTranslation';
import { TimeOffList } from './TimeOffList';

const parameters = ['person'] as const;

function OfPerson(props: { slug: string; member: string; today: string }) {
  const { slug, member } = props;
  const schedule = useCallboardQuery(endpoints.getWorkSchedule, {
    params: { slug },
    query: { member_id: member },
  });
  return (
    <Stack spacing={3}>
      <QueryState
        query={schedule}
        loading={<LoadingState rows={2} rowHeight={40} />}
      >
        {found => (
          <Schedule
            key={found.member_id}
            slug={slug}
            member={member}
            schedule={found}
          />
        )}
      </QueryState>
      <TimeOffList {...props} />
    </Stack>
  );
}

/** When the people of a workspace work, and when they are off. */
export function PeopleTime(props: { slug: string; today: string }) {
  const { t } = useTranslationRef(callboardTimeAdminTranslationRef);
  const [{ person }, setState] = useUrlState(parameters);
  const [typed, setTyped] = useState('');
  // The address has no name: who is in it is found, too.
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
        <OfPerson key={person} {...props} member={person} />
      ) : (
        <EmptyState title={t('people.choose')} />
      )}
    </Stack>
  );
}
