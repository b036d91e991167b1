import {
  isSuperAdmin,
  ExactPath,
  LoadingState,
  QueryState,
  Section,
  useCallboardQuery,
} from '@callboard/plugin-callboard-react';
import Stack from '@mui/material/Stack';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { endpoints } from '@callboard/plugin-callboard-common';
import Skeleton from '@mui/material/Skeleton';
import Typography from '@mui/material/Typography';
import { AdminTab } from '../admin/AdminTab';
import { Erasures } from './Erasures';
import { RetentionForm } from './RetentionForm';
import { callboardPrivacyTranslationRef } from './translation';

const loading = (
  <LoadingState>
    <Skeleton variant="rounded" height={120} />
  </LoadingState>
);

/** The maximum number of workspaces to choose from. */
const MAX_WORKSPACES = 200;

function Retention() {
  const { t } = useTranslationRef(callboardPrivacyTranslationRef);
  const rules = useCallboardQuery(endpoints.getRetention, {});
  const workspaces = useCallboardQuery(endpoints.listWorkspaces, {
    query: { limit: MAX_WORKSPACES },
  });
  return (
    <Section level={2} title={t('retention.title')}>
      <Typography variant="body2" color="text.secondary" sx={{ mb: 2 }}>
        {t('retention.hint')}
      </Typography>
      <QueryState query={rules} loading={loading}>
        {({ rules: stored }) => (
          <QueryState query={workspaces} loading={loading}>
            {({ items }) => (
              <RetentionForm
                key={JSON.stringify(stored)}
                stored={stored}
                workspaces={items}
              />
            )}
          </QueryState>
        )}
      </QueryState>
    </Section>
  );
}

/** The admin page with the retention rules of the activity log and the erasures of people. */
export function DataPage() {
  return (
    <AdminTab hasAccess={isSuperAdmin}>
      <ExactPath>
        <Stack spacing={5}>
          <Retention />
          <Erasures />
        </Stack>
      </ExactPath>
    </AdminTab>
  );
}
