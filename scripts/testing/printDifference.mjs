/** Shows how a generated file differs from the committed one. */
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { run } from '../lib/run.mjs';

/** Longer differences are cut: the beginning suffices to see the change. */
const MAX_LINES = 100;

/**
 * Prints the lines in which two texts differ, as Git shows them.
 *
 * @param print - takes the text to show
 */
export async function printDifference(before, after, print) {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'callboard-diff-'));
  try {
    fs.writeFileSync(path.join(folder, 'before'), before);
    fs.writeFileSync(path.join(folder, 'after'), after);
    const { output } = await run(
      'git',
      ['diff', '--no-index', '--unified=1', '--', 'before', 'after'],
      { cwd: folder },
    );
    print(`${output.split('\n').slice(0, MAX_LINES).join('\n')}\n`);
  } finally {
    fs.rmSync(folder, { recursive: true });
  }
}
