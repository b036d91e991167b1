import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { useStartProject } from '@callboard/plugin-callboard-react';
import Button from '@mui/material/Button';
import Stack from '@mui/material/Stack';
import { callboardStaffTranslationRef } from '../staffTranslation';
import { CardNote } from './CardNote';

/** Offers to create the project of an entity that has none. */
export function StartProject(props: { workspace: string }) {
  const { t } = useTranslationRef(callboardStaffTranslationRef);
  const starting = useStartProject(props.workspace);
  // A project exists already, but it is secret.
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
