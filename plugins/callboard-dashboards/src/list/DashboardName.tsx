import { Link } from '@backstage/core-components';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { Dashboard } from '@callboard/plugin-callboard-common';
import { STACKED, type OwnWorkspace } from '@callboard/plugin-callboard-react';
import Box from '@mui/material/Box';
import Chip from '@mui/material/Chip';
import { buildDashboardHref } from './buildDashboardHref';
import { callboardDashboardsListTranslationRef } from './listTranslation';

const cut = {
  minWidth: 0,
  overflow: 'hidden',
  textOverflow: 'ellipsis',
  whiteSpace: 'nowrap',
} as const;

/** A dashboard's name with its link and description. */
export function DashboardName(props: {
  dashboard: Dashboard;
  workspace: OwnWorkspace;
}) {
  const { t } = useTranslationRef(callboardDashboardsListTranslationRef);
  const { dashboard, workspace } = props;
  const { id, name, description, is_default } = dashboard;
  return (
    <Box
      sx={{
        minWidth: 0,
        maxWidth: '100%',
        py: 0.5,
        // The rest of the line, after the star.
        [STACKED]: { width: 'calc(100cqw - 88px)', py: 0 },
      }}
    >
      <Box sx={{ display: 'flex', alignItems: 'center', gap: 1 }}>
        <Box component="span" title={name} sx={cut}>
          <Link
            to={buildDashboardHref(id, workspace.slug)}
            style={{ fontWeight: 600 }}
          >
            {name}
          </Link>
        </Box>
        {is_default && (
          <Chip
            size="small"
            variant="outlined"
            label={t('default')}
            title={t('defaultHint', { workspace: workspace.name })}
            sx={{ m: 0, flexShrink: 0 }}
          />
        )}
      </Box>
      {description && (
        <Box
          title={description}
          sx={{ ...cut, color: 'text.secondary', typography: 'caption' }}
        >
          {description}
        </Box>
      )}
    </Box>
  );
}
