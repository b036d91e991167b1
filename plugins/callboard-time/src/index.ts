/**
 * Time tracking: timesheets of people and teams, the timer, and the time logged on projects, work
 * items and departments.
 *
 * @packageDocumentation
 */
export { callboardTimePlugin as default } from './plugin';
export * from './routes';
export { WhereTeam } from './team/WhereTeam';
export * from './translations';
