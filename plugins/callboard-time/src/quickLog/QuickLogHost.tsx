import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  CallboardProvider,
  useCommand,
  useShortcut,
} from '@callboard/plugin-callboard-react';
import MoreTimeOutlinedIcon from '@mui/icons-material/MoreTimeOutlined';
import { lazy, Suspense, useState } from 'react';
import { useLogWorkspaces } from '../data/useLogWorkspaces';
import { callboardTimeQuickLogTranslationRef } from './quickLogTranslation';

const QuickLogDialog = lazy(() =>
  import('./QuickLogDialog').then(m => ({ default: m.QuickLogDialog })),
);

/** Opens quick log with the key L or from the search, unless the person may not log time. */
export function QuickLogHost() {
  const { t } = useTranslationRef(callboardTimeQuickLogTranslationRef);
  const workspaces = useLogWorkspaces();
  const [isOpen, setOpen] = useState(false);
  const mayLog = workspaces.length > 0;
  const open = () => setOpen(true);
  useShortcut('l', () => mayLog && open());
  useCommand(
    mayLog
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
