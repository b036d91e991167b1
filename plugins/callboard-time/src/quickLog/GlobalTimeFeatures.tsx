import {
  CallboardCache,
  CallboardProvider,
  useCommand,
  useShortcut,
} from '@callboard/plugin-callboard-react';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import MoreTimeOutlinedIcon from '@mui/icons-material/MoreTimeOutlined';
import { lazy, Suspense, useState } from 'react';
import { useWorkspacesForLogging } from '../data/timeQueries';
import { useLiveTimer, useTimer } from '../timer/useTimer';
import { callboardTimeQuickLogTranslationRef } from './quickLogTranslation';

const QuickLogDialog = lazy(() =>
  import('./QuickLogDialog').then(m => ({ default: m.QuickLogDialog })),
);

/** Lets people who may log time open quick log with the key L or from the search. */
function QuickLogHost() {
  const { t } = useTranslationRef(callboardTimeQuickLogTranslationRef);
  const workspaces = useWorkspacesForLogging();
  const [isOpen, setOpen] = useState(false);
  const canLog = workspaces.length > 0;
  const open = () => setOpen(true);
  useShortcut('l', () => canLog && open());
  useCommand(
    canLog
      ? {
          id: 'log-time',
          title: t('title'),
          icon: <MoreTimeOutlinedIcon fontSize="inherit" />,
          keys: 'L',
          run: open,
        }
      : undefined,
  );
  return isOpen ? (
    <Suspense fallback={null}>
      <CallboardProvider>
        <QuickLogDialog
          workspaces={workspaces}
          onClose={() => setOpen(false)}
        />
      </CallboardProvider>
    </Suspense>
  ) : null;
}

function LiveTimer() {
  useLiveTimer();
  return null;
}

function Content() {
  // Renders nothing until the response shows that the viewer has access to timers.
  return useTimer().data ? (
    <>
      <LiveTimer />
      <QuickLogHost />
    </>
  ) : null;
}

/**
 * On every portal page, keeps the timer in sync with other tabs and devices, and opens quick log
 * with a shortcut. Sends no request while nobody is signed in, and stays inactive if the backend
 * has no timers.
 */
export function GlobalTimeFeatures() {
  return (
    <CallboardCache>
      <Content />
    </CallboardCache>
  );
}
