/** What this process was told when `startWorker` started it. */
export const input = () => JSON.parse(process.argv[2]);

/** Answers whoever started this process, until that is gone. */
export function serve(answer) {
  process.on('message', async ({ number, question }) => {
    if (number === undefined) {
      return;
    }
    try {
      process.send({ answerTo: number, result: await answer(question) });
    } catch (error) {
      process.send({ answerTo: number, error: error.stack });
    }
  });
  process.on('disconnect', () => process.exit());
  process.send({ answerTo: 0 });
}
