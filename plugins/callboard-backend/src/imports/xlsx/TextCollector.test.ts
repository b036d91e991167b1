import { TextCollector } from './TextCollector';

describe('TextCollector', () => {
  it('keeps no more of a text than shows that it is too long', () => {
    const collector = new TextCollector();
    collector.open('t');
    for (let n = 0; n < 1_000; n += 1) {
      collector.add('x'.repeat(1_000));
    }
    expect(collector.text!.length).toBeGreaterThan(32_767);
    expect(collector.text!.length).toBeLessThan(300_000);
  });
});
