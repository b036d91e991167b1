import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { AdminBlock } from '@callboard/plugin-callboard-react';
import Typography from '@mui/material/Typography';
import { callboardTranslationRef } from '../translation';
import { AdminBlockGrid } from './AdminBlockGrid';

/** The blocks that can be open to people who are not admins. */
export function BlocksForOthers(props: { blocks: AdminBlock[] }) {
  const { t } = useTranslationRef(callboardTranslationRef);
  const blocks = props.blocks.filter(block => block.forOthers);
  return blocks.length > 0 ? (
    <>
      <Typography sx={{ mb: 1 }}>{t('admin.forOthers')}</Typography>
      <AdminBlockGrid blocks={blocks} />
    </>
  ) : null;
}
