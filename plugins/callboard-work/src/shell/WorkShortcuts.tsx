import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { ShortcutsHelp } from '@callboard/plugin-callboard-react';
import { callboardWorkTranslationRef } from '../translation';

/** The keys of the list or the board, which `?` shows. */
export function WorkShortcuts(props: { isBoard: boolean; mayWrite: boolean }) {
  const { t } = useTranslationRef(callboardWorkTranslationRef);
  const ofFields = [
    ['s', t('shortcuts.state')],
    ['a', t('shortcuts.assignee')],
    ['p', t('shortcuts.priority')],
    ['e', t('shortcuts.estimate')],
  ] as const;
  const ofCards = [
    ['m', t('shortcuts.move')],
    ['Shift ← →', t('shortcuts.moveSide')],
    ['Shift ↑ ↓', t('shortcuts.moveUp')],
  ] as const;
  return (
    <ShortcutsHelp
      usual={props.isBoard ? ['search', 'open'] : ['search', 'move', 'open']}
      more={[
        ...(props.isBoard ? [['← → ↑ ↓', t('shortcuts.arrows')] as const] : []),
        ...(props.mayWrite ? [['c', t('shortcuts.create')] as const] : []),
        ...(props.mayWrite ? ofFields : []),
        ...(props.mayWrite && props.isBoard ? ofCards : []),
      ]}
    />
  );
}
