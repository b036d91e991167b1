import { onStage } from '../harness/onStage';
import { says, Visitor } from '../harness/Visitor';

describe('from the home page', () => {
  it(
    'two clicks tell who changed an item, when, and from what to what, in bulk too',
    onStage(async stage => {
      const visitor = await Visitor.atHome(stage, 'max.member');
      await visitor.open('PAY-311');

      await says(
        visitor.page.getByRole('dialog'),
        /Mona Manager.*In Progress → In Review/,
        /Alex Admin updated cycle none → Cycle \d+/,
        /Callboard updated title A split refund loses a cent →/,
      );
      expect(visitor.clicks).toBeLessThanOrEqual(2);
    }),
  );
});
