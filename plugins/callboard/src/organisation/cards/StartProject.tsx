import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { useEntity } from '@backstage/plugin-catalog-react';
import { endpoints } from '@callboard/plugin-callboard-common';
import {
  queryKeyOf,
  useCallboardClient,
} from '@callboard/plugin-callboard-react';
import Button from '@mui/material/Button';
import Stack from '@mui/material/Stack';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { callboardStaffTranslationRef } from '../staffTranslation';
import { CardNote } from './CardNote';

/** Offers to make the project of an entity that has none. */
export function StartProject(props: { workspace: string }) {
  const { t } = useTranslationRef(callboardStaffTranslationRef);
  const { kind, metadata } = useEntity().entity;
  const client = useCallboardClient();
  const queries = useQueryClient();
  const starting = useMutation({
    mutationFn: () =>
      client.call(endpoints.ensureProject, {
        params: {
          slug: props.workspace,
          kind: kind.toLowerCase(),
          namespace: (metadata.namespace ?? 'default').toLowerCase(),
          name: metadata.name.toLowerCase(),
        },
        body: {},
      }),
    onSuccess: () =>
      queries.invalidateQueries({
        queryKey: queryKeyOf(endpoints.listProjects),
      }),
  });
  // There is one already, and it is secret to the reader.
  if (starting.error) {
    return <CardNote>{t('card.nothing')}</CardNote>;
  }
  return (
    <Stack spacing={1} alignItems="flex-start">
      <CardNote>{t('card.noProject')}</CardNote>
      <Button
        variant="outlined"
        size="small"
        aria-disabled={starting.isPending}
        onClick={() => !starting.isPending && starting.mutate()}
      >
        {t('card.start')}
      </Button>
    </Stack>
  );
}
