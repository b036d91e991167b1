import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { DashboardTemplateName } from '@callboard/plugin-callboard-common';
import {
  GiversList,
  ShortcutsHelp,
  useShortcut,
  type OwnWorkspace,
} from '@callboard/plugin-callboard-react';
import AddIcon from '@mui/icons-material/Add';
import Alert from '@mui/material/Alert';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Stack from '@mui/material/Stack';
import { useState, type ReactNode } from 'react';
import { CreateDashboardDialog } from './create/CreateDashboardDialog';
import { DashboardListFilters } from './DashboardListFilters';
import { DashboardTable } from './DashboardTable';
import { ImportDashboardDialog } from './import/ImportDashboardDialog';
import { callboardDashboardsListTranslationRef } from './listTranslation';
import { NoDashboards } from './NoDashboards';
import { useDashboards } from './useDashboards';
import { useDashboardsUrl } from './useDashboardsUrl';

/** The dashboards of a workspace that the reader can see. */
export function DashboardList(props: {
  workspace: OwnWorkspace;
  picker: ReactNode;
}) {
  const { t } = useTranslationRef(callboardDashboardsListTranslationRef);
  const { workspace } = props;
  const url = useDashboardsUrl();
  const { list, isGrouped } = useDashboards(workspace, url);
  const [making, setMaking] = useState<DashboardTemplateName | 'import'>();
  const mayCreate = workspace.role !== 'guest';
  useShortcut('c', () => mayCreate && !making && setMaking('delivery'));
  const close = () => setMaking(undefined);
  return (
    <Stack spacing={2}>
      <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 1.5 }}>
        <Box
          role="group"
          aria-label={t('filters')}
          sx={{
            display: 'flex',
            flexWrap: 'wrap',
            gap: 1.5,
            flex: '1 1 320px',
          }}
        >
          {props.picker}
          <DashboardListFilters url={url} />
        </Box>
        {mayCreate && (
          <Box sx={{ display: 'flex', gap: 1, alignItems: 'center' }}>
            <Button onClick={() => setMaking('import')}>
              {t('import.open')}
            </Button>
            <Button
              variant="contained"
              startIcon={<AddIcon />}
              onClick={() => setMaking('delivery')}
            >
              {t('create.open')}
            </Button>
          </Box>
        )}
      </Box>
      {!mayCreate && (
        <Alert severity="info">
          {t('guest', { workspace: workspace.name })}{' '}
          <GiversList givers={{ workspace: workspace.slug }} isBrief />
        </Alert>
      )}
      <DashboardTable
        workspace={workspace}
        list={list}
        isGrouped={isGrouped}
        emptyState={
          <NoDashboards workspace={workspace} url={url} onStart={setMaking} />
        }
      />
      <ShortcutsHelp
        standardShortcuts={['search', 'move', 'open']}
        more={[
          ['S', t('shortcut.star')],
          ...(mayCreate ? [['C', t('shortcut.create')] as const] : []),
        ]}
      />
      {making === 'import' && (
        <ImportDashboardDialog workspace={workspace} onClose={close} />
      )}
      {making && making !== 'import' && (
        <CreateDashboardDialog
          workspace={workspace}
          template={making}
          onClose={close}
        />
      )}
    </Stack>
  );
}
