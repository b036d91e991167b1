/**
 * Utilities for the tests of Callboard's own frontend plugins. They are not part of the public API
 * and can change in any release.
 *
 * @packageDocumentation
 */
export * from './fixtures';
export * from './FakeCall';
export * from './renderPage';
export * from './createExampleResponse';
export * from './FakeServer';
export * from './FakeSignals';
export * from './findCollections';
export * from './hostileValues';
export * from './userActions';
export * from './renderLegacyPage';
export * from './setUpPageTests';
