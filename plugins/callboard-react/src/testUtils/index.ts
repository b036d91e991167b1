/**
 * Utilities for the tests of Callboard's own frontend plugins. They are not part of the public API
 * and can change in any release.
 *
 * @packageDocumentation
 */
export * from './toMyAccess';
export * from './brokenContract';
export * from './checkVersion';
export * from './findDeadEnds';
export * from './everyPageHeader';
export * from './createExampleResponse';
export * from './FakeCall';
export * from './FakeServer';
export * from './FakeSignals';
export * from './findCollections';
export * from './hostileValues';
export * from './hostileWords';
export * from './toFakeId';
export * from './newMe';
export * from './newProject';
export * from './newWorkItem';
export * from './otherPage';
export * from './toPage';
export * from './pathsPlugin';
export * from './paymentsApi';
export * from './reactComplaints';
export * from './Refusal';
export * from './renderLegacyPage';
export * from './renderPage';
export * from './mockElementSizes';
export * from './setUpPageTests';
export * from './stored';
export * from './testSeed';
export * from './userActions';
