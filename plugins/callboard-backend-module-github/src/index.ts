/**
 * Brings GitHub's issues into Callboard as work items.
 *
 * @packageDocumentation
 */
export { callboardModuleGithub as default } from './callboardModuleGithub';
