import { createTranslationRef } from '@backstage/frontend-plugin-api';

/** The shortcuts of the list and the board. @public */
export const callboardWorkShortcutsTranslationRef = createTranslationRef({
  id: 'callboard-work-shortcuts',
  messages: {
    create: 'Create work item',
    state: 'Set state of the focused item',
    assignee: 'Set assignees',
    priority: 'Set priority',
    labels: 'Set labels',
    estimate: 'Set estimate',
    fold: 'Collapse or expand the focused group',
    nextPrevious: 'Next or previous item, while an item is open',
    undo: 'Undo the last change',
    move: 'Move the focused card to another state',
    moveSide: 'Move the card one column',
    moveUp: 'Move the card up or down',
    arrows: 'Move between cards',
  },
});
