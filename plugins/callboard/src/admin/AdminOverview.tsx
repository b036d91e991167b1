import {
  LoadingState,
  canAdminister,
  type AdminBlock,
  type EffectiveAccess,
} from '@callboard/plugin-callboard-react';
import Skeleton from '@mui/material/Skeleton';
import Stack from '@mui/material/Stack';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import Box from '@mui/material/Box';
import type { ReactNode } from 'react';
import { Link } from '@backstage/core-components';
import Card from '@mui/material/Card';
import CardActionArea from '@mui/material/CardActionArea';
import Typography from '@mui/material/Typography';
import { SystemStatus } from '../system/SystemStatus';
import { callboardTranslationRef } from '../translation';
import { AdminTab } from './AdminTab';

const CARD_HEIGHT = 96;

/** A block of the overview. The whole card is one link. */
function AdminBlockCard(props: { block: AdminBlock }) {
  const { title, description, facts, icon, to } = props.block;
  return (
    <Card variant="outlined" sx={{ flex: 1, display: 'flex' }}>
      <CardActionArea
        component={Link}
        to={to}
        underline="none"
        sx={theme => ({
          display: 'flex',
          alignItems: 'flex-start',
          justifyContent: 'flex-start',
          gap: 2,
          minHeight: CARD_HEIGHT,
          p: 2,
          color: 'text.primary',
          '&:hover': { textDecoration: 'none' },
          '&:focus-visible': {
            outline: `2px solid ${theme.palette.primary.main}`,
            outlineOffset: -2,
          },
        })}
      >
        <Box
          aria-hidden
          sx={{ display: 'flex', color: 'text.secondary', pt: 0.25 }}
        >
          {icon}
        </Box>
        <Box sx={{ minWidth: 0 }}>
          <Typography
            component="span"
            variant="subtitle1"
            display="block"
            color="text.primary"
          >
            {title}
          </Typography>
          <Typography component="span" variant="body2" color="text.secondary">
            {description}
          </Typography>
          <Box component="span" sx={{ color: 'text.primary' }}>
            {facts}
          </Box>
        </Box>
      </CardActionArea>
    </Card>
  );
}

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

function AdminBlockGrid(props: { blocks: AdminBlock[] }) {
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
          <AdminBlockCard block={block} />
        </Box>
      ))}
    </Grid>
  );
}

function AdminBlockGridSkeleton(props: { count: number }) {
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
}

function filterAccessibleBlocks(
  blocks: readonly AdminBlock[],
  access: EffectiveAccess,
): AdminBlock[] {
  return blocks.filter(({ isOpen }) => (isOpen ?? canAdminister)(access));
}

export function AdminOverview(props: { blocks: AdminBlock[] }) {
  const { blocks } = props;
  return (
    <AdminTab
      hasAccess={access => filterAccessibleBlocks(blocks, access).length > 0}
      loading={
        <LoadingState>
          <Skeleton variant="rounded" height={88} sx={{ mb: 3 }} />
          <AdminBlockGridSkeleton count={blocks.length} />
        </LoadingState>
      }
    >
      {access => (
        <Stack spacing={3}>
          {access.may_administrate && <SystemStatus />}
          <AdminBlockGrid blocks={filterAccessibleBlocks(blocks, access)} />
        </Stack>
      )}
    </AdminTab>
  );
}
