import { toFakeId, type FakeKind } from './toFakeId';

/** The creation time of all fake resources. @internal */
export const NOW = '2026-11-20T08:00:00.000Z';

/** The fields that all stored resources have. @internal */
export const stored = (kind: FakeKind, number: number) => ({
  id: toFakeId(kind, number),
  version: 1,
  created_at: NOW,
  updated_at: NOW,
});
