import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { endpoints } from '@callboard/plugin-callboard-common';
import {
  formatCount,
  useCallboardQuery,
} from '@callboard/plugin-callboard-react';
import Box from '@mui/material/Box';
import Skeleton from '@mui/material/Skeleton';
import { callboardTranslationRef } from '../translation';

/** The number of members of a workspace. Only visible rows request it. */
export function MemberCount(props: { slug: string }) {
  const { t } = useTranslationRef(callboardTranslationRef);
  const { data, isPending } = useCallboardQuery(
    endpoints.listWorkspaceMembers,
    { params: { slug: props.slug }, query: { limit: 1 } },
  );
  if (isPending) {
    return <Skeleton width={24} sx={{ display: 'inline-block' }} />;
  }
  const total = data?.total;
  if (total === undefined) {
    return <>–</>;
  }
  const formatted = formatCount(total);
  return (
    <Box
      component="span"
      title={t('workspaces.memberCount', { count: total, formatted })}
      sx={{ fontVariantNumeric: 'tabular-nums' }}
    >
      {formatted}
    </Box>
  );
}
