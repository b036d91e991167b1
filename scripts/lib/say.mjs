/** What the scripts say to the person who runs them. */

const isTerminal = Boolean(process.stdout.isTTY);

/** Prints one line. */
export function say(line) {
  process.stdout.write(`${line}\n`);
}

/** Prints to stderr why it cannot go on, and ends the process with code 1. */
export function fail(...lines) {
  process.stderr.write(`${lines.join('\n')}\n`);
  process.exit(1);
}

/** The time since a `Date.now()`, such as `12.3 s`. */
export function elapsed(since) {
  return `${((Date.now() - since) / 1000).toFixed(1)} s`;
}

let current;

/** Prints a line without tearing the line of the step that is going on. */
export function sayAbove(line) {
  if (isTerminal && current) {
    process.stdout.write(`\r\u001b[2K${line}\n`);
    current.draw();
  } else {
    say(line);
  }
}

/**
 * Runs one step of a longer work, showing its name and how long it takes: on a
 * terminal the seconds run, elsewhere there is a line when it begins and one
 * when it is done.
 *
 * @param title a function when the words change while it runs
 * @returns what `work` resolves to; its error is passed on
 */
export async function step(title, work) {
  const since = Date.now();
  const words = () => (typeof title === 'function' ? title() : title);
  const draw = () => {
    process.stdout.write(`\r\u001b[2K  ${words()} … ${elapsed(since)}`);
  };
  let timer;
  if (isTerminal) {
    draw();
    timer = setInterval(draw, 200);
    current = { draw };
  } else {
    say(`  ${words()} …`);
  }
  const finish = mark => {
    clearInterval(timer);
    current = undefined;
    const start = isTerminal ? '\r\u001b[2K' : '';
    process.stdout.write(`${start}${mark} ${words()} (${elapsed(since)})\n`);
  };
  try {
    const result = await work();
    finish('✓');
    return result;
  } catch (error) {
    finish('✗');
    throw error;
  }
}
