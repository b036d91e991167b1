/**
 * Time tracking: timesheets of people and teams, the timer, and the time logged on projects, work
 * items and departments.
 *
 * @packageDocumentation
 */
export { default as callboardTimePlugin } from './plugin';
export { default } from './pluginLoader';
export * from './routes';
// Renders its children, such as a sidebar item, only for managers, approvers of pending timesheets,
// and admins.
export { WhereTeam } from './team/WhereTeam';
export * from './translations';
