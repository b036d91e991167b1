import {
  isSuperAdmin,
  DataTable,
  EmptyState,
  QueryState,
  Section,
  useCallboardQuery,
  type DataTableColumn,
} from '@callboard/plugin-callboard-react';
import { Link } from '@backstage/core-components';
import { useRouteRef, useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  endpoints,
  type AssistantTool,
} from '@callboard/plugin-callboard-common';
import Stack from '@mui/material/Stack';
import AddIcon from '@mui/icons-material/Add';
import DeleteOutlineIcon from '@mui/icons-material/DeleteOutline';
import EditOutlinedIcon from '@mui/icons-material/EditOutlined';
import VisibilityOutlinedIcon from '@mui/icons-material/VisibilityOutlined';
import Box from '@mui/material/Box';
import Chip from '@mui/material/Chip';
import { useMemo } from 'react';
import { AdminTab } from './AdminTab';
import { callboardAssistantsTranslationRef } from './assistantsTranslation';
import { trackerExternalRouteRef } from '../routes';
import { HealthAlert } from '../shared/HealthAlert';

const icons = {
  reads: <VisibilityOutlinedIcon />,
  adds: <AddIcon />,
  changes: <EditOutlinedIcon />,
  deletes: <DeleteOutlineIcon color="error" />,
};

function useToolColumns(): DataTableColumn<AssistantTool>[] {
  const { t } = useTranslationRef(callboardAssistantsTranslationRef);
  return useMemo(
    () => [
      {
        id: 'tool',
        header: t('tool'),
        cell: ({ row: { original } }) => (
          <Box sx={{ minWidth: 0, overflowWrap: 'anywhere', py: 0.5 }}>
            <Box sx={{ fontWeight: 600 }}>{original.title}</Box>
            <Box component="code" sx={{ fontSize: 12 }}>
              callboard.{original.name}
            </Box>
          </Box>
        ),
        width: 'minmax(180px, 1fr)',
        narrow: 'first',
      },
      {
        id: 'effect',
        header: t('effect'),
        cell: ({ row: { original } }) => (
          <Chip
            size="small"
            variant="outlined"
            icon={icons[original.effect]}
            label={t(`effects.${original.effect}`)}
          />
        ),
        width: '120px',
      },
      {
        id: 'description',
        header: t('description'),
        cell: ({ row }) => (
          <Box sx={{ py: 0.5, whiteSpace: 'normal' }}>
            {row.original.description}
          </Box>
        ),
        width: 'minmax(260px, 3fr)',
        narrow: 'line',
      },
    ],
    [t],
  );
}

const getToolName = ({ name }: AssistantTool) => name;

function Assistants() {
  const { t } = useTranslationRef(callboardAssistantsTranslationRef);
  const columns = useToolColumns();
  const getTrackerHref = useRouteRef(trackerExternalRouteRef);
  const toolsQuery = useCallboardQuery(endpoints.listAssistantTools, {});
  return (
    <QueryState query={toolsQuery}>
      {({ actions, tools }) => (
        <Stack spacing={3}>
          <HealthAlert
            severity="info"
            title={t(actions ? 'actions' : 'readsOnly')}
          >
            {t(actions ? 'actionsHint' : 'readsOnlyHint')}{' '}
            {getTrackerHref && (
              <Link to={getTrackerHref()} underline="always">
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

export function AssistantsPage() {
  return (
    <AdminTab hasAccess={isSuperAdmin}>
      <Assistants />
    </AdminTab>
  );
}
