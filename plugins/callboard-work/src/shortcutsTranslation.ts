import { createTranslationRef } from '@backstage/frontend-plugin-api';

/** The shortcuts of the list and the board. @public */
export const callboardWorkShortcutsTranslationRef = createTranslationRef({
  id: 'callboard-work-shortcuts',
  messages: {
    create: 'New item',
    state: 'Set the state of the focused row',
    assignee: 'Set its assignees',
    priority: 'Set its priority',
    labels: 'Set its labels',
    estimate: 'Set its estimate',
    fold: 'Collapse or expand the focused group',
    nextPrevious: 'Next or previous item, while an item is open',
    undo: 'Undo the last change',
    move: 'Move the focused card to a state',
    moveSide: 'Move the card one column',
    moveUp: 'Move the card up or down',
    arrows: 'Move between cards',
  },
});
