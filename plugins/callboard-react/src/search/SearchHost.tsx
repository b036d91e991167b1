import {
  lazy,
  Suspense,
  useEffect,
  useState,
  useSyncExternalStore,
} from 'react';
import { isSearchShortcut } from './searchShortcut';
import { useSearchDialogState } from './useSearchDialogState';

const SearchDialog = lazy(() =>
  import('./SearchDialog').then(m => ({ default: m.SearchDialog })),
);

/** Shows the search when its shortcut is pressed, unless another host does. */
export function SearchHost() {
  const state = useSearchDialogState();
  const [host] = useState(() => Symbol('host'));
  useEffect(() => state.join(host), [state, host]);
  const isHost = useSyncExternalStore(
    state.subscribe,
    () => state.host === host,
  );
  const isOpen = useSyncExternalStore(state.subscribe, () => state.isOpen);
  useEffect(() => {
    if (!isHost) {
      return undefined;
    }
    const handleKeyDown = (event: KeyboardEvent) => {
      if (isSearchShortcut(event)) {
        event.preventDefault();
        state.setOpen(!state.isOpen);
      }
    };
    document.addEventListener('keydown', handleKeyDown);
    return () => document.removeEventListener('keydown', handleKeyDown);
  }, [isHost, state]);
  return isHost && isOpen ? (
    <Suspense fallback={null}>
      <SearchDialog onClose={() => state.setOpen(false)} />
    </Suspense>
  ) : null;
}
