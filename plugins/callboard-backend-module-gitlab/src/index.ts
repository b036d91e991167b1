/**
 * Ingests GitLab's issues as work items.
 *
 * @packageDocumentation
 */
export { callboardModuleGitlab as default } from './callboardModuleGitlab';
