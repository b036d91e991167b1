import { Link } from '@backstage/core-components';
import { useRouteRef, useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  endpoints,
  type AssistantTool,
} from '@callboard/plugin-callboard-common';
import {
  DataTable,
  EmptyState,
  QueryState,
  Section,
  useCallboardQuery,
} from '@callboard/plugin-callboard-react';
import Stack from '@mui/material/Stack';
import { trackerExternalRouteRef } from '../routes';
import { HealthAlert } from '../shared/HealthAlert';
import { callboardAssistantsTranslationRef } from './translation';
import { useToolColumns } from './useToolColumns';

const getToolName = ({ name }: AssistantTool) => name;

/** Whether assistants may run actions, and the available tools. */
export function Assistants() {
  const { t } = useTranslationRef(callboardAssistantsTranslationRef);
  const columns = useToolColumns();
  const tracker = useRouteRef(trackerExternalRouteRef);
  const found = useCallboardQuery(endpoints.listAssistantTools, {});
  return (
    <QueryState query={found}>
      {({ actions, tools }) => (
        <Stack spacing={3}>
          <HealthAlert
            severity="info"
            title={t(actions ? 'actions' : 'readsOnly')}
            facts={[]}
          >
            {t(actions ? 'actionsHint' : 'readsOnlyHint')}{' '}
            {tracker && (
              <Link to={tracker()} underline="always">
                {t('tracker')}
              </Link>
            )}
          </HealthAlert>
          <Section level={2} title={t('title')} hint={t('hint')}>
            {tools.length === 0 ? (
              <EmptyState title={t('none')} />
            ) : (
              <DataTable
                label={t('title')}
                columns={columns}
                rows={tools}
                rowId={getToolName}
                rowHeight={64}
                isMain
              />
            )}
          </Section>
        </Stack>
      )}
    </QueryState>
  );
}
