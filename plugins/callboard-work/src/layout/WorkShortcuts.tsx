import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { ShortcutsHelp } from '@callboard/plugin-callboard-react';
import { callboardWorkShortcutsTranslationRef } from '../shortcutsTranslation';
import { useFieldShortcuts } from './useFieldShortcuts';

/** The keys of the list or the board, which `?` shows. */
export function WorkShortcuts(props: { isBoard: boolean; mayWrite: boolean }) {
  const { t } = useTranslationRef(callboardWorkShortcutsTranslationRef);
  const ofFields = useFieldShortcuts();
  const ofCards = [
    ['m', t('move')],
    ['Shift ← →', t('moveSide')],
    ['Shift ↑ ↓', t('moveUp')],
  ] as const;
  return (
    <ShortcutsHelp
      standardShortcuts={
        props.isBoard ? ['search', 'open'] : ['search', 'move', 'open']
      }
      more={[
        ...(props.isBoard ? [['← → ↑ ↓', t('arrows')] as const] : []),
        ...(props.mayWrite ? [['c', t('create')] as const] : []),
        ...(props.mayWrite ? ofFields : []),
        ...(props.mayWrite && props.isBoard ? ofCards : []),
        ...(props.isBoard ? [] : [['← →', t('fold')] as const]),
        ['j k', t('nextPrevious')],
        ...(props.mayWrite ? [['Ctrl+Z', t('undo')] as const] : []),
      ]}
    />
  );
}
