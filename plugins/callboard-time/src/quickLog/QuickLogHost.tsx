import {
  CallboardProvider,
  useShortcut,
} from '@callboard/plugin-callboard-react';
import { lazy, Suspense, useState } from 'react';
import { useLogWorkspaces } from '../data/useLogWorkspaces';

const QuickLogDialog = lazy(() =>
  import('./QuickLogDialog').then(m => ({ default: m.QuickLogDialog })),
);

/** Opens the one line that logs time by the key L; not for those who log none. */
export function QuickLogHost() {
  const workspaces = useLogWorkspaces();
  const [isOpen, setOpen] = useState(false);
  useShortcut('l', () => workspaces.length > 0 && setOpen(true));
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
