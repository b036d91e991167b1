import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  LoadingState,
  QueryState,
  Section,
} from '@callboard/plugin-callboard-react';
import Skeleton from '@mui/material/Skeleton';
import Stack from '@mui/material/Stack';
import Typography from '@mui/material/Typography';
import { callboardPrivacyTranslationRef } from '../translation';
import { EraseForm } from './EraseForm';
import { ErasureProgress } from './ErasureProgress';
import { ErasuresTable } from './ErasuresTable';
import { useErasures } from './useErasures';

const loading = (
  <LoadingState>
    <Skeleton variant="rounded" height={120} />
  </LoadingState>
);

/** Erases people and lists past erasures. */
export function Erasures() {
  const { t } = useTranslationRef(callboardPrivacyTranslationRef);
  const erasures = useErasures();
  return (
    <Section level={2} title={t('erasure.title')}>
      <Typography variant="body2" color="text.secondary" sx={{ mb: 2 }}>
        {t('erasure.hint')}
      </Typography>
      <Stack spacing={3}>
        <EraseForm />
        <QueryState query={erasures} loading={loading}>
          {({ items }) => (
            <>
              {items
                .filter(({ status }) => status === 'running')
                .map(erasure => (
                  <ErasureProgress key={erasure.id} erasure={erasure} />
                ))}
              {items.length === 0 ? (
                <Typography>{t('erasure.empty')}</Typography>
              ) : (
                <ErasuresTable erasures={items} pages={erasures} />
              )}
            </>
          )}
        </QueryState>
      </Stack>
    </Section>
  );
}
