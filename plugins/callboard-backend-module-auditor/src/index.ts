/**
 * Adds the audit events of the portal's backend plugins to Callboard's activity log.
 *
 * @packageDocumentation
 */
export { callboardAuditor as default } from './callboardAuditor';
