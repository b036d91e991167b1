/** The names of a portal's pages. @packageDocumentation */
export { findPageName } from './findPageName';
