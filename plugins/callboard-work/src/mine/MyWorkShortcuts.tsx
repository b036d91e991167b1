import { ShortcutsHelp } from '@callboard/plugin-callboard-react';
import { useFieldShortcuts } from '../layout/useFieldShortcuts';

/** The keys of the page, which `?` shows. */
export function MyWorkShortcuts() {
  return (
    <ShortcutsHelp
      standardShortcuts={['move', 'open']}
      more={useFieldShortcuts()}
    />
  );
}
