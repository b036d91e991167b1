import { changeVocabulary, entityTypes } from './vocabulary';

describe('the vocabulary of changes', () => {
  it('has bulk operations as acts on workspaces and projects only', () => {
    const bulk = /^(bulk_|ingest$|catalog_seed$)/;
    expect(
      entityTypes.filter(type =>
        changeVocabulary[type].some(action => bulk.test(action)),
      ),
    ).toEqual(['workspace', 'project']);
  });
});
