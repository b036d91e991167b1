/**
 * Ingests GitHub's issues as work items.
 *
 * @packageDocumentation
 */
export { callboardModuleGithub as default } from './callboardModuleGithub';
