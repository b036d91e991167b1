import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { Activity } from '@callboard/plugin-callboard-common';
import {
  EmptyState,
  ErrorBoundary,
  ErrorState,
  useShortcut,
} from '@callboard/plugin-callboard-react';
import PersonSearchOutlinedIcon from '@mui/icons-material/PersonSearchOutlined';
import Button from '@mui/material/Button';
import Drawer from '@mui/material/Drawer';
import Stack from '@mui/material/Stack';
import type { ActivityScope } from '../data/ActivityScope';
import type { ActivityFilters } from '../filters/ActivityFilters';
import { callboardActivityTranslationRef } from '../translation';
import type { RowProblem } from '../view/useOpenRow';
import { ActivityDetails } from './ActivityDetails';
import { ActivityTitle } from './ActivityTitle';
import { DrawerHead } from './DrawerHead';
import { UnmaskButton } from './UnmaskButton';
import { HistoryButton } from './HistoryButton';

/** A drawer with one entry in full; Esc closes it, j and k open its neighbours. */
export function ActivityDrawer(props: {
  scope: ActivityScope;
  activity: Activity | undefined;
  /** Shown instead of an action that cannot be loaded. */
  problem: RowProblem | undefined;
  rows: Activity[];
  onOpen: (activity: Activity | undefined) => void;
  /** Closes the drawer and filters; absent if the view cannot be filtered. */
  onFilter?: (patch: Partial<ActivityFilters>) => void;
}) {
  const { t } = useTranslationRef(callboardActivityTranslationRef);
  const { scope, activity, problem, rows, onOpen, onFilter } = props;
  const at = activity ? rows.findIndex(row => row.id === activity.id) : -1;
  const newer = at > 0 ? rows[at - 1] : undefined;
  const older = at >= 0 ? rows[at + 1] : undefined;
  useShortcut('k', () => activity && newer && onOpen(newer));
  useShortcut('j', () => activity && older && onOpen(older));
  const close = () => onOpen(undefined);
  return (
    <Drawer
      anchor="right"
      open={Boolean(activity ?? problem)}
      onClose={close}
      PaperProps={{
        role: 'dialog',
        'aria-modal': true,
        'aria-label': t('drawer.label'),
        sx: { width: 'min(520px, 100vw)' },
      }}
    >
      {typeof problem === 'object' && (
        <ErrorState error={problem.error} onRetry={problem.retry} />
      )}
      {problem === 'missing' && (
        <EmptyState
          title={t('drawer.missing')}
          action={
            <Button variant="outlined" onClick={close}>
              {t('drawer.close')}
            </Button>
          }
        >
          {t('drawer.missingHint')}
        </EmptyState>
      )}
      {activity && (
        <Stack spacing={3} sx={{ p: { xs: 2, sm: 3 }, pt: { xs: 1, sm: 1.5 } }}>
          <ErrorBoundary resetKey={activity}>
            <ActivityTitle activity={activity} />
          </ErrorBoundary>
          <DrawerHead
            activity={activity}
            onNewer={newer && (() => onOpen(newer))}
            onOlder={older && (() => onOpen(older))}
            onClose={close}
          />
          <UnmaskButton key={activity.user_id} activity={activity} />
          {onFilter && (
            <Stack direction="row" useFlexGap spacing={1} flexWrap="wrap">
              <Button
                size="small"
                variant="outlined"
                startIcon={<PersonSearchOutlinedIcon />}
                onClick={() => onFilter({ user_id: activity.user_id })}
              >
                {t('drawer.moreBy', {
                  name: activity.user_name || activity.user_id,
                })}
              </Button>
              <HistoryButton activity={activity} onFilter={onFilter} />
            </Stack>
          )}
          <ActivityDetails scope={scope} activity={activity} onOpen={onOpen} />
        </Stack>
      )}
    </Drawer>
  );
}
