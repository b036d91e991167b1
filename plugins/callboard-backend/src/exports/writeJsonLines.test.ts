import { MemoryOutput } from './__testUtils__/MemoryOutput';
import { stubborn } from './__testUtils__/stubborn';
import { writeJsonLines } from './writeJsonLines';

describe('writeJsonLines', () => {
  it('writes one object a line', async () => {
    const output = new MemoryOutput();
    const rows = [{ a: 'x\ny', b: -1 }, { a: '=1' }];
    await writeJsonLines(output, rows);
    expect(output.text).toBe('{"a":"x\\ny","b":-1}\n{"a":"=1"}\n');
    expect(output.writableFinished).toBe(true);
  });

  it('keeps every row, however many', async () => {
    const output = new MemoryOutput();
    const rows = Array.from({ length: 20_000 }, (_, n) => ({ n, t: 'é🎭' }));
    await writeJsonLines(output, rows);
    const lines = output.text.split('\n');
    expect(lines.pop()).toBe('');
    expect(lines.map(line => JSON.parse(line))).toEqual(rows);
  });

  it('stops when it is aborted', async () => {
    const output = new MemoryOutput();
    const controller = new AbortController();
    const { rows, state } = stubborn(1, { a: 1 });
    setTimeout(() => controller.abort(), 20);
    await expect(
      writeJsonLines(output, rows, controller),
    ).rejects.toMatchObject({ name: 'AbortError' });
    expect(state.left).toBe(true);
  });
});
