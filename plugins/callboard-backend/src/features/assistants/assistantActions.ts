import { AssistantAction } from './AssistantAction';
import { activityReads } from './actions/activityReads';
import { dashboardReads } from './actions/dashboardReads';
import { personActions } from './actions/personActions';
import { projectActions } from './actions/projectActions';
import { timeActions } from './actions/timeActions';
import { timeReadActions } from './actions/timeReadActions';
import { workActions } from './actions/workActions';
import { workReads } from './actions/workReads';

/** All actions of assistants. */
export const assistantActions: readonly AssistantAction[] = [
  ...personActions,
  ...projectActions,
  ...workReads,
  ...activityReads,
  ...timeReadActions,
  ...dashboardReads,
  ...workActions,
  ...timeActions,
];
