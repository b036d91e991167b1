import { changeVocabulary, entityTypes } from './vocabulary';

describe('change vocabulary', () => {
  it('allows bulk operations on workspaces and projects only', () => {
    const bulk = /^(bulk_|ingest$|catalog_seed$)/;
    expect(
      entityTypes.filter(type =>
        changeVocabulary[type].some(action => bulk.test(action)),
      ),
    ).toEqual(['workspace', 'project']);
  });
});
