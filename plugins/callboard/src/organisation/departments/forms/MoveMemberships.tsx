import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { endpoints } from '@callboard/plugin-callboard-common';
import {
  formatCount,
  useCallboardQuery,
} from '@callboard/plugin-callboard-react';
import Box from '@mui/material/Box';
import { useDepartments } from '../DepartmentsContext';
import { callboardDepartmentsTranslationRef } from '../translation';

/**
 * The number of memberships that a move grants and revokes. If loading fails, the move is not
 * blocked: the server checks again when it runs.
 */
export function MoveMemberships(props: {
  id: string;
  parentId: string | null;
}) {
  const { t } = useTranslationRef(callboardDepartmentsTranslationRef);
  const { workspace } = useDepartments();
  const { data } = useCallboardQuery(
    endpoints.previewDepartmentMove,
    {
      params: { slug: workspace.slug, id: props.id },
      body: { parent_id: props.parentId },
    },
    { staleTime: 0, retry: false },
  );
  // A fixed height, so that the response does not shift the content below.
  return (
    <Box sx={{ minHeight: '1.43em' }}>
      {data &&
        (data.memberships_added + data.memberships_removed === 0
          ? t('move.noMemberships')
          : t('move.memberships', {
              added: formatCount(data.memberships_added),
              removed: formatCount(data.memberships_removed),
            }))}
    </Box>
  );
}
