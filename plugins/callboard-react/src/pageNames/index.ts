/**
 * The names of a portal's pages.
 *
 * @packageDocumentation
 */
export * from './findPageName';
