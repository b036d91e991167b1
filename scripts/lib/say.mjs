/** The output of the scripts for the person who runs them. */

const isTerminal = Boolean(process.stdout.isTTY);

/** Prints one line. */
export function say(line) {
  process.stdout.write(`${line}\n`);
}

/** Prints the reason to stderr, and ends the process with code 1. */
export function fail(...lines) {
  process.stderr.write(`${lines.join('\n')}\n`);
  process.exit(1);
}

/** The time since a `Date.now()`, such as `12.3 s`. */
export function formatElapsed(since) {
  return `${((Date.now() - since) / 1000).toFixed(1)} s`;
}

let currentStep;

/** Prints a line without breaking the line of the current step. */
export function sayAbove(line) {
  if (isTerminal && currentStep) {
    process.stdout.write(`\r\u001b[2K${line}\n`);
    currentStep.draw();
  } else {
    say(line);
  }
}

/**
 * Runs one step and shows its title and duration: on a terminal with running seconds, elsewhere
 * with one line at the start and one line at the end.
 *
 * @param title a text, or a function that returns it if the text changes while the step runs
 * @returns the value that `work` resolves to
 * @throws the error of `work`
 */
export async function step(title, work) {
  const since = Date.now();
  const getTitle = () => (typeof title === 'function' ? title() : title);
  const draw = () => {
    process.stdout.write(
      `\r\u001b[2K  ${getTitle()} … ${formatElapsed(since)}`,
    );
  };
  let timer;
  if (isTerminal) {
    draw();
    timer = setInterval(draw, 200);
    currentStep = { draw };
  } else {
    say(`  ${getTitle()} …`);
  }
  const finish = symbol => {
    clearInterval(timer);
    currentStep = undefined;
    const start = isTerminal ? '\r\u001b[2K' : '';
    process.stdout.write(
      `${start}${symbol} ${getTitle()} (${formatElapsed(since)})\n`,
    );
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
