/** Time tracking: timesheets, the timer, and time on projects and items. @packageDocumentation */
export { default as callboardTimePlugin } from './plugin';
export { default } from './pluginLoader';
export * from './routes';
// Renders its children, such as a sidebar item, only for managers, approvers of pending timesheets,
// and admins.
export { WhereTeam } from './team/WhereTeam';
export * from './translations';
