import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  CallboardProvider,
  NoAccess,
  QueryState,
  useMe,
} from '@callboard/plugin-callboard-react';
import Box from '@mui/material/Box';
import type { ReactNode } from 'react';
import { callboardTranslationRef } from '../translation';

function AdminsOnly(props: { loading?: ReactNode; children: ReactNode }) {
  const { t } = useTranslationRef(callboardTranslationRef);
  return (
    <QueryState query={useMe()} loading={props.loading}>
      {me =>
        me.is_super_admin ||
        me.workspaces.some(workspace => workspace.role === 'admin') ? (
          props.children
        ) : (
          <NoAccess whoCanGive={t('admin.whoCanGive')} />
        )
      }
    </QueryState>
  );
}

/**
 * What every tab of the admin page stands in: seen by super admins and by
 * whoever is an admin of at least one workspace.
 */
export function AdminTab(props: {
  /** A skeleton in the shape of the tab. */
  loading?: ReactNode;
  children: ReactNode;
}) {
  return (
    <CallboardProvider>
      <Box
        component="main"
        // What a tab keeps out of sight must not make the page wider.
        sx={{ px: { xs: 2, md: 2.5 }, pb: 3, overflowX: 'clip' }}
      >
        <AdminsOnly loading={props.loading}>{props.children}</AdminsOnly>
      </Box>
    </CallboardProvider>
  );
}
