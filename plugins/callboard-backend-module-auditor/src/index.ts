/**
 * Brings the audit events of the portal's backend plugins into Callboard as
 * activity.
 *
 * @packageDocumentation
 */
export { callboardAuditor as default } from './callboardAuditor';
