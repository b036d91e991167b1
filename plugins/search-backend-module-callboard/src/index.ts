/**
 * Adds Callboard's work items to the portal's search.
 *
 * @packageDocumentation
 */
export { searchModuleCallboard as default } from './searchModuleCallboard';
