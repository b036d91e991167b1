/**
 * Ingests Jira's issues as work items.
 *
 * @packageDocumentation
 */
export { callboardModuleJira as default } from './callboardModuleJira';
