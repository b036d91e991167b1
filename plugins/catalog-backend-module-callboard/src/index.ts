/**
 * Publishes Callboard's departments and staff to the catalog.
 *
 * @packageDocumentation
 */
export { catalogModuleCallboard as default } from './catalogModuleCallboard';
