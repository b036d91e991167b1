/**
 * Time: that of a person and a team, the timer, and the time of projects, work items and
 * departments.
 *
 * @packageDocumentation
 */
export { callboardTimePlugin as default } from './plugin';
export * from './routes';
export { WhereTeam } from './team/WhereTeam';
export * from './translations';
