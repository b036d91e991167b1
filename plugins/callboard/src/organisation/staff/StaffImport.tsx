import { Link } from '@backstage/core-components';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  ImportWizard,
  NoAccess,
  PageSubject,
  QueryState,
  useMe,
} from '@callboard/plugin-callboard-react';
import Box from '@mui/material/Box';
import Stack from '@mui/material/Stack';
import Typography from '@mui/material/Typography';
import type { ReactNode } from 'react';
import { useRights } from '../../workspaces/useRights';
import { useRefreshOrganisation } from '../shared/useRefreshOrganisation';
import { useStaffLinks } from './shared/useStaffLinks';
import { callboardStaffImportTranslationRef } from './staffImportTranslation';
import { useStaffImportKind } from './useStaffImportKind';

/** Imports people from a file. */
export function StaffImport(props: { workspace: string; picker: ReactNode }) {
  const { t } = useTranslationRef(callboardStaffImportTranslationRef);
  const { workspace } = props;
  const kind = useStaffImportKind();
  const links = useStaffLinks(workspace);
  const refresh = useRefreshOrganisation();
  const { isAdminOf } = useRights();
  return (
    <PageSubject name={t('title')} href={links.import}>
      <Stack spacing={2}>
        <Box
          sx={{
            display: 'flex',
            flexWrap: 'wrap',
            alignItems: 'flex-end',
            justifyContent: 'space-between',
            gap: 2,
          }}
        >
          <Box sx={{ typography: 'body2' }}>
            <Link to={links.people}>‹ {t('back')}</Link>
            <Typography variant="h5" component="h2" sx={{ m: 0, mt: 1 }}>
              {t('title')}
            </Typography>
          </Box>
          {props.picker}
        </Box>
        <QueryState query={useMe()}>
          {() =>
            isAdminOf(workspace) ? (
              <ImportWizard
                kind={kind}
                workspace={workspace}
                backHref={links.people}
                onImported={refresh}
              />
            ) : (
              <NoAccess givers={{ workspace }}>{t('adminsOnly')}</NoAccess>
            )
          }
        </QueryState>
      </Stack>
    </PageSubject>
  );
}
