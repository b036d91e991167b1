import { Link } from '@backstage/core-components';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { formatCount } from '@callboard/plugin-callboard-react';
import PersonAddOutlinedIcon from '@mui/icons-material/PersonAddOutlined';
import FileUploadOutlinedIcon from '@mui/icons-material/FileUploadOutlined';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Skeleton from '@mui/material/Skeleton';
import { callboardStaffTranslationRef } from '../../staffTranslation';
import { useStaffLinks } from '../shared/useStaffLinks';
import { StaffExport } from './StaffExport';
import { StaffFilterChips } from './StaffFilterChips';
import type { StaffQuery } from './toStaffQuery';
import type { StaffFilterState } from './useStaffFilter';

/** The number of people, the reasons for it, and actions on the list. */
export function StaffBar(props: {
  workspace: string;
  query: StaffQuery;
  state: StaffFilterState;
  total: number | undefined;
  /** Adds a person; undefined without permission. */
  onAdd?: () => void;
}) {
  const { t } = useTranslationRef(callboardStaffTranslationRef);
  const { workspace, query, state, total, onAdd } = props;
  const links = useStaffLinks(workspace);
  return (
    <Box
      sx={{
        display: 'flex',
        flexWrap: 'wrap',
        alignItems: 'center',
        gap: 1,
        minHeight: 40,
      }}
    >
      <Box
        role="status"
        sx={{ typography: 'body2', fontWeight: 600, marginInlineEnd: 1 }}
      >
        {total === undefined ? (
          <Skeleton width="10ch" />
        ) : (
          t('directory.count', { count: total, formatted: formatCount(total) })
        )}
      </Box>
      <StaffFilterChips workspace={workspace} state={state} />
      <Box sx={{ flex: 1 }} />
      <StaffExport workspace={workspace} query={query} total={total} />
      {onAdd && (
        <>
          <Button
            variant="outlined"
            component={Link}
            to={links.import}
            underline="none"
            startIcon={<FileUploadOutlinedIcon />}
          >
            {t('directory.import')}
          </Button>
          <Button
            variant="contained"
            startIcon={<PersonAddOutlinedIcon />}
            onClick={onAdd}
          >
            {t('directory.add')}
          </Button>
        </>
      )}
    </Box>
  );
}
