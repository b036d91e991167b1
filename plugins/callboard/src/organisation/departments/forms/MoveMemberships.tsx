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
 * How many memberships a move gives and takes. Where that cannot be told the
 * move is not held up: it is asked about again when it is made.
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
  // A line that is there from the start: what comes must not move the rest.
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
