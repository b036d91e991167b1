/**
 * Time tracking: timesheets of people and teams, the timer, and the time logged on projects, work
 * items and departments.
 *
 * @packageDocumentation
 */
import { loadIfOn } from '@callboard/plugin-callboard-react';
import callboardTimePlugin from './plugin';

export { callboardTimePlugin };
/** Loads the plugin unless its feature is off. @public */
export default loadIfOn('time', callboardTimePlugin);
export * from './routes';
// Renders its children, such as a sidebar item, only for people with a team.
export { WhereTeam } from './team/WhereTeam';
export * from './translations';
