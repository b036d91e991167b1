import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { AdminBlock } from '@callboard/plugin-callboard-react';
import Box from '@mui/material/Box';
import Skeleton from '@mui/material/Skeleton';
import type { ReactNode } from 'react';
import { callboardTranslationRef } from '../translation';
import { AdminBlockCard } from './AdminBlockCard';

const CARD_HEIGHT = 96;

function Grid(props: { label?: string; children: ReactNode }) {
  return (
    <Box
      component="ul"
      // Safari drops the list role from lists without bullets.
      role={props.label ? 'list' : 'presentation'}
      aria-label={props.label}
      sx={{
        display: 'grid',
        gridTemplateColumns: 'repeat(auto-fill, minmax(min(100%, 320px), 1fr))',
        gap: 2,
        listStyle: 'none',
        m: 0,
        p: 0,
      }}
    >
      {props.children}
    </Box>
  );
}

/** The blocks of the overview, sorted by order, then by title. */
export function AdminBlockGrid(props: { blocks: AdminBlock[] }) {
  const { t } = useTranslationRef(callboardTranslationRef);
  const sorted = [...props.blocks].sort(
    (a, b) => a.order - b.order || a.title.localeCompare(b.title),
  );
  return (
    <Grid label={t('admin.areas')}>
      {sorted.map(block => (
        <Box
          component="li"
          key={`${block.to} ${block.title}`}
          sx={{ display: 'flex' }}
        >
          <AdminBlockCard block={block} minHeight={CARD_HEIGHT} />
        </Box>
      ))}
    </Grid>
  );
}

AdminBlockGrid.Skeleton = function AdminBlockGridSkeleton(props: {
  count: number;
}) {
  return (
    <Grid>
      {Array.from({ length: props.count }, (_, index) => (
        <Skeleton
          component="li"
          key={index}
          variant="rounded"
          height={CARD_HEIGHT}
        />
      ))}
    </Grid>
  );
};
