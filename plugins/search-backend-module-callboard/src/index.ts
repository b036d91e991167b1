/**
 * Brings Callboard's work items into the portal's search.
 *
 * @packageDocumentation
 */
export { searchModuleCallboard as default } from './searchModuleCallboard';
