import { IngestionResult } from '@callboard/plugin-callboard-common';
import { isProjectClosed } from './isProjectClosed';

const failed = (reason: string) => ({ status: 'failed' as const, reason });
const createResult = (status: IngestionResult['status']) => ({
  status,
  reason: null,
});

const archived = failed('work_item_external_id: its project is archived');

describe('isProjectClosed', () => {
  it.each([
    ['is archived', [archived, archived], true],
    ['has no entity', [failed('entity_ref: is no entity')], true],
    // Deletions are reported as such even if the project is archived.
    [
      'is archived and an item was deleted',
      [archived, createResult('deleted')],
      true,
    ],
    [
      'accepts one item while another is in an archived project',
      [archived, createResult('unchanged')],
      false,
    ],
    ['is open and an item fails', [failed('title: too long')], false],
    ['has no results', [], false],
  ])(
    'returns whether a project is closed when it %s',
    (_, results, expected) => {
      expect(isProjectClosed(results)).toBe(expected);
    },
  );
});
